import pytest

from quizzes.kinds import KINDS
from quizzes.pages.history import compare
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db


def changed(question) -> dict[str, tuple[str, str]]:
    """What two versions say differently, by the name of the row."""
    rows = [row for row in compare(question, None, None).rows if row.is_changed]
    return {row.name: tuple("".join(text for text, _changed in side) for side in (row.one, row.other)) for row in rows}


def test_an_answer_that_was_admitted_stands_among_the_right_ones(now):
    question = QuestionFactory()
    question.key = {"right": "k2", "also": [{"right": "k1"}]}
    question.revise(None, now)
    assert changed(question) == {"Right": ("trust", "trust\nspeed"), "Wrong": ("speed\nwealth", "wealth")}


def test_what_goes_with_what_is_seen_where_the_words_are_the_same(now):
    examples = KINDS["ordering"].examples()
    question = QuestionFactory(kind="ordering", shown=examples.shown, key=examples.key)
    question.key = {**examples.key, "order": list(reversed(examples.key["order"]))}
    question.revise(None, now)
    before, after = changed(question)["The answer in full"]
    assert before.split(" → ") == list(reversed(after.split(" → ")))


def test_a_part_that_neither_says_has_no_row(now):
    question = QuestionFactory()
    question.explanation = ""
    question.revise(None, now)
    names = [row.name for row in compare(question, None, None).rows]
    assert names == ["Question", "Right", "Wrong", "Explanation", "Source"]
