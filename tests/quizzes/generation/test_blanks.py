"""Blanks in the items of lists, and items cut in two."""

from dataclasses import replace

import pytest

from quizzes.generation.asked import asked, nameless
from quizzes.generation.blanks import blanks, filled_in, found_in, one_of_series, with_banks
from quizzes.generation.joining import joined, swapped
from tests.quizzes.generation import course


def about(value, text=course.GAZETTE, build=asked):
    source = course.a_source("A", "The Gazette", text, value)
    return build(course.indexed(source), source, source.points[0], value)


def beside_the_herald(value, text):
    """With another paper in the course, whose list has words for a bank."""
    source = course.a_source("A", "The Gazette", text, value)
    items = ["moving old archives to the capital", "testing new engines for boats", "buying one tower for pilots"]
    plans = f"Plans\n\nThe ministry announced three plans: {'; '.join(items)}.\n"
    other = course.a_list(plans, "three plans", items, intro="The ministry announced three plans:")
    index = course.indexed(source, course.a_source("B", "The Herald", plans, other))
    return asked(index, source, source.points[0], value)


def test_the_blank_of_an_item_that_completes_a_sentence_stands_in_that_sentence():
    text = "Envoys\n\nA mission must rely on courage across the fleet, great patience with old neighbours, and law.\n"
    items = ["courage across the fleet", "great patience with old neighbours", "law"]
    value = course.a_list(text, "A mission must rely", items, intro="A mission must rely on", kind="inline")
    asking = about(value, text)
    parts = [draft.shown["parts"] for hole, cut in found_in(asking) for draft in filled_in(asking, hole, cut)]
    assert ["A mission must rely on great ", " with old neighbours."] in parts


def test_inside_a_series_of_bare_words_one_is_filled_in_though_the_last_item_has_several():
    text = "Envoys\n\nA mission keeps a policy of frank, peace, patience, trust, and exchange of notes.\n"
    items = ["frank", "peace", "patience", "trust", "exchange of notes"]
    value = course.a_list(text, "policy", items, intro="A mission keeps a policy of", kind="inline")
    (draft,) = one_of_series(about(value, text))
    assert draft.key["blanks"][0][0] in items[1:-1]


def test_what_is_only_added_to_a_list_is_no_item_to_fill():
    text = (
        "Envoys\n\nPapers name these facts.\n\nOld causes of poverty across ports grew. Old ships of poverty sank. "
        "Old sails of poverty tore. In addition, clerks of wealth slept.\n"
    )
    items = [each.strip() for each in text.split("\n\n")[2].split(".") if each.strip()]
    value = course.a_list(text, "facts", items, intro="Papers name these facts.")
    assert not any("clerks" in cut.text for _, cut in found_in(about(value, text, nameless)))


def test_a_word_bound_to_what_it_is_of_is_passed_over():
    text = (
        "Envoys\n\nPapers name three facts.\n\nCauses of bitter poverty across ports are old. Ships rot. Sails tear.\n"
    )
    items = ["Causes of bitter poverty across ports are old", "Ships rot", "Sails tear"]
    value = course.a_list(text, "three facts", items, intro="Papers name three facts.")
    assert [draft.key["blanks"] for draft in blanks(about(value, text, nameless))] == [[["poverty"]]]


@pytest.mark.parametrize(("turn", "who"), [("", None), ("MINISTER STONE: ", "Minister Stone")])
def test_somebodys_we_is_shown_as_their_words_where_it_is_known_whose_turn_it_is(turn, who):
    text = f"Envoys\n\n{turn}We were glad then. We launched new cooperation across island ports. We slept. We rose.\n"
    items = ["We launched new cooperation across island ports", "We slept", "We rose"]
    value = course.a_list(text, "glad", items, intro="We were glad then.", about=True)
    found = [*blanks(about(value, text, nameless))]
    stem = f"Fill in the blank in these words of {who}, according to The Gazette."
    assert [draft.shown["stem"] for draft in found] == ([stem] if who else [])
    assert all(draft.shown["parts"] == ["“We launched new ", " across island ports.”"] for draft in found)


