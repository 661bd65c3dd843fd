from dataclasses import replace

import pytest

from quizzes.generation.concepts import explained, from_concept
from quizzes.generation.setting import setting
from quizzes.generation.terms import stands_alone
from quizzes.generation.wording import wording
from tests.quizzes.generation import course


def drafts(value, text=course.GAZETTE, *others):
    first = course.a_source("A", "The Gazette", text, value, *others)
    index = course.indexed(first, course.herald(course.LETTERS))
    return {draft.rule: draft for draft in from_concept(index, first, first.points[0], value)}


def test_a_term_is_blanked_in_its_own_sentence():
    cloze = drafts(course.CHANNELS)["concept.cloze"]
    assert cloze.shown["parts"] == ["The report describes “", "” as a vital tool of every embassy."]
    assert cloze.key == {"blanks": [["quiet channels"]]}


def test_a_term_is_chosen_among_others_of_its_form():
    term = drafts(course.CHANNELS, course.GAZETTE, course.DOORS)["concept.term"]
    assert {row["text"] for row in term.shown["options"]} == {"quiet channels", "open doors", "slow letters"}
    assert {quote.text for _, _, quote in term.why} == {"open doors", "slow letters"}


ALLIES = """Allies

Foreign affairs were defined as “vital and regular” tasks. They were seen as “key and steady” tasks later. \
The embassy speaks of “swift and silent” couriers.
"""


def test_terms_that_fill_the_same_slot_are_never_options_of_one_item():
    vital, key, swift = (
        course.a_concept(ALLIES, term) for term in ("vital and regular", "key and steady", "swift and silent")
    )
    term = drafts(vital, ALLIES, key, swift).get("concept.term")
    assert term is None or "key and steady" not in {row["text"] for row in term.shown["options"]}
    assert course.indexed(course.a_source("A", "A", ALLIES, vital, key)).share_slot(vital.term, key.term)


JOINED = """Trade

The ministry named two trade aims: opening markets for small traders; and building a strategy with a focus on \
economic and technology diplomacy.
"""


def test_of_two_things_joined_only_the_first_word_is_asked_for():
    aims = course.a_list(
        JOINED,
        "two trade aims",
        ["opening markets for small traders", "building a strategy with a focus on economic and technology diplomacy"],
        intro="The ministry named two trade aims:",
    )
    joint = course.a_concept(JOINED, "economic and technology diplomacy", "phrase")
    cloze = drafts(joint, JOINED, aims)["concept.cloze"]
    assert cloze.key == {"blanks": [["economic"]]}
    assert cloze.shown["parts"][1] == " and technology diplomacy."
    assert (
        cloze.shown["stem"]
        == "Fill in the blank. According to The Gazette, this is one of the two trade aims that the ministry named."
    )


def test_a_plain_phrase_outside_every_list_is_not_asked_for():
    assert drafts(course.a_concept(course.GAZETTE, "old harbour", "phrase")) == {}


def test_a_term_in_a_list_item_is_shown_without_the_ordinal():
    value = course.a_concept(course.GAZETTE, "patience", "defined")
    source = course.gazette(course.RULES, value)
    place = setting(course.indexed(source), source, (value.start, value.end))
    assert course.GAZETTE[slice(*place.span)] == "envoys must listen with patience"
    assert place.item_of == "the three rules for envoys that the council set"


def test_a_sentence_that_begins_with_a_term_is_asked_for_its_subject():
    text = "Words\n\nData mining uses old methods for new goals. Clerks like “data lakes” and “slow mining” too.\n"
    value = course.a_concept(text, "Data mining", "defined")
    lakes = [course.a_concept(text, term) for term in ("data lakes", "slow mining")]
    pair = "Trade\n\nTraders praise “open sailing” on calm days. Nobody praises “night fishing” there.\n"
    other = course.a_source(
        "B", "B", pair, course.a_concept(pair, "open sailing"), course.a_concept(pair, "night fishing")
    )
    first = course.a_source("A", "The Gazette", text, value, *lakes)
    found = {draft.rule: draft for draft in from_concept(course.indexed(first, other), first, first.points[0], value)}
    assert found["concept.subject"].shown["stem"] == ("According to The Gazette, what uses old methods for new goals?")


