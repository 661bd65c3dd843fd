"""The figures of a quiz from its attempts, and what is kept of them for the fix queue."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from content.models import Course
from quizzes.kinds import KINDS
from quizzes.kinds.base import Json, Part
from quizzes.kinds.wording import words
from quizzes.models import Attempt, Measure, QuestionVersion, Quiz, Regrade, Response
from quizzes.statistics import ItemFigures, QuizFigures, item_figures, quiz_figures
from quizzes.suspicion import Choice, Finding, findings
from quizzes.wording import said

MOST = 2_000
"""So many attempts are looked at, the newest: the cost of a quiz grows with them and its questions, and no further."""

TOP = 3
"""Who did best are the upper third."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, or one part of it: what it is given to (a row, a blank; empty for the whole), in words, by how many,
    and the mean share that these earn.
    """

    part: str
    text: str
    is_right: bool
    count: int
    mean: float


@dataclass(frozen=True, slots=True)
class Item:
    """One version of a question in a quiz. `seconds` is the median time, None when none was measured."""

    version: QuestionVersion
    worth: float
    figures: ItemFigures
    guess: float
    seconds: float | None
    skipped: int
    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the newest `quiz.n` attempts out of `attempts`."""

    quiz: QuizFigures
    items: tuple[Item, ...]
    attempts: int


def figures(quiz: Quiz, every: bool = False) -> Figures:
    """Of everybody's first attempt that counts, or of every attempt. Three queries."""
    attempts = Attempt.objects.counted().filter(quiz=quiz)
    if not every:
        first = Window(RowNumber(), partition_by=F("learner"), order_by=F("number").asc())
        attempts = attempts.annotate(nth=first).filter(nth=1)
    newest = list(attempts.order_by("-finished_at", "-pk").values_list("pk", "score", "max_score"))
    taken = newest[:MOST]
    rows = responses([pk for pk, _score, _most in taken])
    versions = QuestionVersion.objects.in_bulk({row.version_id for row in rows})
    sheets: dict[int, dict[int, float]] = {pk: {} for pk, _score, _most in taken}
    by_version: dict[int, list[Response]] = defaultdict(list)
    for row in rows:
        if reached(row):
            sheets[row.attempt_id][row.version_id] = float(row.earned)
            by_version[row.version_id].append(row)
    worth = {pk: float(group[0].points) for pk, group in by_version.items()}
    scores = [float(score / most) if most and score is not None else 0.0 for _pk, score, most in taken]
    found = item_figures(list(sheets.values()), worth)
    items = [
        item(versions[pk], worth[pk], found[pk], by_version[pk], sheets)
        for pk in sorted(found, key=lambda pk: (versions[pk].question_id, versions[pk].number))
    ]
    return Figures(quiz_figures(scores, list(sheets.values())), tuple(items), len(newest))


def responses(attempts: Sequence[int]) -> list[Response]:
    """What counts of these attempts, by the version that was asked."""
    rows = Response.objects.counting().filter(attempt__in=attempts).order_by("version", "pk")
    return list(rows.defer("sequence", "is_late", "is_flagged"))


def reached(row: Response) -> bool:
    """Whether the learner saw the question: what was skipped was seen and left open."""
    return row.answered_at is not None or row.first_seen_at is not None


