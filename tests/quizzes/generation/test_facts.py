from dataclasses import replace

import pytest

from quizzes.generation.amounts import rounded
from quizzes.generation.facts import from_fact
from tests.quizzes.generation import course


def drafts(value, text=course.GAZETTE, *others):
    first = course.a_source("A", "The Gazette", text, value, *others)
    people = (course.FROST, course.LUND, course.TREATY, course.MAPS, course.MARCH_9)
    index = course.indexed(first, course.herald(*people))
    return {draft.rule: draft for draft in from_fact(index, first, first.points[0], value)}


def options(draft):
    return [row["text"] for row in draft.shown["options"]]


def test_a_date_is_asked_for_with_real_and_near_dates_in_sequence():
    when = drafts(course.MARCH_4)["fact.when"]
    assert when.shown["stem"] == (
        "On which date did Minister Ada Stone open a school in the old harbour, according to The Gazette?"
    )
    days = [int(text.removeprefix("March ")) for text in options(when)]
    assert days == sorted(days)
    assert len(set(days)) == 4
    assert {4, 9} <= set(days)


def test_a_date_of_the_course_says_that_it_is_given_for_something_else():
    when = drafts(course.MARCH_4)["fact.when"]
    assert [(text, quote.text) for _, text, quote in when.why] == [
        ("The Herald gives this date for something else.", "March 9")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pact builds on a treaty that entered into force in 2001.",  # it may date either verb
        "Ada Stone promised new schools by 1994.",  # a deadline, not the day of the promise
        "Between 1990 and 1994 Ada Stone built schools.",
        "Schools must open to all children of the harbour, Ada Stone said in 1994.",  # the day of the saying alone
    ],
)
def test_a_date_that_may_belong_to_something_else_is_not_asked_for(sentence):
    text = f"Title\n\n{sentence}\n"
    year = "2001" if "2001" in text else "1994"
    assert "fact.when" not in drafts(course.a_fact(text, "date", year), text)


@pytest.mark.parametrize(
    ("sentence", "stem"),
    [
        (
            "On March 4, Ada Stone, who is a minister, opened a school.",
            "On ____, Ada Stone, who is a minister, opened a school.",
        ),
        ("On March 4, Ada Stone frobnicated the old harbour.", "On ____, Ada Stone frobnicated the old harbour."),
    ],
)
def test_a_date_is_filled_in_where_the_verb_cannot_be_moved(sentence, stem):
    text = f"Title\n\n{sentence}\n"
    found = drafts(course.a_fact(text, "date", "March 4", "--03-04"), text)
    assert found["fact.when"].shown["stem"] == f"According to The Gazette, which date fills the blank? {stem}"


def test_the_day_on_which_a_text_came_out_is_asked_for_once():
    text = "Title\n\nOn March 4, Ada Stone published an article on the old harbour.\n"
    found = drafts(course.a_fact(text, "date", "March 4", "--03-04"), text)
    assert found.keys() == {"fact.when"}


SAID = "Schools must open to all children, Minister Ada Stone said on March 4."


def test_the_day_on_which_a_text_without_a_name_came_out_is_not_asked_for():
    for told in ("a report was given on the old harbour", "an article was printed on the old harbour"):
        text = f"Title\n\nOn March 4, {told}.\n"
        assert not drafts(course.a_fact(text, "date", "March 4", "--03-04"), text)
    named = "Title\n\nOn March 4, a report was given on the “Old Harbour”.\n"
    assert "fact.when" in drafts(course.a_fact(named, "date", "March 4", "--03-04"), named)


def test_nobody_is_asked_on_which_day_somebody_said_something():
    text = "Title\n\nSchools must open to all children, Minister Ada Stone said on March 4. On March 9, Stone left.\n"
    day = course.a_fact(text, "date", "March 4", "--03-04")
    said = course.a_fact(text, "statement", "Schools must open to all children", speaker="Minister Ada Stone")
    stone = course.a_fact(text, "person", "Ada Stone", role="Minister")
    assert "fact.date" not in drafts(day, text, said, stone)


def test_a_number_of_what_has_no_plural_ending_is_asked_for():
    text = "Title\n\nThe island has agreed to buy 50 aircraft from the harbour which is worth a lot.\n"
    found = drafts(course.a_fact(text, "quantity", "50", unit="aircraft"), text)
    assert found["fact.number"].shown["stem"] == (
        "According to The Gazette, how many aircraft has the island agreed to buy from the harbour?"
    )
    assert found["fact.amount"].shown["parts"][1] == " aircraft from the harbour."


def test_a_number_is_filled_in_and_chosen():
    found = drafts(course.YEARS[0], course.GAZETTE, *course.YEARS[1:])
    assert found["fact.amount"].key == {"blanks": [["96"]]}
    assert found["fact.how_many"].shown["stem"] == (
        "According to The Gazette, how many years of history can the service count?"
    )
    assert "40" in options(found["fact.how_many"])


