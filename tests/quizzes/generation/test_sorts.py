"""Lists of which their own sentence says what the items are."""

from dataclasses import replace

import pytest

from quizzes.generation.asked import asked
from quizzes.generation.lists import from_list
from quizzes.generation.sorts import told_before
from quizzes.generation.support import course_index
from quizzes.generation.wording import wording
from tests.quizzes.generation import course


def recalled(text, items, intro, language="en"):
    value = course.a_list(text, intro, items, intro=intro, kind="inline", major=False)
    source = replace(course.a_source("A", "The Gazette", text, value), language=language)
    index = course_index([source])
    assert asked(index, source, source.points[0], value)
    return [each.shown["stem"] for each in from_list(index, source, source.points[0], value) if each.kind == "recall"]


def test_things_are_recalled_by_what_the_sentence_before_them_calls_them():
    text = "Envoys\n\nThe commonly used ships are the old cutter, the brig, the wide barge and the tug.\n"
    items = ["the old cutter", "the brig", "the wide barge", "the tug"]
    stems = recalled(text, items, "The commonly used ships are")
    assert stems == ["Name the four commonly used ships, according to The Gazette."]


def test_things_are_recalled_in_vietnamese_by_what_the_sentence_before_them_calls_them():
    text = "Bến cảng\n\nCác con tàu thường được sử dụng là Hải Âu Trắng, Sao Mai, Cánh Buồm, Thuyền Gỗ.\n"
    stems = recalled(
        text, ["Hải Âu Trắng", "Sao Mai", "Cánh Buồm", "Thuyền Gỗ"], "Các con tàu thường được sử dụng là", "vi"
    )
    assert stems == ["Hãy nêu bốn con tàu thường được sử dụng, theo The Gazette."]


@pytest.mark.parametrize(
    ("lead", "language"),
    [
        ("The ship is", "en"),
        ("Some ships are", "en"),
        ("The ships that sail at dawn are", "en"),
        ("In spring, the ships are", "en"),
        ("The reasons for it are", "en"),
        ("The envoy said the ships are", "en"),
        ("Con tàu thường được sử dụng là", "vi"),
        ("Các con tàu thường là", "vi"),
        ("Các con tàu mà cảng đóng là", "vi"),
    ],
)
def test_other_beginnings_do_not_tell_what_things_are(lead, language):
    assert told_before(lead, wording(language)) == ""


@pytest.mark.parametrize(
    ("lead", "called"),
    [
        ("The harbour kept", "the three common principles that the harbour kept"),
        (
            "The harbour calls for “a new course,” opening ports; upholding",
            "the three common principles that the harbour calls for upholding",
        ),
    ],
)
def test_things_are_recalled_by_what_they_serve_as(lead, called):
    text = f"Envoys\n\n{lead} peace, trust and law as common principles; and more.\n"
    assert recalled(text, ["peace", "trust", "law"], lead) == [f"Name {called}, according to The Gazette."]


def test_what_things_serve_as_is_cited_with_them():
    text = "Envoys\n\nThe harbour kept peace, trust and law as common principles; and more.\n"
    value = course.a_list(text, "The harbour", ["peace", "trust", "law"], intro="The harbour kept", kind="inline")
    source = course.a_source("A", "The Gazette", text, value)
    (recall,) = [
        each for each in from_list(course.indexed(source), source, source.points[0], value) if each.kind == "recall"
    ]
    assert recall.evidence.text == text.strip().removeprefix("Envoys\n\n")


def test_what_nobody_is_told_to_hold_is_not_recalled():
    text = "Envoys\n\nThey upheld peace, trust and law as common principles.\n"
    value = course.a_list(
        text, "They upheld", ["peace", "trust", "law"], intro="They upheld", kind="inline", major=False
    )
    source = course.a_source("A", "The Gazette", text, value)
    assert not asked(course.indexed(source), source, source.points[0], value)
