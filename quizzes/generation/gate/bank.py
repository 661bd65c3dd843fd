"""What is held against items side by side: F16, F22 and F30. Each item may be sound, and the bank still not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from rapidfuzz import fuzz

from quizzes.generation.gate.stems import padded
from quizzes.generation.stemming import WORD
from quizzes.kinds.base import N_, Draft, Json

SAME_STEM = 92
"""Of 100: questions of one kind whose words agree so far are one question."""

SAME_PART = 0.75
"""Of the words of two questions about one sentence: they show the same part of it."""

TELLING = 3
"""Rarest words of a question: two that are one question share at least one of these."""

DOUBLE = ("F30", N_("Another item of the bank asks the same."))

MOST_AT_ONE_PLACE = 0.4
FEWEST_TO_JUDGE = 10
MOST_OF_ONE_VERDICT = 0.7
FEWEST_STATEMENTS = 3
"""Shares of the questions whose right option may stand at one place, and of statements with one verdict, in a quiz
with enough of them to tell."""


# F30 -------------------------------------------------------------------------


class Doubles:
    """F30: the questions of a bank so far, and whether another one asks what one of them does.

    Looked up by the place of the answer and by the rarest words, so that a large bank is not compared
    with itself.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.common = Counter(word for draft in drafts for word in {*words(draft)})
        self.known: defaultdict[tuple[object, ...], list[Draft]] = defaultdict(list)

    def holds(self, draft: Draft) -> bool:
        return any(doubles(draft, other) for key in self.keys(draft) for other in self.known[key])

    def add(self, draft: Draft) -> None:
        for key in self.keys(draft):
            self.known[key].append(draft)

    def keys(self, draft: Draft) -> Iterator[tuple[object, ...]]:
        yield draft.kind, draft.rule, draft.lit[0].source, draft.lit[0].start
        yield draft.kind, draft.rule, draft.evidence.source, draft.evidence.start, draft.evidence.end
        if draft.kind == "true_false":
            yield draft.kind, draft.evidence.source, draft.evidence.start
        rarest = sorted({*words(draft)}, key=lambda word: (self.common[word], word))
        yield from ((draft.kind, word) for word in rarest[:TELLING])


def doubles(one: Draft, other: Draft) -> bool:
    """Whether two questions ask for the same words in the same way, or look the same."""
    if one.kind != other.kind:
        return False
    if one.kind == "true_false" and "" != changed(one) != changed(other) != "":
        return False  # a sentence with its date changed and with its person changed ask for two things
    if one.kind == "true_false" and same_words(one, other):
        return True  # each would tell whether the other is true
    same_sentence = one.evidence == other.evidence and one.point != other.point and same_part(one, other)
    if one.rule == other.rule and (one.lit == other.lit or same_sentence):
        return stands_in(one) == stands_in(other)
    return one.rule not in SAME_STEM_BY_RIGHT and fuzz.token_sort_ratio(asked(one), asked(other)) >= SAME_STEM


def same_part(one: Draft, other: Draft) -> bool:
    """Whether two questions about one sentence show the same part of it: a long one may hold a whole list."""
    ours, theirs = {*words(one)}, {*words(other)}
    return len(ours & theirs) >= SAME_PART * min(len(ours), len(theirs))


def same_words(one: Draft, other: Draft) -> bool:
    """Whether two statements, one of them true, are made of one sentence."""
    plain = not (one.rule.startswith("list.") or other.rule.startswith("list."))
    return plain and one.evidence == other.evidence and bool(one.key["true"] or other.key["true"])


def stands_in(draft: Draft) -> str:
    """What a statement says falsely to be one of a list; "" of every other question."""
    return str(draft.key["wrong"]) if draft.key.get("explains") else ""


def changed(statement: Draft) -> str:
    """What should stand in the changed slot of a false statement; "" of a true one."""
    return "" if statement.key["true"] else str(statement.key["instead"][0])


SAME_STEM_BY_RIGHT = frozenset({"list.member", "list.members", "list.of_lists"})
"""Rules that ask in the same words for each of several answers."""


def words(draft: Draft) -> list[str]:
    return [found.group() for found in WORD.finditer(asked(draft))]


# F22 -------------------------------------------------------------------------


class Askable(Protocol):
    """A draft, or the question made of it."""

    @property
    def kind(self) -> str: ...
    @property
    def shown(self) -> Json: ...
    @property
    def key(self) -> Json: ...
    @property
    def difficulty(self) -> float: ...


def clash(one: Askable, other: Askable) -> bool:
    """F22: whether one of two questions tells what the other asks for."""
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
        case "true_false" if not item.key["true"]:
            return [str(item.key["instead"][0])]
        case "recall":
            return [text for row in item.key["items"] for text in (row["text"], *row["accepted"])]
    return []


# F16 -------------------------------------------------------------------------


def place_of_key(item: Askable) -> int | None:
    """Where the right option stands, counted from 0; None for a kind without one."""
    if item.kind != "choice":
        return None
    return next((n for n, row in enumerate(item.shown["options"]) if row["id"] == item.key["right"]), None)


def lopsided(items: Sequence[Askable]) -> bool:
    """F16: whether the right option stands at one place so often that guessing it pays."""
    places = [place for item in items if (place := place_of_key(item)) is not None]
    most = max(Counter(places).values(), default=0)
    return len(places) >= FEWEST_TO_JUDGE and most > MOST_AT_ONE_PLACE * len(places)


def one_sided(items: Sequence[Askable]) -> bool:
    """F16: whether so many statements are true, or false, that saying so without reading pays."""
    verdicts = Counter(bool(item.key["true"]) for item in items if item.kind == "true_false")
    return verdicts.total() >= FEWEST_STATEMENTS and max(verdicts.values()) > MOST_OF_ONE_VERDICT * verdicts.total()
