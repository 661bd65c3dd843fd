from dataclasses import replace

from quizzes.generation.gate import examine
from quizzes.generation.groups import from_groups
from tests.quizzes.generation import course
from tests.quizzes.generation.gate.drafts import flaws

NEWS = course.HERALD.partition("\n\n")[2]
TEXT = f"{course.GAZETTE}\n{NEWS}"
PLANS = course.a_list(
    TEXT,
    "three office plans",
    ["raising pay for junior clerks", "moving old archives to the capital", "testing new software for visas"],
    intro="The ministry announced three office plans:",
    announced=3,
)
SOURCE = course.a_source("A", "The Gazette", TEXT, course.TASKS, PLANS, course.SUPPORTS)
INDEX = course.indexed(SOURCE)


def first():
    return next(draft for draft in from_groups(INDEX) if draft.point == "A1")


def test_items_of_two_lists_are_put_under_their_own():
    item = first()
    assert item.shown["stem"] == "According to The Gazette, which group does each of these belong to?"
    labels = {group["id"]: group["text"] for group in item.shown["groups"]}
    assert set(labels.values()) == {"Key tasks that the council proposed", "Office plans that the ministry announced"}
    text = {row["id"]: row["text"] for row in item.shown["items"]}
    tasks = [course.GAZETTE[each.start : each.end] for each in course.TASKS.items]
    assert all(
        (text[id] in tasks) == (labels[group].startswith("Key tasks")) for id, group in item.key["groups"].items()
    )
    assert examine(item, INDEX) == ()
    assert SOURCE.quote(PLANS.statement) in [quote for _, _, quote in item.why]


def test_lists_of_two_documents_are_not_told_apart_by_who_printed_them():
    assert [*from_groups(course.indexed())] == []


def test_half_a_sentence_stands_over_no_group():
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
    source = course.a_source("A", "The Gazette", text, course.TASKS, lives)
    assert [*from_groups(course.indexed(source))] == []


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
