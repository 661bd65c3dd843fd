"""What is typed: numbers, dates and names, by the same facts that are asked with options."""

import pytest

from quizzes.generation import draft
from quizzes.generation.dates import parts
from quizzes.generation.facts import names
from quizzes.kinds import KINDS
from tests.quizzes.generation import course


@pytest.fixture(scope="module")
def bank():
    return draft(course.papers())


def only(bank, rule, point=None):
    return next(item for item in bank.questions if item.rule == rule and point in (None, item.point))


def test_a_number_is_asked_for_in_figures(bank):
    item = only(bank, "fact.number")
    assert item.kind == "numeric"
    assert item.key["value"] == 96
    assert item.shown["stem"] == "According to The Gazette, how many years of history can the service count?"


def test_a_date_is_asked_for_as_far_as_the_source_gives_it(bank):
    item = only(bank, "fact.date", "A8")
    assert item.shown["asks"] == ["day", "month"]
    assert (item.key["day"], item.key["month"]) == (4, 3)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-02-18", {"day": 18, "month": 2, "year": 2026}),
        ("--02-18", {"day": 18, "month": 2}),
        ("2026-02", {"month": 2, "year": 2026}),
        ("2026", {"year": 2026}),
    ],
)
def test_a_normal_form_is_read_as_far_as_it_goes(value, found):
    assert parts(value) == found


def test_a_speaker_may_be_typed_by_the_last_name(bank):
    item = next(item for item in bank.questions if item.rule == "fact.name_speaker" and len(item.key["accepted"]) > 1)
    assert item.kind == "short_answer"
    name, last = item.key["accepted"]
    assert name.endswith(last)
    kind = KINDS["short_answer"]
    assert kind.mark(item.shown, item.key, kind.parse(item.shown, {"answer": [last.lower()]})).fraction == 1


def test_the_number_of_a_list_is_asked_for_without_telling_it(bank):
    assert not [item for item in bank.questions if item.rule == "list.count"]  # four are counted at a glance
    items = ["Bow low", "Smile", "Speak last", "Sit down", "Eat well", "Listen", "Leave early"]
    text = f"Envoys\n\nThe council set seven plain rules. {'. '.join(items)}.\n"
    intro = "The council set seven plain rules."
    value = course.a_list(text, "seven plain rules", items, intro=intro, announced=7)
    item = only(draft([course.a_source("A", "The Gazette", text, value)]), "list.count")
    assert item.shown["stem"] == "How many plain rules does The Gazette name?"
    assert item.key["value"] == 7


def test_several_members_are_chosen_among_items_of_other_lists(bank):
    item = only(bank, "list.members", "A1")
    text = {row["id"]: row["text"] for row in item.shown["options"]}
    tasks = {course.GAZETTE[each.start : each.end] for each in course.TASKS.items}
    assert {text[id] for id in item.key["right"]} < tasks
    assert len(item.key["right"]) == 3
    assert not {text[id] for id in text if id not in item.key["right"]} & tasks
    assert len(item.why) == len(text) - 3


def test_an_item_is_judged_to_be_of_a_list_or_not(bank):
    judged = [item for item in bank.questions if item.rule in ("list.true", "list.false")]
    tasks = [course.GAZETTE[each.start : each.end] for each in course.TASKS.items]
    item = next(item for item in judged if item.point == "A1")
    assert item.key["true"] == any(task in item.shown["stem"] for task in tasks)


def test_a_last_name_that_the_source_never_uses_alone_is_not_taken_for_the_whole():
    said = course.gazette()
    assert names("Ada Stone", said) == ["Ada Stone"]
    alone = course.a_source("A", "The Gazette", course.GAZETTE + "\nStone left at noon.\n")
    assert names("Ada Stone", alone) == ["Ada Stone", "Stone"]
