"""Items of a list, and things that are none of it, to be judged."""

from dataclasses import replace

import pytest

from quizzes.generation.asked import asked
from quizzes.generation.cutting import Cut, one_claim
from quizzes.generation.gate.bank import doubles
from quizzes.generation.judging import agentless
from quizzes.generation.lists import from_list
from quizzes.generation.membership import membership
from quizzes.generation.wording import wording
from tests.quizzes.generation import course
from tests.quizzes.generation.drafted import drafts


def test_the_ends_of_a_sentence_are_statements_where_they_say_enough():
    text = "Envoys\n\nA mission must rely on old law, the calm patience of its envoys abroad, and trust.\n"
    items = ["old law", "the calm patience of its envoys abroad", "trust"]
    value = course.a_list(text, "A mission must rely", items, intro="A mission must rely on", kind="inline")
    (true,) = drafts(value, source=text)["list.true"]
    assert true.shown["stem"].endswith("A mission must rely on the calm patience of its envoys abroad.")


def test_what_a_sentence_leaves_out_is_told_as_no_false_fact():
    assert "list.false" not in drafts(course.SUPPORTS)


def test_each_false_member_of_a_list_is_another_one():
    one, other = drafts(course.TASKS)["list.false"]
    assert one.key["wrong"] != other.key["wrong"]
    assert doubles(one, one)
    assert not doubles(one, other)


def test_the_end_of_a_sentence_is_judged_as_that_sentence():
    found = drafts(course.SUPPORTS)["list.true"]
    assert "According to The Gazette: A mission must rely on trust as a bridge of cooperation." in [
        item.shown["stem"] for item in found
    ]


def test_the_end_of_an_order_is_judged_as_advice():
    text = course.GAZETTE.replace("A mission must rely on courage", "Use the quiet hours for courage")
    items = ["courage as its compass", "trust as a bridge of cooperation", "law as its anchor"]
    value = course.a_list(text, "Use the quiet hours", items, intro="Use the quiet hours for", kind="inline")
    found = drafts(replace(value, announced=None), source=text)["list.true"]
    assert all(item.shown["stem"].startswith("According to The Gazette, you should use the quiet") for item in found)


def test_a_false_member_is_put_right_in_one_line_and_the_explanation_tells_the_list():
    false = drafts(course.TASKS)["list.false"]
    for item in false:
        assert item.key["instead"][0].startswith("That is not one of the ")
        assert item.key["explains"]
        assert len(item.key["instead"][0].split()) < 20
        assert all(text in item.explanation for text in item.key["instead"][1:])


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("calls for seeking “a new course,”", ["A mission calls for keeping courage as its compass."]),
        ("asks for “a new course,”", []),  # "asks for keeping courage" would say something else
    ],
)
def test_an_end_after_another_of_its_form_is_judged_with_the_beginning_alone(lead, said):
    text = course.GAZETTE.replace("A mission must rely on courage", f"A mission {lead} keeping courage")
    items = ["keeping courage as its compass", "trust as a bridge of cooperation", "law as its anchor"]
    value = course.a_list(text, f"A mission {lead}", items, intro=f"A mission {lead}", kind="inline")
    found = [item.shown["stem"].partition(": ")[2] for item in drafts(value, source=text)["list.true"]]
    assert [each for each in found if "keeping" in each] == said


def test_a_thing_to_do_is_falsely_a_member_where_no_list_has_items_of_the_form():
    found = drafts(replace(course.RULES, ordered=False))
    (false,) = found["list.false"]
    assert false.key["wrong"] in [course.HERALD[item.start : item.end] for item in course.PLANS.items]


def test_of_two_items_none_is_judged():
    two = replace(course.TASKS, items=course.TASKS.items[:2], announced=None)
    assert not {"list.true", "list.false"} & set(drafts(two))


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("Harbours and islands were identified as common ground", True),
        ("Harbours and islands were identified by the council as common ground", False),
        ("The council identified harbours and islands as common ground", False),
    ],
)
def test_what_was_done_by_nobody_is_no_statement(said, missing):
    assert agentless(said, wording("en")) is missing
    assert not agentless("Bến cảng được xác định là nền tảng", wording("vi"))


def test_what_the_document_says_itself_is_told_as_no_false_member():
    said = f"{course.GAZETTE}\nNobody will be testing new software before the visas come.\n"
    wrong = {item.key["wrong"] for item in drafts(course.TASKS, source=said)["list.false"]}
    assert wrong == {"raising pay for junior clerks", "moving old archives to the capital"}
    both = course.a_source("A", "The Gazette", f"{course.GAZETTE}\n{course.HERALD}", course.TASKS)
    plans = course.a_list(both.text, "three office plans", PLANS, intro="The ministry announced", announced=3)
    source = course.a_source("A", "The Gazette", both.text, course.TASKS, plans)
    found = from_list(course.indexed(source), source, source.points[0], course.TASKS)
    assert "list.member" in (rules := {draft.rule for draft in found})
    assert "list.false" not in rules