def item(
    version: QuestionVersion, worth: float, found: ItemFigures, rows: Sequence[Response], sheets: Mapping[int, Any]
) -> Item:
    kind = KINDS[version.kind]
    rests = {row.pk: sum(sheets[row.attempt_id].values()) - sheets[row.attempt_id][version.pk] for row in rows}
    best = sorted(rows, key=lambda row: (-rests[row.pk], row.pk))[: len(rows) // TOP]
    guess = kind.chance(version.shown, version.key)
    times = [row.seconds for row in rows if row.seconds is not None]
    return Item(
        version=version,
        worth=worth,
        figures=found,
        guess=guess,
        seconds=median(times) if times else None,
        skipped=sum(row.answered_at is None for row in rows),
        answers=tuple(answers(version, rows)),
        findings=tuple(findings(found, guess, choices(version, rows, best), len(best))),
    )


def answers(version: QuestionVersion, rows: Sequence[Response]) -> list[Answer]:
    """Part by part, the most frequent first; options that nobody chose stand there with 0."""
    places = KINDS[version.kind].places(version.shown, version.key)
    groups: dict[tuple[str, str], list[tuple[Part, float]]] = defaultdict(list)
    for row in rows:
        for part in parts_of(row, whole=not places) if row.answer is not None else ():
            if part.given:
                place = part.id if places else ""
                groups[place, " ".join(words(part.given)) or part.given].append((part, row.fraction or 0.0))
    found = [
        Answer(said(places.get(place, "")), one.given, is_right(version, one), len(group), mean_of(group))
        for (place, _given), group in groups.items()
        for one in [group[0][0]]
    ]
    chosen = {answer.text for answer in found}
    if version.kind in WITH_OPTIONS:
        right = right_ids(version.key)
        unchosen = [one for one in version.shown["options"] if one["text"] not in chosen]
        found += [Answer("", one["text"], one["id"] in right, 0, 0.0) for one in unchosen]
    order = [said(place) for place in places.values()] or [""]
    return sorted(found, key=lambda answer: (order.index(answer.part), -answer.count, answer.text))


WITH_OPTIONS = ("choice", "multiple")


def parts_of(row: Response, whole: bool) -> Sequence[Part]:
    """What an answer is counted by: its options, its parts, or the whole of it."""
    mark = row.mark()
    if row.kind in WITH_OPTIONS or not whole:
        return mark.parts
    return [Part("", mark.fraction >= 1, said(row.asked_by.in_words(row.shown, row.answer or {})), "")]


def mean_of(group: Sequence[tuple[Part, float]]) -> float:
    return sum(share for _part, share in group) / len(group)


def right_ids(key: Json) -> set[str]:
    rights = [one["right"] for one in (key, *key.get("also", ()))]
    return {one for right in rights for one in ([right] if isinstance(right, str) else right)}


def is_right(version: QuestionVersion, part: Part) -> bool:
    return part.id in right_ids(version.key) if version.kind in WITH_OPTIONS else part.right


def choices(version: QuestionVersion, rows: Sequence[Response], best: Sequence[Response]) -> list[Choice]:
    """Of a question with options: who chose each."""
    if version.kind not in WITH_OPTIONS:
        return []
    right = right_ids(version.key)
    chosen, by_best = [[one for row in some for one in chosen_in(row)] for some in (rows, best)]
    return [
        Choice(one["id"], one["text"], one["id"] in right, chosen.count(one["id"]), by_best.count(one["id"]))
        for one in version.shown["options"]
    ]


def chosen_in(row: Response) -> list[str]:
    answer = row.answer or {}
    return [answer["choice"]] if "choice" in answer else list(answer.get("choices", ()))


# What is kept -------------------------------------------------------------------


def measure(quiz: Quiz, now: datetime) -> list[Measure]:
    """Keep the figures of each question version of this quiz as they are now. What was left as it is stays left.

    They are worked out before anything is held, as that takes long, and on SQLite nobody else could write meanwhile.
    What is handed in until they are kept is later than `now`, so that the quiz is measured again.
    """
    rows = [
        Measure(
            quiz=quiz,
            version=one.version,
            n=one.figures.n,
            facility=one.figures.facility,
            discrimination=one.figures.discrimination,
            efficiency=one.figures.efficiency,
            findings=[
                {"code": each.code, "text": each.message.text, "params": dict(each.message.params)}
                for each in one.findings
            ],
            at=now,
        )
        for one in figures(quiz).items
    ]
    return keep(quiz, rows, now)


@transaction.atomic
def keep(quiz: Quiz, rows: list[Measure], now: datetime) -> list[Measure]:
    """In place of what was kept before, unless that is newer."""
    (measured_at,) = Quiz.objects.select_for_update().filter(pk=quiz.pk).values_list("measured_at").get()
    if measured_at and measured_at > now:
        return list(Measure.objects.filter(quiz=quiz))
    Measure.objects.filter(quiz=quiz).exclude(version__in=[row.version_id for row in rows]).delete()
    Quiz.objects.filter(pk=quiz.pk).update(measured_at=now)
    return Measure.objects.keep(rows)


def measure_stale(now: datetime, course: Course | None = None) -> int:
    """Measure the quizzes in which something happened since they were measured last; how many."""
    quizzes = [*stale(course)]
    for quiz in quizzes:
        measure(quiz, now)
    return len(quizzes)


def stale(course: Course | None = None) -> Any:
    handed_in = Attempt.objects.filter(quiz=OuterRef("pk")).order_by().values("quiz")
    decided = Regrade.objects.filter(answers__response__attempt__quiz=OuterRef("pk")).order_by()
    latest = Subquery(handed_in.annotate(last=Max("finished_at")).values("last"))
    regraded = Subquery(decided.order_by("-at").values("at")[:1])
    undone = Subquery(decided.filter(undone_at__isnull=False).order_by("-undone_at").values("undone_at")[:1])
    quizzes = Quiz.objects.annotate(latest=latest, regraded=regraded, undone=undone).filter(latest__isnull=False)
    if course is not None:
        quizzes = quizzes.filter(course=course)
    changed = Q(measured_at=None) | Q(latest__gt=F("measured_at"))
    return quizzes.filter(changed | Q(regraded__gt=F("measured_at")) | Q(undone__gt=F("measured_at"))).order_by("pk")
