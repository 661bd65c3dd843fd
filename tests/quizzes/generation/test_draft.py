"""The whole way: sources in, a bank out."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.extraction.outline import EnumList, ListItem
from quizzes.generation import draft
from quizzes.generation.bank import Point, Source
from quizzes.generation.gate import examine, examine_card
from quizzes.generation.support import course_index
from quizzes.kinds import KINDS
from quizzes.management.commands.draft import sources
from tests.quizzes.generation import course

HOUSE = Path(__file__).resolve().parents[3]
SEEDS = sorted(course.SEEDS.glob("*.txt"))


@pytest.fixture(scope="module")
def seeds():
    return sources(SEEDS)


@pytest.fixture(scope="module")
def bank(seeds):
    return draft(seeds)


def test_a_course_without_documents_has_an_empty_bank():
    assert draft([]) == replace(draft([]), questions=(), cards=(), refused=())


def test_a_document_without_key_points_gives_nothing():
    assert draft([course.gazette()]).questions == ()


def test_a_document_in_a_language_without_stems_gives_nothing():
    assert draft([replace(source, language="tlh") for source in course.papers()]).questions == ()


def test_what_is_drafted_passes_the_gate_and_what_is_refused_does_not(seeds, bank):
    index = course_index(seeds)
    assert all(not examine(question, index) for question in bank.questions)
    assert all(not examine_card(card, index) for card in bank.cards)
    assert all(refused.reasons for refused in bank.refused)


def test_every_question_can_be_asked_by_its_kind(bank):
    assert all(not KINDS[question.kind].problems(question.shown, question.key) for question in bank.questions)


def test_every_quotation_stands_where_it_says(seeds, bank):
    text = {source.letter: source.text for source in seeds}
    quotes = [quote for item in (*bank.questions, *bank.cards) for quote in (item.evidence, *item.lit)]
    quotes += [quote for item in bank.questions for _, _, quote in item.why]
    assert quotes
    assert all(text[quote.source][quote.start : quote.end] == quote.text for quote in quotes)


def test_the_seeds_give_five_kinds_and_at_least_twenty_questions(bank):
    assert {question.kind for question in bank.questions} >= {"choice", "cloze", "ordering", "matching", "recall"}
    assert len(bank.questions) >= 20


def test_every_major_list_and_every_quoted_term_has_a_card(seeds, bank):
    carded = {card.point for card in bank.cards}
    for source in seeds:
        for point in source.points:
            value = point.value
            if (isinstance(value, EnumList) and value.major) or getattr(value, "source", "") == "quoted":
                assert point.id in carded, point.label


def test_the_order_of_key_points_does_not_change_an_item(seeds):
    turned = [replace(source, points=source.points[::-1]) for source in seeds]
    one, other = draft(seeds), draft(turned)
    assert {repr(card) for card in one.cards} >= {repr(card) for card in other.cards if card.rule != "card.phrase"}


FINGERPRINT = """
import hashlib, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
from pathlib import Path
from quizzes.generation import draft
from quizzes.management.commands.draft import sources
bank = draft(sources(sorted(Path("seeds").glob("*.txt"))))
print(hashlib.sha256(repr(bank).encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2026"])
def test_the_same_documents_give_the_same_bank_in_another_process(bank, seed):
    run = subprocess.run(
        [sys.executable, "-c", FINGERPRINT],
        cwd=HOUSE,
        env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin", "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(repr(bank).encode()).hexdigest()


WORDS = st.sampled_from(
    [
        "trust",
        "law",
        "salt",
        "bread",
        "“fair",
        "winds”",
        "the",
        "and",
        "must",
        "96",
        "ships,",
        "listening",
        "(old)",
        "U.S.",
    ]
)
ITEMS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=2, max_size=6)


@settings(max_examples=30, deadline=None)
@given(ITEMS, ITEMS, st.booleans())
def test_whatever_a_list_holds_its_items_are_quoted_exactly_and_pass_the_gate(items, others, ordered):
    made = [listed(letter, words, ordered) for letter, words in (("A", items), ("B", others))]
    bank = draft(made)
    index = course_index(made)
    text = {source.letter: source.text for source in made}
    for item in bank.questions:
        assert not examine(item, index)
        for quote in (item.evidence, *item.lit, *(quote for _, _, quote in item.why)):
            assert text[quote.source][quote.start : quote.end] == quote.text


def listed(letter: str, items: list[str], ordered: bool) -> Source:
    """A document with one list, whose items stand each in a line of its own."""
    text = f"Title {letter}\n\nThe paper names key parts:\n"
    spans = []
    for words in items:
        spans.append((len(text), len(text) + len(words)))
        text += words + "\n"
    start = text.index("The paper")
    value = EnumList(
        "bullets",
        "key parts",
        course.span(text, "key parts"),
        (start, spans[-1][1]),
        tuple(ListItem(*each) for each in spans),
        intro=course.span(text, "The paper names key parts:"),
        ordered=ordered,
        major=True,
    )
    sentences = (course.span(text, "The paper names key parts:"), *spans)
    return Source(
        letter, f"Title {letter}", f"Paper {letter}", "en", text, sentences, (Point(f"{letter}1", "", value),)
    )
