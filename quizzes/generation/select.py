"""Which of the drafts that passed the gate make up a course's bank: no doubles, no key point over-asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

from quizzes.generation.bank import CardDraft
from quizzes.generation.gate.stems import padded
from quizzes.kinds.base import Draft, Json

TELLING = ("list", "fact", "concept")
"""What rules are about, the most telling first."""

MOST_OF_A_RULE = {"list.member": 2}
"""For one key point; once for every other rule."""

MOST_OF_A_SOURCE = {"fact.amount": 3, "fact.how_many": 3, "fact.who_said": 3, "fact.when": 4, "fact.who": 3}
"""For rules that would otherwise fill the bank with one sort of question."""

MOST_OF_A_KEY_POINT = 5
SAME_STEM = 92
"""Of 100: questions of one kind whose words agree so far are one question."""


def selected(drafts: Sequence[Draft]) -> list[Draft]:
    """Those that are kept, in the order given. Of two that are too much alike, the more telling one stays:
    about a list, then a fact, then a term."""
    kept: list[Draft] = []
    counts: Counter[tuple[str, str]] = Counter()
    for draft in sorted(drafts, key=lambda draft: TELLING.index(draft.rule.partition(".")[0])):
        full = any(counts[key] >= most for key, most in shares(draft))
        if not full and not any(doubles(draft, other) for other in kept):
            kept.append(draft)
            counts.update(key for key, _ in shares(draft))
    return [draft for draft in drafts if draft in kept]


def shares(draft: Draft) -> Iterator[tuple[tuple[str, str], int]]:
    """What a draft takes a share of, and how many such there may be."""
    yield (draft.point, ""), MOST_OF_A_KEY_POINT
    yield (draft.point, draft.rule), MOST_OF_A_RULE.get(draft.rule, 1)
    if draft.rule in MOST_OF_A_SOURCE:
        yield (draft.evidence.source, draft.rule), MOST_OF_A_SOURCE[draft.rule]


def doubles(one: Draft, other: Draft) -> bool:
    """Whether two questions ask for the same words in the same way, or look the same."""
    if one.kind != other.kind:
        return False
    if one.rule == other.rule and (
        one.lit == other.lit or (one.evidence == other.evidence and one.point != other.point)
    ):
        return True
    return one.rule != "list.member" and fuzz.token_sort_ratio(asked(one), asked(other)) >= SAME_STEM


def selected_cards(cards: Sequence[CardDraft]) -> Iterator[CardDraft]:
    """All of them, but of one sentence only one term at a time is asked for, unless the source sets it off."""
    seen: set[tuple[str, int]] = set()
    for card in cards:
        place = (card.evidence.source, card.evidence.start)
        if card.rule != "card.phrase" or place not in seen:
            yield card
        if card.rule in ("card.phrase", "card.term"):
            seen.add(place)


# Quizzes ---------------------------------------------------------------------


class Askable(Protocol):
    """A draft, or the question made of it."""

    @property
    def kind(self) -> str: ...
    @property
    def shown(self) -> Json: ...
    @property
    def key(self) -> Json: ...


Item = TypeVar("Item", bound=Askable)


def composed(questions: Iterable[Item], most: int) -> list[Item]:
    """Questions for one quiz, its kinds taking turns, in which none tells what another asks for."""
    kinds: dict[str, list[Item]] = {}
    for question in questions:
        kinds.setdefault(question.kind, []).append(question)
    chosen: list[Item] = []
    rarest_first = sorted(kinds.values(), key=len)
    for turn in chain.from_iterable(zip_longest(*rarest_first)):
        if turn is not None and len(chosen) < most and not any(clash(turn, other) for other in chosen):
            chosen.append(turn)
    return chosen


def clash(one: Askable, other: Askable) -> bool:
    return gives_away(one, other) or gives_away(other, one)


def gives_away(one: Askable, other: Askable) -> bool:
    """Whether a question shows what the other asks for. Options tell nothing of a choice: they are many."""
    seen = [*texts(one)] if other.kind != "choice" else [asked(one), *rows(one, "items", "lefts", "rights")]
    shown = [padded(text) for text in seen]
    return any(padded(answer) in text for answer in answers(other) for text in shown)


def asked(item: Askable) -> str:
    """All that a question says before it is answered, options apart."""
    return " ".join([str(item.shown["stem"]), *item.shown.get("parts", ())]).casefold()


def texts(item: Askable) -> Iterator[str]:
    """All that a question shows."""
    yield asked(item)
    yield from rows(item, "options", "items", "lefts", "rights")


def rows(item: Askable, *names: str) -> Iterator[str]:
    return (row["text"] for name in names for row in item.shown.get(name, ()))


def answers(item: Askable) -> list[str]:
    """What has to be known, where it can be told in words."""
    match item.kind:
        case "choice":
            return [row["text"] for row in item.shown["options"] if row["id"] == item.key["right"]]
        case "cloze":
            return [accepted[0] for accepted in item.key["blanks"]]
        case "recall":
            return [text for row in item.key["items"] for text in (row["text"], *row["accepted"])]
    return []