@pytest.mark.parametrize(
    ("sentence", "number", "unit"),
    [
        ("The rule is Executive Order 14257 of the spring.", "14257", "of the spring"),
        ("The port counts 60 arrests per 1,000 arrivals.", "1,000", "arrivals"),
        ("The 2014 figures were low.", "2014", "figures"),
    ],
)
def test_a_number_that_counts_nothing_is_not_asked_for(sentence, number, unit):
    text = f"Title\n\n{sentence}\n"
    assert drafts(course.a_fact(text, "quantity", number, unit=unit), text) == {}


@pytest.mark.parametrize(
    ("number", "value", "unit", "accepted"),
    [
        ("0.4", "0.4", "% of its gains", ["0.4"]),  # a share may be less than one
        ("twenty", "20", "schools", ["twenty", "20"]),
        ("three", "3", "schools", None),  # that many are counted at a glance
    ],
)
def test_a_share_and_a_large_number_in_words_are_filled_in(number, value, unit, accepted):
    gap = "" if unit.startswith("%") else " "
    text = f"Envoys\n\nThe council of the old harbour promised to keep {number}{gap}{unit} for its young envoys.\n"
    found = drafts(course.a_fact(text, "quantity", number, value, unit=unit), text)
    assert (found["fact.amount"].key["blanks"] if found else None) == ([accepted] if accepted else None)


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        (48, "96", "48"),
        (1440.0, "1,200", "1,400"),
        (0.36, "0.3", "0.4"),
        (150, "100", "200"),
        (1200, "800", "1,200"),
        (2600, "2000", "3000"),
    ],
)
def test_an_invented_number_is_written_like_the_real_one(value, like, expected):
    assert rounded(value, like) == expected


def test_a_deed_is_asked_for_its_doer():
    text = course.GAZETTE.replace("On March 4, Minister Ada Stone opened", "On March 4, Minister Bo Reed opened")
    fact = course.a_fact(text, "person", "Bo Reed", role="Minister")
    who = drafts(fact, text)["fact.who"]
    assert who.shown["stem"] == "According to The Gazette, who opened a school in the old harbour?"
    assert sorted(options(who)) == ["Ben Frost", "Bo Reed", "Cy Lund"]


def test_words_in_quotes_are_asked_for_as_they_stand():
    index = course.indexed()
    source, point = next(each for each in index.points.values() if each[1].value == course.TREATY)
    said = {draft.rule: draft for draft in from_fact(index, source, point, course.TREATY)}["fact.who_said"]
    assert said.shown["stem"] == (
        "Whose words are these, according to The Herald? “No treaty survives a broken promise”"
    )
    assert said.lit[0].text == "no treaty survives a broken promise"


def test_a_statement_is_asked_for_its_speaker():
    said = drafts(course.PATIENCE, course.GAZETTE, course.STONE)["fact.who_said"]
    assert said.shown["stem"] == (
        "Who made this point, according to The Gazette? Patience wins more than pressure does."
    )
    assert sorted(options(said)) == ["Ada Stone", "Ben Frost", "Cy Lund"]


def test_a_statement_with_its_speaker_in_the_middle_is_asked_for_its_subject():
    text = (
        "Title\n\nEnvoy Ben Frost said that storms are rare here. Inner strength, he stressed, plays the main part at "
        "sea. Sailors trust “soft light” and “calm water” alike.\n"
    )
    person = course.a_fact(text, "person", "Ben Frost", role="Envoy")
    before = course.a_fact(text, "statement", "storms are rare here", speaker="Envoy Ben Frost")
    value = course.a_fact(text, "statement", "plays the main part at sea", speaker="Envoy Ben Frost")
    terms = [course.a_concept(text, term) for term in ("soft light", "calm water")]
    what = drafts(value, text, person, before, *terms)["fact.what"]
    assert what.shown["stem"] == "What, according to Ben Frost, plays the main part at sea?"
    assert sorted(options(what)) == ["Calm water", "Inner strength", "Soft light"]


def test_half_a_clause_is_not_held_out_as_somebodys_words():
    text = "Title\n\nMinister Ada Stone proposed five new rules for ports.\n"
    person = course.a_fact(text, "person", "Ada Stone", role="Minister")
    value = course.a_fact(text, "statement", "five new rules for ports", speaker="Minister Ada Stone")
    assert "fact.who_said" not in drafts(value, text, person)


def test_an_unknown_speaker_is_not_guessed():
    value = replace(course.PATIENCE, speaker=course.span(course.GAZETTE, "The council"))
    assert drafts(value, course.GAZETTE, course.STONE) == {}
