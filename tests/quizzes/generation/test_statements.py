import pytest

from quizzes.generation.statements import first_claim, from_statements
from quizzes.generation.wording import wording
from tests.quizzes.generation import course


def statements(value, source=0):
    index = course.indexed()
    held = [*index.sources.values()][source]
    point = next(point for point in held.points if point.value == value)
    return {draft.rule: draft for draft in from_statements(index, held, point)}


def test_a_true_statement_is_the_sources_own_sentence():
    true = statements(course.CHANNELS)["concept.true"]
    assert true.shown["stem"] == (
        "According to The Gazette: The report describes “quiet channels” as a vital tool of every embassy."
    )
    assert true.key == {"true": True}


def test_a_false_one_has_one_slot_changed_and_is_corrected():
    false = statements(course.CHANNELS)["concept.false"]
    assert false.key == {"true": False, "wrong": "slow letters", "instead": ["quiet channels"]}
    assert "“slow letters” as a vital tool" in false.shown["stem"]
    assert false.explanation.startswith("It should say “quiet channels”. The Gazette says: The report describes")
    assert [(id, quote.text) for id, _, quote in false.why] == [("verdict", "slow letters")]


def test_a_date_is_falsified_by_another_date_of_the_course():
    false = statements(course.MARCH_4)["fact.false"]
    assert false.key == {"true": False, "wrong": "March 9", "instead": ["March 4"]}


def test_a_number_is_falsified_before_the_next_one_comes():
    drafts = statements(course.YEARS[0])
    assert drafts["fact.false"].shown["stem"].endswith("The service can count 40 years of history.")
    assert statements(course.YEARS[1]) == {}


def test_a_number_inside_another_one_is_not_changed():
    text = "Title\n\nThe council keeps 20 harbours open since the fair of 2020 in the old town.\n"
    fact = course.a_fact(text, "quantity", "20", unit="harbours")
    source = course.a_source("A", "The Gazette", text, fact)
    drafts = {draft.rule: draft for draft in from_statements(course.indexed(source), source, source.points[0])}
    assert "harbours open since the fair of 2020" in drafts["fact.false"].shown["stem"]


def test_a_name_keeps_its_capital():
    text = course.GAZETTE + "\nTo Reed opened a second archive on the hill.\n"
    reed = course.a_fact(text, "person", "To Reed")
    index = course.indexed(course.a_source("A", "The Gazette", text, reed, course.STONE), course.papers()[1])
    drafts = [*from_statements(index, index.sources["A"], index.sources["A"].points[0])]
    stems = {draft.rule: draft.shown["stem"] for draft in drafts}
    assert stems["fact.true"] == "According to The Gazette: To Reed opened a second archive on the hill."
    assert stems["fact.false"] in {
        f"According to The Gazette: {name} opened a second archive on the hill."
        for name in ("Ada Stone", "Ben Frost", "Cy Lund")
    }


def test_a_fragment_is_no_statement():
    text = "Paper\n\nPromoting the “soft power” of the nation in every way.\n"
    concept = course.a_concept(text, "soft power")
    index = course.indexed(course.a_source("A", "The Paper", text, concept))
    assert [*from_statements(index, index.sources["A"], index.sources["A"].points[0])] == []


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        (
            "By 1980, old sailing ships had come to rule the harbour, and its schools were closed.",
            "By 1980, old sailing ships had come to rule the harbour",
        ),
        ("The council has closed its schools, and has opened an archive.", None),
        ("The ships, the docks, and the schools were closed in that cold year.", None),
        ("The old council has closed its schools and its archive.", None),
    ],
)
def test_of_two_sentences_in_one_the_first_is_a_statement(said, claim):
    assert first_claim(said, wording("en")) == (claim or said)
