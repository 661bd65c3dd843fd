"""What a term is: asked for, and matched."""

from quizzes.generation.definitions import definitions, from_definitions
from tests.quizzes.generation import course

TEXT = """Parts of a ship

A keel is the long timber at the bottom of a hull. A rudder is a flat board that turns the vessel.

An anchor is a heavy iron hook for holding still in open water. Sailors are a merry company of friends.
"""


def terms(*names):
    return course.a_source("A", "The Manual", TEXT, *(course.a_concept(TEXT, name, "defined") for name in names))


def test_a_sentence_that_begins_with_its_term_defines_it():
    index = course.indexed(terms("keel", "rudder", "vessel"))
    assert [(each.term, each.text) for each in definitions(index)] == [
        ("keel", "the long timber at the bottom of a hull"),
        ("rudder", "a flat board that turns the vessel"),
    ]


def test_what_is_said_of_other_terms_is_offered_beside_it():
    says = next(from_definitions(course.indexed(terms("keel", "rudder", "anchor"))))
    assert says.shown["stem"] == "According to The Manual, what is a keel?"
    assert len(says.shown["options"]) == 3
    assert {text for _, text, _ in says.why} <= {
        f"The Manual says this of “{term}”." for term in ("keel", "rudder", "anchor")
    }


def test_terms_are_matched_with_what_they_are():
    drafts = {draft.rule: draft for draft in from_definitions(course.indexed(terms("keel", "rudder", "anchor")))}
    match = drafts["concept.match"]
    rights = {row["id"]: row["text"] for row in match.shown["rights"]}
    pairs = {row["text"]: rights[match.key["pairs"][row["id"]]] for row in match.shown["lefts"]}
    assert pairs["rudder"] == "a flat board that turns the vessel"


def test_two_terms_are_too_few_to_match():
    rules = [draft.rule for draft in from_definitions(course.indexed(terms("keel", "rudder")))]
    assert rules == []
