"""What the seeds and the hand-marked documents yield: enough items, of enough kinds, for every list and concept."""

import json

import pytest

from benchmarks.items import DEV, SEEDS, WORDS, courses, words_of_lists
from content.extraction.outline import EnumList
from quizzes.generation import draft
from quizzes.generation.gate import examine, examine_card
from quizzes.generation.support import course_index
from quizzes.management.commands.draft import sources

GOLD = DEV.parent / "seeds"
marked = pytest.mark.skipif(not DEV.is_dir(), reason="the hand-marked documents do not stand beside this repository")


@pytest.fixture(scope="module")
def seeds():
    return sources(SEEDS)


@pytest.fixture(scope="module")
def bank(seeds):
    return draft(seeds)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_each_seed_alone_yields_25_items_of_8_kinds(path):
    items = draft(sources([path])).questions
    assert len(items) >= 25
    assert len({item.kind for item in items}) >= 8


def test_both_seeds_yield_70_items(bank):
    assert len(bank.questions) >= 70


def test_every_list_that_a_lesson_is_built_around_is_taught_by_four_kinds(seeds, bank):
    lists = [
        (source.letter, point)
        for source in seeds
        for point in source.points
        if isinstance(point.value, EnumList) and point.value.major
    ]
    assert len(lists) == 8
    kinds = {
        point.label: {item.kind for item in bank.questions if teaches(item, letter, point)} for letter, point in lists
    }
    assert {label: found for label, found in kinds.items() if len(found) < 4} == {}


def teaches(item, letter, point):
    """Whether an item is about a list, or asks for words of one of its items."""
    inside = any(
        each.start <= item.lit[0].start and item.lit[0].end <= each.end and item.evidence.source == letter
        for each in point.value.items
    )
    return item.point == point.id or (inside and item.rule in ("concept.cloze", "concept.term"))


@marked
@pytest.mark.parametrize("letter", ["A", "B"])
def test_every_concept_that_a_teacher_marked_in_the_seeds_is_asked_for_by_a_card(bank, letter):
    gold = json.loads((GOLD / f"{SEEDS['AB'.index(letter)].stem}.json").read_text("utf-8"))
    cards = [card for card in bank.cards if card.evidence.source == letter]
    told = [f"{card.prompt} {' '.join(card.lines)}".replace("\u00a0", " ").casefold() for card in cards]
    terms = [concept["term"].replace("\u00a0", " ").casefold() for concept in gold["concepts"]]
    assert [term for term in terms if not any(term in text for text in told)] == []


def documents():
    return [paths[0] for paths in courses([])[1:]]


@marked
@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_each_document_yields_an_item_for_40_words_of_its_lists(path):
    held = sources([path])
    found, index = draft(held), course_index(held)
    assert len(found.questions) * WORDS >= sum(map(words_of_lists, held))
    assert [item.shown for item in found.questions if examine(item, index)] == []
    assert [card.prompt for card in found.cards if examine_card(card, index)] == []
