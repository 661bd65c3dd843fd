import pytest

from quizzes.generation.fullnames import in_full, with_owner
from quizzes.generation.wording import wording
from tests.quizzes.generation import course

WORDS = wording("en")


def told(said, before):
    text = f"Envoys\n\n{before} {said}\n"
    return in_full(course.a_source("A", "The Gazette", text), said, text.index(said), WORDS)


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("The 14th Harbour Congress met.", "The 14th Harbour Congress named two envoys."),
        (
            "The Harbour Congress met. The 14th Harbour Congress was long.",
            "The 14th Harbour Congress named two envoys.",
        ),
        ("Nobody met.", "The Congress named two envoys."),
        ("The Harbour Congress and the Island Congress met.", "The Congress named two envoys."),
        ("The Harbour Congress, a Congress of Envoys, met.", "The Congress named two envoys."),
    ],
)
def test_a_short_name_is_told_in_full_where_the_document_has_one_name_for_it(before, whole):
    assert told("The Congress named two envoys.", before) == whole


def test_what_is_named_later_is_not_told_before():
    text = "Envoys\n\nThe Congress named two envoys. The Harbour Congress met.\n"
    source = course.a_source("A", "The Gazette", text)
    assert in_full(source, "The Congress named two envoys.", 8, WORDS) == "The Congress named two envoys."


@pytest.mark.parametrize("said", ["The congress named two envoys.", "The Congress Hall is old.", "Congress met."])
def test_no_other_words_are_changed(said):
    assert told(said, "The Harbour Congress met.") == said


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("Envoys left Vietnam.", "Vietnam’s fortunes are its own."),
        ("Envoys left Vietnam for Laos.", "The country’s fortunes are its own."),
        ("Envoys met.", "The country’s fortunes are its own."),
    ],
)
def test_the_country_is_named_where_the_document_names_one_alone(before, whole):
    assert told("The country’s fortunes are its own.", before) == whole


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Laos’s trade policy is old.", "new points in Laos’s trade policy"),
        ("Laos’s steady trade policy is old. The harbour’s trade policy is new.", "new points in Laos’s trade policy"),
        ("Laos’s trade policy is old. Peru’s trade policy is new.", "new points in trade policy"),
        ("The harbour’s trade policy is old.", "new points in trade policy"),
        ("Laos’s trade is old.", "new points in trade policy"),
    ],
)
def test_a_name_says_whose_policy_it_means_where_the_document_knows_one(said, name):
    source = course.a_source("A", "The Gazette", f"Envoys\n\n{said}\n")
    assert with_owner(source, "new points in trade policy", WORDS) == name


@pytest.mark.parametrize("name", ["new points in our trade policy", "new points", "new points in the trade policy"])
def test_other_names_say_whose_they_are_or_need_no_owner(name):
    source = course.a_source("A", "The Gazette", "Envoys\n\nLaos’s trade policy is old.\n")
    assert with_owner(source, name, WORDS) == name
