import pytest

from quizzes.models import Card, Status
from tests import factories
from tests.desk import address, run_action, said

MODEL = "quizzes_card"


@pytest.fixture
def point(course):
    return factories.KeyPointFactory(lesson__edition__document__course=course)


@pytest.fixture
def card(point) -> Card:
    return factories.CardFactory(key_point=point)


@pytest.fixture
def post(sign_in, instructor, point):
    def post(url, **changes):
        data = {"prompt": "Name them.", "lines": "trust\n law ", "key_point": point.pk, "status": "draft", **changes}
        return sign_in(instructor).post(url, data)

    return post


def test_a_card_is_written(post, point):
    post(address(MODEL, "add"), ordered="on")
    card = Card.objects.get()
    assert card.answer == {"lines": ["trust", "law"], "ordered": True}
    assert (card.key_point, card.citation, card.status) == (point, point.citation, Status.DRAFT)


def test_the_words_of_its_answer_are_lit_in_the_source(post, point):
    post(address(MODEL, "add"))
    text = point.citation.edition.text
    assert [text[start:end] for start, end in Card.objects.get().lit] == ["trust", "law"]


def test_a_single_line_has_no_order(post):
    post(address(MODEL, "add"), lines="trust", ordered="on")
    assert Card.objects.get().answer == {"lines": ["trust"], "ordered": False}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"lines": " \n"}, "lines", "The card has no answer."),
        ({"lines": "law\nLaw"}, "lines", "Two lines are the same."),
        ({"prompt": ""}, "prompt", "This field is required."),
        ({"key_point": ""}, "key_point", "This field is required."),
    ],
)
def test_a_faulty_card_is_not_kept(post, changes, field, sentence):
    response = post(address(MODEL, "add"), **changes)
    assert response.context["adminform"].form.errors == {field: [sentence]}
    assert not Card.objects.exists()


def test_a_card_cannot_ask_for_a_key_point_of_another_course(post):
    response = post(address(MODEL, "add"), key_point=factories.KeyPointFactory().pk)
    assert "key_point" in response.context["adminform"].form.errors


def test_a_card_is_edited_and_stays_with_its_key_point(post, card, course):
    other = factories.KeyPointFactory(lesson=card.key_point.lesson)
    post(address(MODEL, "change", card.pk), key_point=other.pk)
    before = card.key_point
    card.refresh_from_db()
    assert (card.prompt, card.answer["lines"], card.key_point) == ("Name them.", ["trust", "law"], before)


def test_saving_unchanged_keeps_what_was_lit(post, card):
    card.lit = [[0, 9]]
    card.save()
    post(address(MODEL, "change", card.pk), prompt=card.prompt, lines="trust\npatience\nlaw", status="approved")
    card.refresh_from_db()
    assert card.lit == [[0, 9]]


def test_cards_are_retired_and_approved_together(sign_in, instructor, card):
    client = sign_in(instructor)
    assert said(run_action(client, MODEL, "retire", [card])) == ["1 item retired. What was answered stays."]
    assert not Card.objects.approved().exists()
    assert said(run_action(client, MODEL, "approve", [card])) == ["1 item approved."]
    assert Card.objects.approved().exists()


def test_a_card_is_never_deleted(sign_in, instructor, card):
    assert sign_in(instructor).post(address(MODEL, "delete", card.pk), {"post": "yes"}).status_code == 403