def test_what_another_document_counts_under_such_a_name_is_told_as_no_false_member():
    text = course.HERALD.replace("announced three office plans", "proposed three key tasks of the council")
    intro = "The ministry proposed three key tasks of the council:"
    other = course.a_list(text, "three key tasks of the council", PLANS, intro=intro, announced=3)
    gazette, herald = course.gazette(course.TASKS), course.a_source("B", "The Herald", text, other)
    found = from_list(course.indexed(gazette, herald), gazette, gazette.points[0], course.TASKS)
    assert "list.false" not in {draft.rule for draft in found}


PLANS = [course.HERALD[item.start : item.end] for item in course.PLANS.items]


def test_many_things_in_a_row_are_not_judged_as_one():
    many = "sharing rents, roofs, doors, maps, and rented offices with neighbours"
    text = course.GAZETTE.replace("sharing rented offices with neighbours", many)
    items = [course.GAZETTE[item.start : item.end] for item in course.TASKS.items[:3]]
    value = course.a_list(
        text, "four key tasks", [*items, many], intro="The council proposed four key tasks:", announced=4
    )
    judged = [item.shown["stem"] for item in drafts(value, source=text)["list.true"]]
    assert judged
    assert not [stem for stem in judged if "roofs" in stem]


def test_a_clause_with_a_name_needs_no_name_of_its_list_beside_it():
    lead = "The slowly written new terms of the old treaty between the harbour and the island will include:"
    items = ["Ada Stone will open two schools", "Traders will buy sea salt", "Ships will carry old maps"]
    text = f"Terms\n\n{lead}\n\n- {items[0]}.\n\n- {items[1]}.\n\n- {items[2]}.\n\nThe traders like ships.\n"
    value = course.a_list(text, lead.rstrip(":"), items, intro=lead, kind="bullets")
    said = [item.shown["stem"] for item in drafts(value, source=text)["list.true"]]
    assert "According to The Gazette: Ada Stone will open two schools." in said
    assert [stem for stem in said if "Stone" not in stem and "slowly written new terms" not in stem] == []
    assert len(said) > 1


def test_that_something_will_be_tried_is_nothing_to_judge():
    found = {}
    for verb in ("work in an effort to", "come home to"):
        text = course.GAZETTE.replace("envoys must leave on good terms", f"envoys must {verb} keep the old peace")
        items = [text[item.start : item.end] for item in course.RULES.items[:2]]
        items.append(f"envoys must {verb} keep the old peace")
        intro = "The council set three rules for envoys."
        value = course.a_list(text, "three rules for envoys", items, intro=intro, kind="ordinal", announced=3)
        found[verb] = [
            each.shown["stem"] for each in drafts(value, source=text)["list.true"] if "peace" in each.shown["stem"]
        ]
    assert [len(stems) for stems in found.values()] == [0, 1]


def test_what_shares_a_word_with_a_true_member_is_told_as_no_false_one():
    text = course.GAZETTE.replace("sharing rented offices with", "raising rented offices near")
    items = [
        "training young envoys for small missions",
        "opening two new schools abroad",  # "testing new software"
        "writing a common handbook of protocol",
        "raising rented offices near neighbours",  # "raising pay"
    ]
    value = course.a_list(text, "four key tasks", items, intro="The council proposed four key tasks:", announced=4)
    (false,) = drafts(value, source=text)["list.false"]
    assert false.key["wrong"] == "moving old archives to the capital"


def test_of_an_item_with_a_semicolon_the_first_claim_is_judged():
    text = "Title\n\nThe council of the harbour keeps the tolls of all ships low; the docks stay open all night.\n"
    whole = course.span(
        text, "The council of the harbour keeps the tolls of all ships low; the docks stay open all night"
    )
    source = course.a_source("A", "The Gazette", text)
    kept = one_claim(source, Cut(text[slice(*whole)], whole), wording("en"))
    assert kept.text == "The council of the harbour keeps the tolls of all ships low"
    assert text[slice(*kept.span)] == kept.text


def test_the_first_claim_of_an_item_is_told_as_a_part_of_the_list():
    source = course.gazette(course.TASKS)
    about = asked(course.indexed(source), source, source.points[0], course.TASKS)
    said = membership(about, "training young envoys", part=True)
    assert said.startswith("According to The Gazette, this is part of the four key tasks")
    assert said.endswith(": training young envoys.")
