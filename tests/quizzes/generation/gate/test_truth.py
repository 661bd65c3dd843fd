"""F26: a statement is clearly true or clearly false."""

from dataclasses import replace

from quizzes.generation import questions
from tests.quizzes.generation import course
from tests.quizzes.generation.gate.drafts import INDEX, accepted, asked, flaws

TRUE = accepted("concept.true", "A4")
FALSE = accepted("concept.false", "A4")
DATE = accepted("fact.false", "A8")


def test_sound_statements_pass():
    assert flaws(TRUE) == flaws(FALSE) == flaws(DATE) == set()


def test_a_true_statement_in_other_words_than_the_sources_is_refused():
    assert "F26" in flaws(asked(TRUE, TRUE.shown["stem"].replace("vital", "useful")))


def test_a_false_statement_with_two_slots_changed_is_refused():
    assert "F26" in flaws(asked(FALSE, FALSE.shown["stem"].replace("embassy", "harbour")))


def test_a_false_statement_that_another_sentence_supports_is_refused():
    text = course.HERALD.replace(
        "Clerks speak of “slow letters” when", "Every embassy finds “slow letters” a vital tool when"
    )
    letters = course.a_concept(text, "slow letters")
    index = course.indexed(course.papers()[0], course.a_source("B", "The Herald", text, letters))
    assert "F26b" in flaws(FALSE, index)


def test_a_false_word_that_stands_in_the_sentence_itself_is_refused():
    stem = FALSE.shown["stem"].replace("slow letters", "vital tool")
    assert {"F26b", "kind"} & flaws(replace(asked(FALSE, stem), key={**FALSE.key, "wrong": "vital tool"}))


def test_a_statement_about_a_list_must_be_true_of_it():
    from tests.quizzes.generation.gate.drafts import RECALL

    told = RECALL.lit[0].text
    wrong = replace(
        RECALL,
        kind="true_false",
        rule="list.false",
        shown={"stem": f"According to The Gazette, this is one of the four key tasks: {told}.", "correction": "shown"},
        key={"true": False, "wrong": told, "instead": ["writing a common handbook of protocol"]},
    )
    assert {"F26", "F01"} & flaws(wrong, INDEX)


def test_a_statement_of_many_or_some_is_refused():
    text = course.GAZETTE.replace("The report describes", "Many envoys describe")
    channels = course.a_concept(text, "quiet channels")
    index = course.indexed(course.a_source("A", "The Gazette", text, channels), course.papers()[1])
    drafts = [draft for draft in questions(index) if draft.rule == "concept.true" and draft.point == "A1"]
    assert ["F14b" in flaws(draft, index) for draft in drafts] == [True]


def test_a_date_that_another_one_beside_it_confirms_is_no_statement_to_judge():
    text = "Envoys\n\nOn the evening of 3/4 Minister Ada Stone wrote to the harbour, in a letter of 3/4/2013.\n"
    fact = course.a_fact(text, "date", "3/4/2013", "2013-04-03")
    index = course.indexed(course.a_source("A", "The Gazette", text, fact), course.papers()[1])
    found = [draft for draft in questions(index) if draft.rule == "fact.true" and draft.point == "A1"]
    assert ["F26d" in flaws(draft, index) for draft in found] == [True]


def statement(text, number, unit):
    fact = course.a_fact(text, "quantity", number, unit=unit)
    index = course.indexed(course.a_source("A", "The Gazette", text, fact), course.papers()[1])
    return [flaws(draft, index) for draft in questions(index) if draft.rule == "fact.true" and draft.point == "A1"]


def test_a_judgement_beside_a_fact_is_not_asked_about():
    told = statement("Envoys\n\nThe council of the harbour clearly has 50 ships in its docks.\n", "50", "ships")
    assert ["F25b" in found for found in told] == [True]


def test_two_claims_are_not_judged_as_one():
    told = statement("Envoys\n\nThe council has closed its docks; the harbour holds 50 ships.\n", "50", "ships")
    assert ["F26h" in found for found in told] == [True]


def test_no_long_sentence_stands_before_a_statement_to_be_judged():
    draft = next(draft for draft in questions(INDEX) if draft.kind == "true_false")
    rest = {"name": "The Gazette", "list": "the three matters", "item": "the docks stay open."}
    long = "The minister said that before the council could open another dock it would want to be sure of a few matters"
    stems = [INDEX.wordings["A"].say("statement_member_follows", text=text, **rest) for text in (long, long[:40])]
    assert ["F23d" in flaws(asked(draft, stem)) for stem in stems] == [True, False]
