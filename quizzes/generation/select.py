"""Which of the drafts that passed the gate make up a course's bank: no doubles, no key point over-asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import TypeVar

from quizzes.generation.bank import CardDraft, Refused
from quizzes.generation.gate.bank import DOUBLE, Askable, Doubles, clash, lopsided, one_sided, place_of_key
from quizzes.kinds.base import N_, Draft

Place = TypeVar("Place")

TELLING = ("list", "fact", "concept")
"""What rules are about, the most telling first."""

MOST_OF_A_RULE = {"list.member": 2, "list.cloze": 2, "list.of_lists": 2, "list.swapped": 2}
"""For one key point; once for every other rule."""

ENDLESS = 1_000_000

WORDS_FOR_MORE = {
    "list.member": 80,
    "list.cloze": 80,
    "list.false": 80,
    "list.swapped": 80,
    "list.bank": 80,
    "list.true": 110,
}
"""Words of a long list that allow one more question of a rule that asks about single items."""

OF_SEVERAL = frozenset(
    {"list.which", "fact.match_amounts", "fact.match_speakers", "fact.match_offices", "concept.match"}
)

MOST_OF_A_SOURCE = {
    "fact.amount": 3,
    "fact.how_many": 3,
    "fact.who_said": 3,
    "fact.when": 4,
    "fact.who": 3,
    "fact.number": 3,
    "fact.date": 3,
    "fact.name": 2,
    "fact.name_speaker": 4,
    "fact.true": 2,
    "fact.false": 4,
    "concept.true": 3,
    "concept.false": 3,
    "list.true": 4,
    "list.series": 4,
}
"""For rules that would otherwise fill the bank with one sort of question."""

MOST_OF_A_SPEAKER = 1
"""Questions of a course that ask in one way who said something and have one person for their answer."""

MOST_OF_A_MEMBER = 2
"""Lists of which one thing is falsely said to be a member."""

MOST_OF_A_SENTENCE = 4
"""Questions about one sentence, lists apart: further ones look alike."""

MOST_OF_A_KEY_POINT = {"list": 11, "fact": 4, "concept": 3}

ENOUGH = ("balance", N_("The bank has enough questions of this sort, or about this."))
TOO_MANY_TRUE = ("balance", N_("The document has enough true statements for its false ones."))


@dataclass(frozen=True, slots=True)
class Selection:
    kept: tuple[Draft, ...]
    left_out: tuple[Refused, ...]


def selected(drafts: Sequence[Draft]) -> Selection:
    """Those that are kept, in the order given, and why others are not. Of two that are too much alike, the
    more telling one stays: about a list, then a fact, then a term."""
    known, counts = Doubles(drafts), Counter[tuple[str, str]]()
    verdicts = Counter[tuple[str, bool]]()
    reasons: dict[int, tuple[str, str]] = {}
    turns = spread(drafts)
    for place in sorted(range(len(drafts)), key=lambda place: (rank(drafts[place]), turns[place])):
        draft = drafts[place]
        source = draft.evidence.source
        if any(counts[key] >= most for key, most in shares(draft)):
            reasons[place] = ENOUGH
        elif known.holds(draft):
            reasons[place] = DOUBLE
        elif draft.kind == "true_false" and draft.key["true"] and verdicts[source, True] > verdicts[source, False] + 1:
            reasons[place] = TOO_MANY_TRUE
        else:
            known.add(draft)
            if draft.kind == "true_false":
                verdicts[source, draft.key["true"]] += 1
            counts.update(key for key, _ in shares(draft))
    kept = [draft for place, draft in enumerate(drafts) if place not in reasons]
    left_out = tuple(Refused(drafts[place], (reason,)) for place, reason in sorted(reasons.items()))
    return Selection(tuple(placed(kept)), left_out)


def spread(drafts: Sequence[Draft]) -> list[int]:
    """When each draft gets its turn among those of its rule and source, so that the few that a bank has room for are
    easy, hard and in between. Drafts about lists keep their order: the first is the most telling."""
    alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        alike[draft.rule, draft.evidence.source].append(place)
    turns = [0] * len(drafts)
    for (rule, _), places in alike.items():
        if rule in MOST_OF_A_SOURCE:
            by_difficulty = sorted(places, key=lambda place: (drafts[place].difficulty, place))
            for turn, place in enumerate(from_both_ends(by_difficulty)):
                turns[place] = turn
    chosen = {draft.point for draft in drafts if draft.rule == "fact.who_said"}
    for place, draft in enumerate(drafts):
        if draft.rule == "fact.name_speaker" and draft.point in chosen:
            turns[place] += len(drafts)  # of one speaker first the statements that no choice asks about
    return turns


def from_both_ends(sequence: Sequence[Place]) -> Iterator[Place]:
    """The first, the last, the middle one, then the others."""
    ends = [*dict.fromkeys([0, len(sequence) - 1, len(sequence) // 2])] if sequence else []
    yield from (sequence[place] for place in ends)
    yield from (one for place, one in enumerate(sequence) if place not in ends)


def rank(draft: Draft) -> tuple[bool, int, int]:
    """The most telling first, and of these first what asks about several key points at once, as it finds a place
    least often, then false statements, of which a sentence has few; last what only repeats a sentence of the source,
    so that true statements come after the false ones that they are to balance."""
    subject, _, _ = draft.rule.partition(".")
    first = 0 if draft.rule in OF_SEVERAL else 1 if draft.rule == "fact.false" else 2
    return bool(draft.key.get("true")), TELLING.index(subject), first


def shares(draft: Draft) -> Iterator[tuple[tuple[str, str], int]]:
    """What a draft takes a share of, and how many such there may be."""
    more = len(draft.evidence.text.split()) // WORDS_FOR_MORE.get(draft.rule, ENDLESS)
    yield (draft.point, ""), MOST_OF_A_KEY_POINT[draft.rule.partition(".")[0]] + more
    yield (draft.point, draft.rule), MOST_OF_A_RULE.get(draft.rule, 1) + more
    if not draft.rule.startswith("list."):
        yield (f"{draft.evidence.source} {draft.evidence.start}", "sentence"), MOST_OF_A_SENTENCE
    if draft.rule in ("fact.who_said", "fact.name_speaker"):
        yield (speaker(draft), draft.rule), MOST_OF_A_SPEAKER
    if draft.key.get("explains"):
        yield (str(draft.key["wrong"]), "false member"), MOST_OF_A_MEMBER
    if draft.rule in MOST_OF_A_SOURCE:
        yield (draft.evidence.source, draft.rule), MOST_OF_A_SOURCE[draft.rule]


def speaker(draft: Draft) -> str:
    """Whose words they are that a draft asks about."""
    if draft.kind == "short_answer":
        return str(draft.key["accepted"][0])
    return next(str(row["text"]) for row in draft.shown["options"] if row["id"] == draft.key["right"])


def placed(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The same questions, their right options spread evenly over the places."""
    used: Counter[int] = Counter()
    for draft in drafts:
        place = place_of_key(draft)
        if place is not None and not in_sequence(draft):
            rows = list(draft.shown["options"])
            goal = min(range(len(rows)), key=lambda n: (used[n], n))
            rows[place], rows[goal] = rows[goal], rows[place]
            draft, place = replace(draft, shown={**draft.shown, "options": rows}), goal
        used.update([] if place is None else [place])
        yield draft


def in_sequence(draft: Draft) -> bool:
    """Whether the options are numbers or dates, which keep their order."""
    return all(any(char.isdigit() for char in row["text"]) for row in draft.shown["options"])


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


Item = TypeVar("Item", bound=Askable)


def composed(questions: Iterable[Item], most: int) -> list[Item]:
    """Questions for one quiz, its kinds taking turns, easy and hard ones too, in which none tells what another asks
    for and no place of the right option pays for guessing."""
    kinds: dict[str, list[Item]] = {}
    for question in questions:
        kinds.setdefault(question.kind, []).append(question)
    chosen: list[Item] = []
    rarest_first = [[*from_both_ends(easiest_first(group))] for group in sorted(kinds.values(), key=len)]
    for turn in chain.from_iterable(zip_longest(*rarest_first)):
        if turn is None or len(chosen) >= most or lopsided([*chosen, turn]) or one_sided([*chosen, turn]):
            continue
        if not any(clash(turn, other) for other in chosen):
            chosen.append(turn)
    return chosen


def easiest_first(questions: Iterable[Item]) -> list[Item]:
    return sorted(questions, key=lambda question: question.difficulty)
