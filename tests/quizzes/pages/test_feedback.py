from decimal import Decimal

import pytest

from quizzes.kinds import KINDS
from quizzes.models import Response
from quizzes.pages.feedback import answer_in_words, points_in_words


def in_words(kind: str, posted: dict, now) -> str:
    """What the feedback page says of an answer to the kind's own example."""
    example = KINDS[kind].examples()
    answer = KINDS[kind].parse(example.shown, posted)
    response = Response(
        kind=kind, shown=example.shown, key=example.key, answer=answer, answered_at=now, points=Decimal(1)
    )
    item = KINDS[kind].reveal(example.shown, example.key, answer)
    return answer_in_words(response, response.mark(), item)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("multiple", "You found 1 of the 2 that fit."),
        ("numeric", "The number is right, its unit is not."),
        ("date", "Two of three are right."),
        ("true_false", "One of two is right."),
        ("grouping", "One of four is right."),
    ],
)
def test_a_partly_right_answer_is_explained_in_one_sentence(kind, sentence, now):
    assert in_words(kind, KINDS[kind].examples().partly, now) == sentence


def test_a_wrong_choice_is_named_by_its_letter(now):
    assert in_words("choice", {"answer": ["x7"]}, now) == "You chose a."


@pytest.mark.parametrize("kind", ["true_false", "short_answer"])
def test_a_wrong_answer_without_parts_needs_no_sentence(kind, now):
    posted = {"true_false": {"answer": ["true"]}, "short_answer": {"answer": ["wisdom"]}}[kind]
    assert "You chose" not in in_words(kind, posted, now)


def test_a_question_that_was_voided_says_that_it_counts_for_nobody():
    response = Response(points=Decimal(1), fraction=0.0, is_void=True)
    assert points_in_words(response) == "This question counts for nobody any more."
