"""What a reviewer sees of attempts: a list of them, and how one went, beside the class."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.http import User
from content.models import Course
from quizzes.figures.pace import Half, Pace, Timeline, middle_half, pace, timeline, typical
from quizzes.flagging import instead, reason
from quizzes.kinds.base import Mark
from quizzes.models import Attempt, Flag, Response, Ruling
from quizzes.pages.names import staff_name
from quizzes.wording import said

RULED = Exists(Ruling.objects.filter(attempt=OuterRef("pk")))
FLAGGED = Exists(Flag.objects.filter(attempt=OuterRef("pk")))
STATES = {
    "open": Q(is_excluded=False) & Q(FLAGGED) & ~Q(RULED),
    "excluded": Q(is_excluded=True),
    "kept": Q(is_excluded=False) & Q(RULED),
    "all": Q(),
}
"""Flagged, and nobody has decided yet; off the boards; looked at and counted; whatever was handed in."""

EARLIER = 3
"""How many other attempts of the learner stand in the timeline."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An attempt in a list: whose it is, how many seconds it took, and the rules that it met."""

    attempt: Attempt
    name: str
    seconds: float
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of an attempt. `verdict` is good, part, bad, or empty without an answer; times in seconds."""

    number: int
    stem: str
    at: datetime | None
    words: str
    verdict: str
    took: float | None
    usual: Half | None


@dataclass(frozen=True, slots=True)
class Flagged:
    """A rule that an attempt met: why, what else it may be, and the attempt that it is like, if one."""

    flag: Flag
    why: str
    instead: str
    like: Attempt | None


@dataclass(frozen=True, slots=True)
class Case:
    """One attempt as a reviewer sees it.

    `others` are the learner's other attempts at the same quiz, `class_size` counts those of everybody
    else, whose last answer came after `usual` seconds in the median.
    """

    entry: Entry
    others: tuple[Entry, ...]
    answers: tuple[Answer, ...]
    timeline: Timeline
    pace: Pace
    class_size: int
    usual: float | None
    flags: tuple[Flagged, ...]
    trail: tuple[Ruling, ...]

    @property
    def is_ruled(self) -> bool:
        """Whether somebody has decided on this very attempt."""
        return any(ruling.attempt_id == self.entry.attempt.pk for ruling in self.trail)

    @property
    def quickest(self) -> float | None:
        return min((answer.took for answer in self.answers if answer.took is not None), default=None)

    @property
    def slowest(self) -> float | None:
        return max((answer.took for answer in self.answers if answer.took is not None), default=None)


@dataclass(frozen=True, slots=True)
class Timing:
    """An answer's question, when it was given from the start of its attempt, and how long it took. Seconds."""

    attempt: int
    question: int
    offset: float
    took: float | None


def attempts_in(course: Course) -> QuerySet[Attempt]:
    """The attempts that were handed in at the quizzes of a course, the newest first."""
    attempts = Attempt.objects.finished().filter(quiz__course=course).select_related("learner", "quiz")
    return attempts.prefetch_related("flags").order_by("-finished_at", "-pk")


def entry(attempt: Attempt) -> Entry:
    assert attempt.finished_at is not None
    seconds = (attempt.finished_at - attempt.started_at).total_seconds()
    rules = tuple(flag.rule for flag in attempt.flags.all())
    return Entry(attempt, staff_name(attempt.learner), seconds, rules)


def around(attempts: QuerySet[Attempt], attempt: Attempt, count: int) -> list[Attempt]:
    """The stretch of `count` attempts in which this one stands, or would stand."""
    newer = attempts.filter(
        Q(finished_at__gt=attempt.finished_at) | Q(finished_at=attempt.finished_at, pk__gt=attempt.pk)
    )
    first = newer.count() // count * count
    return list(attempts[first : first + count])


def counts(attempts: QuerySet[Attempt]) -> dict[str, int]:
    """How many attempts there are in each state."""
    return attempts.order_by().aggregate(**{name: Count("pk", filter=state) for name, state in STATES.items()})


def state_of(attempt: Attempt) -> str:
    if attempt.is_excluded:
        return "excluded"
    if attempt.rulings.exists():
        return "kept"
    return "open" if attempt.flags.all() else "all"


