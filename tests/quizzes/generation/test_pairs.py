from dataclasses import replace

from quizzes.generation.gate import examine
from quizzes.generation.pairs import from_pairs
from tests.quizzes.generation import course


def drafts(*sources):
    return {draft.rule: draft for draft in from_pairs(course.indexed(*sources))}


def pairs(draft):
    rights = {row["id"]: row["text"] for row in draft.shown["rights"]}
    return {row["text"]: rights[draft.key["pairs"][row["id"]]] for row in draft.shown["lefts"]}


def test_figures_of_one_sentence_are_matched_with_what_they_count():
    assert pairs(drafts()["fact.match_amounts"]) == {
        "96 years": "history",
        "40 years": "openness",
        "12 years": "reform",
    }


def test_two_figures_are_too_few_to_match():
    assert "fact.match_amounts" not in drafts(course.gazette(*course.YEARS[:2]))


def test_each_speaker_is_matched_with_words_of_their_own():
    assert pairs(drafts()["fact.match_speakers"]) == {
        "Ada Stone": "Patience wins more than pressure does",
        "Ben Frost": "No treaty survives a broken promise",
        "Cy Lund": "Maps settle most quarrels between islands",
    }


def test_the_papers_are_named_in_which_people_said_things():
    stem = "Match each person with what they said, according to The Gazette and The Herald."
    assert drafts()["fact.match_speakers"].shown["stem"] == stem


def test_what_two_people_said_alike_is_matched_with_neither():
    text = course.HERALD.replace("maps settle most quarrels between islands", "patience wins more than power does")
    lund = course.a_fact(text, "person", "Cy Lund", role="Professor")
    same = course.a_fact(text, "statement", "patience wins more than power does", speaker="Professor Cy Lund")
    frost = course.a_fact(text, "person", "Ben Frost", role="Envoy")
    herald = course.a_source("B", "The Herald", text, lund, same, frost, course.TREATY)
    assert "fact.match_speakers" not in drafts(course.gazette(course.STONE, course.PATIENCE), herald)


def test_every_statement_is_quoted_from_its_own_paper():
    matching = drafts()["fact.match_speakers"]
    assert sorted(quote.source for _, _, quote in matching.why) == ["A", "B", "B"]


def test_a_figure_without_a_noun_of_its_own_is_not_matched():
    bare = replace(course.YEARS[2], unit=course.span(course.GAZETTE, "reform"))
    assert "fact.match_amounts" not in drafts(course.gazette(*course.YEARS[:2], bare))


def test_three_people_are_matched_with_their_offices_where_nobody_else_speaks():
    papers = course.papers()
    silent = [
        replace(paper, points=tuple(point for point in paper.points if getattr(point.value, "kind", "") != "statement"))
        for paper in papers
    ]
    found = [each for each in from_pairs(course.indexed(*silent)) if each.rule == "fact.match_offices"]
    (offices,) = found
    rights = {row["id"]: row["text"] for row in offices.shown["rights"]}
    assert {row["text"]: rights[offices.key["pairs"][row["id"]]] for row in offices.shown["lefts"]} == {
        "Ada Stone": "Minister",
        "Ben Frost": "Envoy",
        "Cy Lund": "Professor",
    }
    assert examine(offices, course.indexed(*silent)) == ()
    assert not [each for each in from_pairs(course.indexed()) if each.rule == "fact.match_offices"]
