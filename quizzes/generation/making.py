"""Drafts in the JSON form of their kinds, with their proof.

Ids say nothing of place or worth. Options are stored in an order drawn by lot, numbers and dates in
their own; items to be ordered and pairs stand as the key has them, because their kinds shuffle always.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from content.extraction.outline import Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.difficulty import chosen, put_together, searched, typed
from quizzes.generation.phrases import quoted, sentence_at
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft, Json, Quote

Why = tuple[tuple[str, str, Quote], ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong option and where the course says it; `span` is None for a number or date that nobody gives."""

    text: str
    why: str = ""
    source: Source | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked about: a key point of a source, by a rule, from `evidence`, whose `lit` spans answer."""

    index: CourseIndex
    source: Source
    point: Point
    rule: str
    evidence: Span
    lit: tuple[Span, ...]
    explained: str = ""

    @property
    def words(self) -> Wording:
        return self.index.wordings[self.source.letter]

    @property
    def seed(self) -> str:
        """The same text, rule and place draw the same lots."""
        start, end = self.lit[0]
        return sha256(f"{self.index.hashes[self.source.letter]}|{self.rule}|{start}|{end}".encode()).hexdigest()

    def say(self, stem: str, /, **parts: object) -> str:
        return self.words.say(stem, **{"name": self.source.name, **parts})

    def explanation(self) -> str:
        """The sentence that answers, unless something shorter was said of a whole list."""
        sentence = sentence_at(self.source, self.lit[0][0]) or self.evidence
        return self.explained or self.say("explanation", text=quoted(self.source, sentence))

    def drawn(self, text: str) -> str:
        """An opaque id for a text, and the lot by which it takes its place."""
        return sha256(f"{self.seed}|{text}".encode()).hexdigest()[:8]

    def rows(self, texts: Sequence[str]) -> list[Json]:
        return [{"id": self.drawn(text), "text": text} for text in texts]


def choice(task: Task, stem: str, right: str, wrong: Sequence[Wrong], *, sequence: Sequence[str] = ()) -> Draft:
    """One right option among several, in the order of `sequence` where there is one."""
    others = [each.text for each in wrong]
    texts = list(sequence) or sorted([right, *others], key=task.drawn)
    shown = {"stem": stem, "options": task.rows(texts)}
    hard = chosen([right], others)
    return _draft(task, "choice", shown, {"right": task.drawn(right)}, origin(task, wrong), difficulty=hard)


def multiple(task: Task, stem: str, rights: Sequence[str], wrong: Sequence[Wrong]) -> Draft:
    """Several right options among others."""
    others = [each.text for each in wrong]
    shown = {"stem": stem, "options": task.rows(sorted([*rights, *others], key=task.drawn))}
    key = {"right": [task.drawn(text) for text in rights]}
    return _draft(task, "multiple", shown, key, origin(task, wrong), difficulty=chosen(rights, others, base=0.3))


def true_false(
    task: Task, stem: str, slot: tuple[Wrong, Sequence[str]] | None = None, *, explains: bool = False
) -> Draft:
    """A statement of the source; with a `slot` (what stands in it, and what might rightly stand there) a false one.
    The first of these only `explains` what is wrong where no one thing belongs there."""
    shown = {"stem": stem, "correction": "shown"}
    if slot is None:
        return _draft(task, "true_false", shown, {"true": True}, difficulty=0.25)
    false, right = slot
    why = (("verdict", false.why, false.source.quote(false.span)),) if false.source and false.span else ()
    key = {"true": False, "wrong": false.text, "instead": list(right), **({"explains": True} if explains else {})}
    return _draft(task, "true_false", shown, key, why, difficulty=chosen(right[:1], [false.text]))


def short_answer(task: Task, stem: str, accepted: Sequence[str]) -> Draft:
    shown = {"stem": stem, "similarity": 85, "minds_accents": True, "minds_case": False}
    key = {"accepted": list(dict.fromkeys(accepted))}
    return _draft(task, "short_answer", shown, key, difficulty=typed(accepted[:1]))


def numeric(task: Task, stem: str, value: float) -> Draft:
    whole = int(value) if value == int(value) else value
    shown: Json = {"stem": stem, "units": []}
    key = {"value": whole, "within": 0, "percent": False}
    return _draft(task, "numeric", shown, key, difficulty=typed([str(whole)]))


def date(task: Task, stem: str, parts: Mapping[str, int]) -> Draft:
    """`parts` has a number for each of day, month and year that is asked for."""
    asks = [field for field in ("day", "month", "year") if field in parts]
    shown = {"stem": stem, "asks": asks, "partial": False}
    return _draft(task, "date", shown, {**parts, "within": 0}, difficulty=typed(asks))


def grouping(task: Task, stem: str, groups: Sequence[tuple[str, Sequence[Wrong]]]) -> Draft:
    """Lists by name, each with some of its items, which say where they stand."""
    named = {text: f"g{task.drawn(text)}" for text, _ in groups}
    placed = {task.drawn(item.text): named[text] for text, items in groups for item in items}
    members = [item for _, items in groups for item in items]
    texts = sorted((item.text for item in members), key=task.drawn)
    shown = {
        "stem": stem,
        "items": task.rows(texts),
        "groups": [{"id": id, "text": text} for text, id in named.items()],
    }
    hard = put_together(texts, 0.3, 0.03)
    return _draft(task, "grouping", shown, {"groups": placed}, origin(task, members), difficulty=hard)


def cloze(
    task: Task, stem: str, parts: Sequence[str], blanks: Sequence[Sequence[str]], bank: Sequence[str] = ()
) -> Draft:
    """Blanks to be typed, or to be filled from a `bank` of words where there is one."""
    key = {"blanks": [list(blank) for blank in blanks]}
    shown: Json = {"stem": stem, "parts": list(parts), **({"bank": list(bank)} if bank else {})}
    first = [blank[0] for blank in blanks]
    return _draft(task, "cloze", shown, key, difficulty=put_together(first, 0.25, 0.05) if bank else typed(first))


def ordering(task: Task, stem: str, texts: Sequence[str]) -> Draft:
    rows = task.rows(texts)
    key = {"order": [row["id"] for row in rows]}
    return _draft(task, "ordering", {"stem": stem, "items": rows}, key, difficulty=put_together(texts, 0.3, 0.05))


def matching(
    task: Task, stem: str, pairs: Sequence[tuple[str, str]], why: Sequence[Wrong] = (), extra: Sequence[str] = ()
) -> Draft:
    """`why` says of right-hand texts where they stand, when that is not in the evidence; `extra` ones are left over."""
    texts = [right for _, right in pairs]
    lefts, rights = task.rows([left for left, _ in pairs]), task.rows(texts)
    key = {"pairs": {left["id"]: right["id"] for left, right in zip(lefts, rights, strict=True)}}
    rights = sorted([*rights, *task.rows(extra)], key=lambda row: row["id"])
    shown = {"stem": stem, "lefts": lefts, "rights": rights}
    hard = put_together(texts, 0.3, 0.03) + 0.05 * len(extra)
    return _draft(task, "matching", shown, key, origin(task, why), difficulty=hard)


def recall(task: Task, stem: str, items: Sequence[tuple[str, Sequence[str]]]) -> Draft:
    key = {"items": [{"text": text, "accepted": list(accepted)} for text, accepted in items]}
    hard = put_together([text for text, _ in items], 0.4, 0.05)
    return _draft(task, "recall", {"stem": stem, "count": len(items)}, key, difficulty=hard)


def origin(task: Task, texts: Sequence[Wrong]) -> Why:
    return tuple(
        (task.drawn(each.text), each.why, each.source.quote(each.span)) for each in texts if each.source and each.span
    )


def _draft(task: Task, kind: str, shown: Json, key: Json, why: Why = (), *, difficulty: float) -> Draft:
    return Draft(
        kind=kind,
        point=task.point.id,
        shown=shown,
        key=key,
        explanation=task.explanation(),
        evidence=task.source.quote(task.evidence),
        lit=tuple(task.source.quote(span) for span in task.lit),
        rule=task.rule,
        why=why,
        difficulty=searched(difficulty, task.source.text[slice(*task.evidence)]),
    )
