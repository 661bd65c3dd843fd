from dataclasses import replace

import pytest

from quizzes.generation.asked import asked
from quizzes.generation.gate import examine
from quizzes.generation.groups import from_groups, nameable
from quizzes.generation.naming import ListName
from tests.quizzes.generation import course
from tests.quizzes.generation.gate.drafts import flaws

INDEX = course.indexed()


def first():
    return next(draft for draft in from_groups(INDEX) if draft.point == "A1")


def test_items_of_two_lists_are_put_under_their_own():
    item = first()
    labels = {group["id"]: group["text"] for group in item.shown["groups"]}
    assert set(labels.values()) == {
        "Key tasks that the council proposed (The Gazette)",
        "Office plans that the ministry announced (The Herald)",
    }
    text = {row["id"]: row["text"] for row in item.shown["items"]}
    tasks = [course.GAZETTE[each.start : each.end] for each in course.TASKS.items]
    assert all(
        (text[id] in tasks) == (labels[group].startswith("Key tasks")) for id, group in item.key["groups"].items()
    )
    assert examine(item, INDEX) == ()
    other = INDEX.sources["B"]
    (plans,) = [point.value for point in other.points if point.value is course.PLANS]
    assert other.quote(plans.statement) in [quote for _, _, quote in item.why]


def test_half_a_sentence_stands_over_a_group_with_a_what():
    text = course.GAZETTE.replace("A mission must rely on courage", "A mission lives by seeking plain courage")
    text = text.replace("trust as a bridge of", "keeping trust as a bridge of").replace(
        "law as its", "having law as its"
    )
    items = [
        "seeking plain courage as its compass",
        "keeping trust as a bridge of cooperation",
        "having law as its anchor",
    ]
    lives = course.a_list(text, "A mission lives", items, intro="A mission lives by", kind="inline", announced=None)
    source, other = course.a_source("A", "The Gazette", text, lives), course.herald(course.PLANS)
    labels = {row["text"] for item in from_groups(course.indexed(source, other)) for row in item.shown["groups"]}
    assert labels == {
        "What a mission lives by (The Gazette)",
        "Office plans that the ministry announced (The Herald)",
    }


@pytest.mark.parametrize(
    ("text", "fits"),
    [("A mission lives by", True), ("The council has a policy of", False), ("Use the quiet hours for", False)],
)
def test_only_what_somebody_does_names_a_group(text, fits):
    source = INDEX.sources["A"]
    about = asked(INDEX, source, source.points[0], course.TASKS)
    assert nameable(replace(about, name=ListName("the three points", text, "_completes"))) is fits


def test_every_item_says_where_it_stands():
    item = first()
    shown = {row["text"] for row in item.shown["items"]}
    assert {quote.text for id, _, quote in item.why if id != "list"} == shown


def test_f27_an_item_near_to_one_of_the_other_list_is_refused():
    item = first()
    key, rows = item.key["groups"], item.shown["items"]
    one = rows[0]
    other = next(row for row in rows if key[row["id"]] != key[one["id"]])
    same = [{**row, "text": f"again {one['text']}"} if row is other else row for row in rows]
    assert "F27b" in flaws(replace(item, shown={**item.shown, "items": same}))


def test_f27_an_item_that_names_its_own_list_is_refused():
    item = first()
    group = item.key["groups"][item.shown["items"][0]["id"]]
    word = item.shown["items"][0]["text"].split()[1]
    named = [{**row, "text": f"{row['text']} {word}"} if row["id"] == group else row for row in item.shown["groups"]]
    assert "F27b" in flaws(replace(item, shown={**item.shown, "groups": named}))
