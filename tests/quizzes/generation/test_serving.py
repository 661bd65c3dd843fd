"""A list whose sentence gives a first thing and goes on with others: nothing closed is asked about it."""

import pytest

from tests.quizzes.generation import course
from tests.quizzes.generation.drafted import drafts


def open_list(lead, ends):
    """A list of three ends after a beginning that has a first one already, and the paper that holds it."""
    text = course.GAZETTE.replace(
        "A mission must rely on courage as its compass, trust as a bridge of cooperation, and law as its anchor",
        f"{lead} {ends[0]}, {ends[1]}, and {ends[2]}",
    )
    return course.a_list(text, lead, ends, intro=lead, kind="inline"), text


def test_a_sentence_that_seems_complete_is_asked_for_the_other_things():
    lead = "A mission calls for seeking “a new course,”"
    ends = ["keeping courage as its compass", "giving trust as a bridge", "having law as its anchor"]
    value, text = open_list(lead, ends)
    found = drafts(value, source=text)
    assert found["list.recall"][0].shown["stem"] == (
        "Name the three things that a mission calls for, according to The Gazette, besides seeking “a new course”."
    )
    assert not {"list.member", "list.members", "list.false"} & found.keys()  # whatever fits it may be called for too


def test_of_a_series_in_an_open_list_one_word_is_filled_in():
    lead = "A mission calls for seeking “a new course,”"
    ends = ["keeping courage, patience, trust, and law as its rules", "having faith as its anchor", "giving aid to all"]
    value, text = open_list(lead, ends)
    (filled,) = drafts(value, source=text)["list.cloze"]
    assert "____".join(filled.shown["parts"]) == (
        "A mission calls for keeping courage, patience, ____, and law as its rules."
    )
    assert filled.key == {"blanks": [["trust"]]}


@pytest.mark.parametrize(
    ("lead", "second", "asked"),
    [
        (
            "The new age calls for",
            "viewing gifts to the hosts as a duty",
            ["what should be viewed as a duty in the new age"],
        ),
        ("The new age calls for", "viewing gifts, and thanks, as a duty", []),  # a series is recalled
        ("The new age calls for", "sending gifts to the hosts", []),
        ("The old council calls for", "viewing gifts to the hosts as a duty", []),  # no time
    ],
)
def test_what_a_time_wants_held_as_something_is_asked_for(lead, second, asked):
    lead = f"{lead} seeking “a new course,”"
    ends = ["keeping courage alive", second, "giving aid to all"]
    value, text = open_list(lead, ends)
    found = drafts(value, source=text).get("list.object", [])
    assert [item.shown["stem"] for item in found] == [f"According to The Gazette, {stem}?" for stem in asked]
    assert [item.key["accepted"] for item in found] == [["gifts to the hosts"] for _ in asked]
