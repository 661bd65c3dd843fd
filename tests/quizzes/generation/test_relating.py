"""A list named by what the sentence before it says of its noun."""

import pytest

from quizzes.generation.relating import relative
from tests.quizzes.generation import course


def told(text, noun):
    source = course.a_source("A", "The Gazette", f"Envoys\n\n{text}:\n")
    return relative(source, text, noun, course.indexed(source))


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The service will act along the following directions", "directions", "along which the service will act"),
        ("The rules sorted all envoys into two ranks", "ranks", "into which the rules sorted all envoys"),
        ("The old say that several factors are raising the price", "factors", "that the old say are raising the price"),
        (
            "Old Stone (2006) says that several factors are raising the price",
            "factors",
            "that Old Stone says are raising the price",
        ),
        ("Several old factors are raising the price", "old factors", "that are raising the price"),
    ],
)
def test_a_clause_about_the_noun_follows_it(text, noun, name):
    assert told(text, noun) == name


def test_what_is_long_to_tell_is_named_by_whom_the_ways_are_for():
    text = "The old service of the harbour will do slow and regular work for all along the following directions"
    assert told(text, "directions") == "for the old service of the harbour"


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("The harbour found a new site.", "service"),
        ("Nobody found the new site.", "service at the new site"),  # the only one of its kind needs no word before
    ],
)
def test_what_takes_up_something_said_before_is_no_part_of_a_name(before, subject):
    text = "The service at the new site will do slow and regular work along the following directions"
    source = course.a_source("A", "The Gazette", f"Envoys\n\n{before} {text}:\n")
    assert relative(source, text, "directions", course.indexed(source)) == f"for the {subject}"


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Frost said that the council would want to be assured on three matters", "matters"),  # whose matters
        ("The council sorted envoys into two ranks, as the old rules ask", "ranks"),
        ("Envoys have three duties", "duties"),  # nothing but the noun at the end
        ("The council spoke of duties", "duties"),  # it counts nothing
    ],
)
def test_a_sentence_built_otherwise_makes_no_name(text, noun):
    assert told(text, noun) == ""
