"""What a blind reader called pointless or cut off: each check with a case that it holds back, and one that passes."""

import pytest

from quizzes.generation import draft
from quizzes.generation.gate.worth import most_of_nothing
from quizzes.generation.wording import wording
from tests.quizzes.generation import course

EN, VI = wording("en"), wording("vi")


def bank(text, *values):
    return draft([course.a_source("A", "The Gazette", text, *values)])


def why_not(found, rule):
    return {id for each in found.refused if getattr(each.draft, "rule", "") == rule for id, _ in each.reasons}


def rules(found):
    return {item.rule for item in found.questions}


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        (["calm talk", "late trust", "deep peace"], {"F26f"}),
        (["calm talk of the old harbour pilots", "late trust among young clerks", "deep peace on every coast"], set()),
    ],
)
def test_a_friendly_word_is_no_statement_to_judge(items, fault):
    text = f"Envoys\n\nThe council named three port aims. {'. '.join(items)}.\n"
    value = course.a_list(text, "three port aims", items, intro="The council named three port aims.")
    assert why_not(bank(text, value), "list.true") & {"F26f"} == fault


def test_the_order_of_three_things_to_do_is_known_to_anybody():
    steps = ["Identify the old fault", "Choose a small task", "Monitor the whole harbour"]
    text = f"Envoys\n\nThe council named three port steps. {'. '.join(steps)}.\n"
    intro = "The council named three port steps."
    value = course.a_list(text, "three port steps", steps, intro=intro, kind="numbers", ordered=True)
    assert why_not(bank(text, value), "list.order") == {"F06b"}
    counted = course.a_list(text, "three port steps", steps, intro=intro, kind="ordinal", ordered=True)
    assert "list.order" in rules(bank(text, counted))


@pytest.mark.parametrize(
    ("words", "text", "fault"),
    [
        (EN, "The most used is the harbour list with 90 ships.", True),
        (EN, "The most used list of the harbour has 90 ships.", False),
        (EN, "At most 90 ships lie there.", False),
        (VI, "Bộ dữ liệu thường được dùng nhất là danh sách cũ.", True),
        (VI, "Bộ dữ liệu lớn nhất của thành phố là danh sách cũ.", False),
        (VI, "Thứ nhất là danh sách cũ.", False),
    ],
)
def test_a_most_says_of_what(words, text, fault):
    assert most_of_nothing(text, words) is fault