def learners_in(course: Course) -> list[tuple[str, str]]:
    """Who has handed in an attempt: their key, as an address writes it, and name, in the order of names."""
    attempts = Attempt.objects.finished().filter(quiz__course=course)
    learners = User.objects.filter(pk__in=attempts.values("learner"))
    return sorted(((str(user.pk), staff_name(user)) for user in learners), key=lambda pair: pair[1].casefold())


def case(attempt: Attempt) -> Case:
    """Six queries, however many answers and classmates there are."""
    responses = list(attempt.responses.order_by("number"))
    others = list(
        attempts_in(attempt.quiz.course).filter(quiz=attempt.quiz_id, learner=attempt.learner_id).exclude(pk=attempt.pk)
    )
    mine = timings(Response.objects.filter(attempt__in=[attempt.pk, *(other.pk for other in others[:EARLIER])]))
    classmates = Attempt.objects.counted().filter(quiz=attempt.quiz_id).exclude(learner=attempt.learner_id)
    theirs = timings(Response.objects.filter(attempt__in=classmates))
    usual, rhythm = usual_times(theirs), typical(offsets(theirs).values())
    answers = tuple(answer(response, usual.get(response.question_id)) for response in responses)
    return Case(
        entry=entry(attempt),
        others=tuple(entry(other) for other in others),
        answers=answers,
        timeline=lanes([attempt, *others[:EARLIER]], offsets(mine), rhythm),
        pace=pace(
            [answer.number for answer in answers],
            {answer.number: answer.took for answer in answers if answer.took is not None},
            {row.number: usual[row.question_id] for row in responses if row.question_id in usual},
        ),
        class_size=len(offsets(theirs)),
        usual=rhythm[-1] if rhythm else None,
        flags=tuple(flagged(attempt)),
        trail=tuple(trail(attempt)),
    )


def flagged(attempt: Attempt) -> list[Flagged]:
    """Why the attempt was flagged. One query where it is like another."""
    flags = list(attempt.flags.all())
    named = {flag.figures["other"] for flag in flags if "other" in flag.figures}
    others = attempts_in(attempt.quiz.course).in_bulk(named) if named else {}
    return [
        Flagged(
            flag=flag,
            why=said(reason(flag.rule, flag.figures)),
            instead=said(instead(flag.rule, flag.figures)),
            like=others.get(flag.figures.get("other", 0)),
        )
        for flag in flags
    ]


def answer(response: Response, usual: Half | None) -> Answer:
    given = response.answer is not None and response.fraction is not None
    return Answer(
        number=response.number,
        stem=str(response.shown.get("stem", "")),
        at=response.answered_at,
        words=said(response.asked_by.in_words(response.shown, response.answer)) if response.answer is not None else "",
        verdict=Mark(response.fraction or 0.0).verdict if given else "",
        took=response.seconds,
        usual=usual,
    )


def timings(responses: QuerySet[Response]) -> list[Timing]:
    """Of the questions that were answered. One query."""
    rows = (
        responses.filter(answered_at__isnull=False)
        .order_by()
        .values_list("attempt", "question", "attempt__started_at", "first_seen_at", "answered_at")
    )
    return [
        Timing(attempt, question, (at - start).total_seconds(), max(0.0, (at - seen).total_seconds()) if seen else None)
        for attempt, question, start, seen, at in rows
        if at is not None
    ]


def usual_times(timings: Sequence[Timing]) -> dict[int, Half]:
    """How long the middle half took for each question."""
    took: dict[int, list[float]] = defaultdict(list)
    for timing in timings:
        if timing.took is not None:
            took[timing.question].append(timing.took)
    return {question: half for question, times in took.items() if (half := middle_half(times))}


def offsets(timings: Sequence[Timing]) -> dict[int, list[float]]:
    """When the answers of each attempt were given."""
    given: dict[int, list[float]] = defaultdict(list)
    for timing in timings:
        given[timing.attempt].append(timing.offset)
    return dict(given)


def lanes(attempts: Sequence[Attempt], mine: Mapping[int, list[float]], usual: Sequence[float]) -> Timeline:
    rows: list[tuple[int | None, Sequence[float]]] = [(row.number, mine.get(row.pk, [])) for row in attempts]
    return timeline([*rows, (None, usual)] if usual else rows)


def trail(attempt: Attempt) -> QuerySet[Ruling]:
    """Every decision on this learner's attempts in the course, the newest first."""
    rulings = Ruling.objects.filter(attempt__learner=attempt.learner_id, attempt__quiz__course=attempt.quiz.course_id)
    return rulings.select_related("by", "attempt__quiz")
