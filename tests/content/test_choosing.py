"""What a person makes of what was found."""

import pytest

from content.choosing import Choices, chosen, finds, is_proposed
from content.extraction import extract
from content.extraction.outline import Concept, EnumList
from content.reading import read
from tests.documents import GARDEN

FRAMED = "Share\n\n" + GARDEN + "\nFeedback\n"


@pytest.fixture(scope="module")
def outline():
    return extract(read("garden.txt", GARDEN.encode()))


def key_of(outline, kind) -> str:
    return next(key for key, value in finds(outline) if isinstance(value, kind) and is_proposed(value))


def test_without_a_choice_all_that_is_proposed_is_taken(outline):
    taken = chosen(outline, Choices())
    assert list(taken.values) == [value for _key, value in finds(outline) if is_proposed(value)]
    assert taken.outline == outline
    assert taken.own == frozenset()


def test_every_find_has_a_key_of_its_own(outline):
    keys = [key for key, _value in finds(outline)]
    assert len(keys) == len(set(keys)) == len(outline.lists) + len(outline.concepts) + len(outline.facts)


def test_what_is_unticked_is_not_taken(outline):
    key = key_of(outline, EnumList)
    left = chosen(outline, Choices(frozenset({key})))
    assert len(left.values) == len(chosen(outline, Choices()).values) - 1
    assert dict(finds(outline))[key] not in left.values


def test_what_is_not_proposed_can_be_taken(outline):
    weak = [key for key, value in finds(outline) if not is_proposed(value)]
    taken = chosen(outline, Choices(frozenset(weak)))
    assert len(taken.values) == len(list(finds(outline)))


@pytest.mark.parametrize(
    ("term", "score", "proposed"),
    [
        ("garden path", 1.2, True),
        ("garden path", 0.8, False),
        ("Garden Charter", 0.8, True),  # a name
        ("Garden charter", 0.8, False),
    ],
)
def test_a_phrase_is_proposed_for_its_score_or_as_a_name(term, score, proposed):
    assert is_proposed(Concept(term, 0, 6, "phrase", (0, 6), score=score)) is proposed


def test_a_list_may_bear_a_name_of_ones_own_and_keeps_its_words(outline):
    key = key_of(outline, EnumList)
    taken = chosen(outline, Choices(labels={key: "What gardens want"}))
    (named,) = taken.own
    assert named.label == "What gardens want"
    assert named.label_span == dict(finds(outline))[key].label_span
    assert named in taken.values


def test_the_name_that_was_found_is_nobodys_own(outline):
    key = key_of(outline, EnumList)
    assert not chosen(outline, Choices(labels={key: dict(finds(outline))[key].label})).own


def test_what_a_document_says_of_itself_can_be_corrected(outline):
    told = chosen(outline, Choices(title="Gardens", date="")).outline
    assert (told.title, told.date, told.source) == ("Gardens", "", outline.source)


def test_a_line_that_was_left_out_is_counted_once_it_is_put_back():
    source = read("garden.txt", FRAMED.encode())
    outline = extract(source)
    place, gone = next((n, block) for n, block in enumerate(outline.blocks) if block.kind == "boilerplate")
    taken = chosen(outline, Choices(frozenset({f"b{place}"}))).outline.blocks
    back = taken[place]
    assert source.text[gone.start : gone.end] in {"Share", "Feedback"}
    assert (back.kind, len(back.sentences)) == ("paragraph", 1)
    numbers = [block.number for block in taken if block.number]
    assert numbers == list(range(1, 2 + sum(bool(block.number) for block in outline.blocks)))
