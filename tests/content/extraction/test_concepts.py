import pytest

from content.extraction.outline import Concept
from tests.content.extraction.outlines import Found


def concept(found: Found, term: str) -> Concept:
    return next(one for one in found.outline.concepts if one.term.lower() == term.lower())


@pytest.mark.parametrize(
    ("sentence", "term", "source"),
    [
        ("The village prizes “shared water” above all else.", "shared water", "quoted"),
        ("Osmosis is the process by which water crosses a membrane.", "Osmosis", "defined"),
        ("Grain kept for sowing is called seed corn.", "seed corn", "defined"),
        ("The European Space Agency (ESA) built it.", "European Space Agency", "defined"),
        ("They greet the year of Tet Trung (Midsummer) with lamps.", "Tet Trung", "defined"),
    ],
)
def test_what_a_writer_marks_is_a_concept(sentence, term, source):
    assert concept(Found(sentence), term).source == source


def test_a_definition_says_what_the_term_means():
    found = Found("Osmosis is the process by which water crosses a membrane. Plants depend on it.")
    assert found.quote(concept(found, "osmosis").says) == "the process by which water crosses a membrane"


def test_what_a_thing_is_expected_to_do_is_no_definition():
    found = Found("“Shared water” is expected to matter. The “shared water” is now used by all.")
    assert concept(found, "Shared water").says is None


def test_short_forms_are_aliases():
    assert concept(Found("The European Space Agency (ESA) built it."), "European Space Agency").aliases == ("ESA",)


def test_heads_of_a_list_are_concepts():
    found = Found("Plants for dyeing wool:\n\n- Madder root: it gives red.\n- Woad leaves: they give blue.\n")
    assert concept(found, "Madder root").source == "list_label"
    assert found.quote(concept(found, "Madder root").says) == "it gives red"


def test_repeated_phrases_are_concepts_and_marked_ones_come_first():
    text = "Crop rotation keeps soil alive. Without crop rotation “tired soil” follows, and crop rotation heals it."
    terms = Found(text).terms
    assert terms[0] == "tired soil"
    assert "Crop rotation" in terms


def test_mentions_are_all_places_in_any_number():
    found = Found("A kanban board is a simple tool. Two kanban boards hang there. The Kanban-board is blue.")
    spans = concept(found, "kanban board").mentions
    assert [found.quote(span) for span in spans] == ["kanban board", "kanban boards", "Kanban-board"]


@pytest.mark.parametrize("heading", ["Summary", "Further reading", "Key terms"])
def test_headings_that_every_text_has_are_no_concepts(heading):
    prose = "The summary of further reading and key terms tells a learner what to read in the end."
    assert heading not in Found(f"Bees\n\n{prose}\n\n{heading}\n\n{prose}").terms


def test_people_are_no_concepts():
    text = "President Ana Flores spoke. President Ana Flores left. Then President Ana Flores came back."
    assert not any("Flores" in term for term in Found(text).terms)


def test_speech_in_quotes_is_no_concept():
    assert Found("He said, “We will not sell it.” She said, “it is mine”.").terms == []
