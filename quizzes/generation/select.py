"""Which of the drafts that passed the gate make up a course's bank: no doubles, no key point over-asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from quizzes.generation.bank import CardDraft
from quizzes.generation.gate.stems import padded
from quizzes.kinds.base import Draft

MOST_OF_A_RULE = {"list.member": 2}
"""For one key point; once for every other rule."""

MOST_OF_A_KEY_POINT = 5
SAME_STEM = 92
"""Of 100: questions of one kind whose words agree so far are one question."""


def selected(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """In the order given, which is that of the course with the most telling drafts of each key point first."""
    kept: list[Draft] = []
    rules: Counter[tuple[str, str]] = Counter()
    points: Counter[str] = Counter()
    for draft in drafts:
        rule = (draft.point, draft.rule)
        full = rules[rule] >= MOST_OF_A_RULE.get(draft.rule, 1) or points[draft.point] >= MOST_OF_A_KEY_POINT
        if not full and not any(doubles(draft, other) for other in kept):
            kept.append(draft)
            rules[rule] += 1
            points[draft.point] += 1
            yield draft


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


def asked(draft: Draft) -> str:
    return " ".join([str(draft.shown["stem"]), *draft.shown.get("parts", ())]).casefold()


def gives_away(one: Draft, other: Draft) -> bool:
    """Whether a question shows what the other asks for."""
    return any(padded(answer) in padded(asked(one)) for answer in answers(other))


def answers(draft: Draft) -> Iterable[str]:
    """Short answers, which another question could tell."""
    match draft.kind:
        case "choice":
            return [each["text"] for each in draft.shown["options"] if each["id"] == draft.key["right"]]
        case "cloze":
            return [accepted[0] for accepted in draft.key["blanks"]]
    return []