def test_people_and_everyday_words_in_quotes_are_no_terms():
    text = "Words\n\nAn office calls its helper a “bot” in jest. It was Ada Stone who paid.\n"
    stone = course.a_fact(text, "person", "Ada Stone")
    source = course.a_source("A", "A", text, stone)
    index = course.indexed(source)
    assert not stands_alone(source, course.a_concept(text, "bot"), index)
    assert not stands_alone(source, course.a_concept(text, "Ada Stone", "phrase"), index)


def test_a_part_of_a_longer_name_is_no_term():
    text = "Words\n\nThe Ministry of Fair Trade sent clerks. Others praised fair trade for years.\n"
    source = course.a_source("A", "A", text)
    assert not stands_alone(source, course.a_concept(text, "Fair Trade", "phrase"), course.indexed(source))


def test_a_phrase_that_always_goes_on_with_the_same_word_is_no_term():
    source = course.a_source("A", "A", course.GAZETTE)
    value = replace(course.a_concept(course.GAZETTE, "vital tool", "phrase"), term="a vital", end=0)
    start = course.GAZETTE.index("a vital tool")
    value = replace(value, start=start, end=start + 7, mentions=((start, start + 7),))
    assert not stands_alone(source, value, course.indexed(source))


def test_a_term_cut_off_before_its_of_and_a_thing_that_somebody_names_are_none():
    text = "Words\n\nPark is known as the founder of social ecology. Later Comte named the careful study positivism.\n"
    source = course.a_source("A", "The Gazette", text)
    index = course.indexed(source)
    for term in ("founder", "careful study"):
        assert not stands_alone(source, course.a_concept(text, term, "defined"), index)


def test_a_name_is_neither_asked_for_with_what_nor_beside_other_terms():
    text = "Words\n\nThorstein Veblen is known as a founder of trade. Sailors trust “soft light” and “calm water”.\n"
    terms = [course.a_concept(text, term) for term in ("soft light", "calm water")]
    value = course.a_concept(text, "Thorstein Veblen", "defined")
    source = course.a_source("A", "The Gazette", text, value, *terms)
    index = course.indexed(source)
    rules = {draft.rule for draft in from_concept(index, source, source.points[0], value)}
    assert not rules & {"concept.subject", "concept.name", "concept.term"}


def test_a_short_form_in_brackets_goes_into_the_blank_with_its_term():
    text = "Words\n\nShip a “least useful boat” (LUB) that solves one plain need of the whole harbour.\n"
    source = course.a_source("A", "The Gazette", text, value := course.a_concept(text, "least useful boat"))
    drafts = {draft.rule: draft for draft in from_concept(course.indexed(source), source, source.points[0], value)}
    cloze = drafts["concept.cloze"]
    assert cloze.shown["parts"] == ["Ship a ", " that solves one plain need of the whole harbour."]
    assert cloze.key == {"blanks": [["least useful boat", "LUB"]]}


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("All envoys act in accordance with old custom and the Island Charter.", True),
        ("All envoys read old books, Island Charter, the tables and other papers.", False),  # any paper would do
    ],
)
def test_a_name_is_asked_for_unless_it_is_one_of_many(sentence, asked):
    text = f"Words\n\n{sentence}\n"
    assert ("concept.cloze" in drafts(course.a_concept(text, "Island Charter", "phrase"), text)) is asked


def test_a_phrase_is_asked_for_in_the_item_of_a_list_that_says_it_again():
    text = course.GAZETTE.replace("\nA mission", "\nThe fleet knows small missions.\n\nA mission").replace(
        "Envoys of the harbour\n", "Envoys of the harbour\n\nThe crews went on small missions once.\n", 1
    )
    items = ["training young envoys for small missions", "opening two new schools abroad"]
    tasks = course.a_list(text, "four key tasks", items, intro="The council proposed four key tasks:", announced=4)
    cloze = drafts(course.a_concept(text, "small missions", "phrase"), text, tasks)["concept.cloze"]
    assert cloze.shown["parts"] == ["Training young envoys for ", "."]
    assert "key tasks that the council proposed" in cloze.shown["stem"]


def test_what_a_term_is_is_asked_for_as_its_meaning():
    words = wording("en")
    assert explained("is a program of “open” services", words) == "a program of ‘open’ services"
    assert explained("is kept in the harbour", words) == ""
    assert explained("describes a program", words) == ""