def test_several_items_share_a_bank_of_words():
    text = "Envoys\n\nThe council set three rules.\n\n"
    items = [
        "Keep warm coats across the cold fleet",
        "Send young clerks with old letters",
        "Repair worn sails under calm skies",
    ]
    value = course.a_list(text + ". ".join(items) + ".\n", "three rules", items, intro="The council set three rules.")
    text += ". ".join(items) + ".\n"
    assert not [*with_banks(about(value, text))]  # the last blank would be what remains
    (draft,) = with_banks(beside_the_herald(value, text))
    assert sorted(draft.shown["bank"]) == ["boats", "clerks", "coats", "pilots", "sails"]
    assert draft.shown["stem"].endswith(
        "These are the three rules. Fill in each blank with one of the words given; some are left over."
    )
    assert [blank for [blank] in draft.key["blanks"]] == ["coats", "clerks", "sails"]
    assert draft.shown["parts"] == [  # "Repair" may be a name here; all stand as sentences
        "Keep warm ",
        " across the cold fleet. Send young ",
        " with old letters. Repair worn ",
        " under calm skies.",
    ]


def test_no_blank_of_a_bank_stands_beside_an_and():
    text = "Envoys\n\nThe council set three rules.\n\n"
    items = [
        "Keep warm coats across the cold fleet",
        "Send young clerks with old letters",
        "Repair worn sails and ropes under calm skies",
    ]
    text += ". ".join(items) + ".\n"
    value = course.a_list(text, "three rules", items, intro="The council set three rules.")
    assert not [*with_banks(beside_the_herald(value, text))]


def ended(*endings):
    text = "Envoys\n\nThe council set three rules.\n\n"
    begins = ["Keep warm coats", "Send young clerks", "Mend worn sails"]
    items = [f"{begin} {end}" for begin, end in zip(begins, endings, strict=True)]
    text += ". ".join(items) + ".\n"
    return course.a_list(text, "three rules", items, intro="The council set three rules."), text


def test_items_are_cut_before_a_with_that_all_of_them_have():
    value, text = ended("with thick wool", "with old letters", "with clean needles")
    (draft,) = joined(about(value, text))
    assert draft.rule == "list.ends"
    assert [row["text"] for row in draft.shown["lefts"]] == [
        "Keep warm coats …",
        "Send young clerks …",
        "Mend worn sails …",
    ]
    assert {row["text"] for row in draft.shown["rights"]} == {
        "… with thick wool",
        "… with old letters",
        "… with clean needles",
    }
    assert not [*joined(about(replace(value, major=False), text))]


@pytest.mark.parametrize(
    "endings",
    [
        ("across the cold fleet", "with old letters", "under calm skies"),
        ("with the cold fleet", "with old letters", "under calm skies"),
    ],
)
def test_ends_that_another_word_gives_away_are_not_matched(endings):
    value, text = ended(*endings)
    assert not [*joined(about(value, text))]


def test_the_end_of_another_item_makes_a_false_one():
    text = "Envoys\n\nThe council set three rules.\n\n"
    items = [
        "Keep warm coats for the coldest winter months",
        "Send clerks for the great island fairs",
        "Mend sails",
    ]
    text += ". ".join(items) + ".\n"
    value = course.a_list(text, "three rules", items, intro="The council set three rules.")
    drafts = [*swapped(about(value, text))]
    assert {draft.shown["stem"].partition(": ")[2] for draft in drafts} == {
        "keep warm coats for the great island fairs.",
        "send clerks for the coldest winter months.",
    }
    assert all(draft.key["wrong"] in draft.shown["stem"] for draft in drafts)
    assert {quote.text for draft in drafts for _, _, quote in draft.why} == {draft.key["wrong"] for draft in drafts}


def test_ends_that_grammar_alone_would_join_are_left_out():
    text = "Envoys\n\nThe council set three rules.\n\n"
    items = [
        "Use old maps to find hidden faults",
        "Give young clerks access to the long harbour list",
        "Hold weekly talks to keep pilots calm",
    ]
    text += ". ".join(items) + ".\n"
    value = course.a_list(text, "three rules", items, intro="The council set three rules.")
    assert not [*joined(about(value, text))]
