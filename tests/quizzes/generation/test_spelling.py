from quizzes.generation.spelling import respelled
from tests.quizzes.generation import course


def source(text):
    return course.a_source("A", "Báo Bến Cảng", text)


def test_a_unit_is_written_as_its_document_mostly_does():
    paper = source("Giá\n\nXăng 300 đồng/lít, dầu 200 đồng/lít, dầu hỏa 800 đồng/lit, dầu cặn 100 đồng/kg.\n")
    assert respelled("từ 800 đồng/lit xuống 100 đồng/kg", paper) == "từ 800 đồng/lít xuống 100 đồng/kg"


def test_a_unit_that_is_only_written_one_way_stays():
    paper = source("Giá\n\nXăng 300 đồng/lit và dầu 200 đồng/lit.\n")
    assert respelled("300 đồng/lit", paper) == "300 đồng/lit"


def test_accents_are_never_taken_away():
    paper = source("Giá\n\nXăng 300 đồng/lit, dầu 200 đồng/lit, dầu hỏa 800 đồng/lít.\n")
    assert respelled("800 đồng/lít", paper) == "800 đồng/lít"
