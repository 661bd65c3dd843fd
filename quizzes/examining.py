"""Looking at attempts that were handed in for what a reviewer should see. Flags are raised, nothing else is changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from accounts.prepared import Prepared
from content.models import Course
from quizzes.flagging import Answer, Sitting, Wrong, flags
from quizzes.models import Attempt, Flag, Limits, Response, Review

AT_ONCE = 200
"""Attempts that one look takes."""

BESIDE = 500
"""So many of the newest attempts of others is one compared with."""


def examine_new(now: datetime, count: int = AT_ONCE) -> int:
    """Examine attempts that nobody has looked at yet, the oldest first: flag them by the limits of their courses. How
    many.

    All is looked at before anything is held: it takes long, and on SQLite nobody else could write meanwhile.
    """
    waiting = Attempt.objects.finished().filter(is_examined=False).order_by("finished_at", "pk")
    attempts = list(waiting.select_related("quiz__course")[:count])
    mistakes = {quiz: mistakes_at(quiz) for quiz in {attempt.quiz_id for attempt in attempts}}
    limits = {course: Limits.of(course) for course in {attempt.quiz.course for attempt in attempts}}
    found = [
        (attempt, flags(sitting(attempt, mistakes[attempt.quiz_id]), limits[attempt.quiz.course]))
        for attempt in attempts
    ]
    with transaction.atomic():
        Flag.objects.raise_all(found, now)
        Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).update(is_examined=True)
    return len(attempts)


def examine_anew(course: Course) -> int:
    """Let attempts on which nobody has decided be examined again, as the limits are others. How many."""
    undecided = Attempt.objects.finished().filter(quiz__course=course, rulings=None)
    return Attempt.objects.filter(pk__in=undecided.values("pk")).update(is_examined=False)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The wrong answers of one attempt, in the order in which they were given."""

    attempt: int
    learner: int
    wrong: tuple[Wrong, ...]


def sitting(attempt: Attempt, mistakes: Sequence[Mistakes]) -> Sitting:
    """Five queries, however many attempts there are."""
    learner, course, begun = attempt.learner_id, attempt.quiz.course_id, attempt.started_at
    seen = {question for (question,) in SEEN.all(learner, begun)}
    earlier = EARLIER.all(learner, course, begun)
    ended: Any = attempt.finished_at
    return Sitting(
        answers=[answer(response, response.question_id in seen) for response in ANSWERED.all(attempt.pk)],
        share=percent(attempt.score, attempt.max_score),
        others=mistakes_of_others(attempt, mistakes),
        devices=[device for (device,) in DEVICES.all(learner, begun, ended)],
        earlier=[percent(score, most) for score, most, _at in earlier],
        studied=sum(n for (n,) in STUDIED.all(learner, course, earlier[-1][2], begun)) if earlier else 0,
    )


def answered(attempt: int) -> "QuerySet[Response]":
    given = Response.objects.filter(attempt_id=attempt, answered_at__isnull=False, answer__isnull=False)
    return given.order_by("answered_at", "number")


def finished_before(learner: int, moment: datetime) -> "QuerySet[Attempt]":
    return Attempt.objects.finished().filter(learner_id=learner, finished_at__lt=moment)


def seen_before(learner: int, moment: datetime) -> "QuerySet[Response, Any]":
    """The questions that the learner had answered by then."""
    given = Response.objects.filter(attempt__in=finished_before(learner, moment), answer__isnull=False)
    return given.order_by().values_list("question").distinct()


def earlier_in(learner: int, course: int, moment: datetime) -> "QuerySet[Attempt, Any]":
    before = finished_before(learner, moment).filter(quiz__course_id=course).order_by("finished_at")
    return before.values_list("score", "max_score", "finished_at")


def devices_meanwhile(learner: int, since: datetime, until: datetime) -> "QuerySet[Response, Any]":
    """Where all that the learner answered between came from, at other quizzes too, in order."""
    mine = Response.objects.filter(attempt__learner_id=learner, answered_at__range=(since, until))
    return mine.order_by("answered_at").values_list("device")


def studied(learner: int, course: int, since: datetime, until: datetime) -> "QuerySet[Review, Any]":
    """How many cards of the course the learner reviewed between; no row where none."""
    mine = Review.objects.filter(learner_id=learner, key_point__course_id=course, response=None).standing()
    count = mine.filter(at__range=(since, until)).order_by().values("learner").annotate(count=Count("pk"))
    return count.values_list("count")


ANSWERED, SEEN, EARLIER = Prepared(answered), Prepared(seen_before), Prepared(earlier_in)
DEVICES, STUDIED = Prepared(devices_meanwhile), Prepared(studied)


def answer(response: Response, seen_before: bool) -> Answer:
    text = " ".join(piece.text for piece in response.asked_by.pieces(response.shown, response.key))
    return Answer(len(text.split()), response.seconds, mistake(response), seen_before)


def mistake(response: Response) -> Wrong | None:
    if response.fraction is None or response.fraction >= 1:
        return None
    return wrong(response.question_id, response.answer)


def wrong(question: int, answer: object) -> Wrong:
    return question, json.dumps(answer, sort_keys=True, ensure_ascii=False)


def mistakes_at(quiz: int) -> list[Mistakes]:
    """Of the newest attempts at a quiz. Two queries."""
    finished = Attempt.objects.finished().filter(quiz=quiz).order_by("-finished_at")
    newest = dict(finished.values_list("pk", "learner")[: 2 * BESIDE])
    found: dict[int, list[Wrong]] = {pk: [] for pk in newest}
    made = Response.objects.filter(attempt__in=newest, fraction__lt=1, answer__isnull=False)
    in_order = made.order_by("answered_at", "number").values_list("attempt", "question", "answer")
    for pk, question, given in in_order:
        found[pk].append(wrong(question, given))
    return [Mistakes(pk, learner, tuple(found[pk])) for pk, learner in newest.items()]


def mistakes_of_others(attempt: Attempt, mistakes: Sequence[Mistakes]) -> dict[int, list[Wrong]]:
    """The wrong answers of other learners, by attempt; of the newest attempts that have some."""
    theirs = [one for one in mistakes if one.learner != attempt.learner_id][:BESIDE]
    return {one.attempt: list(one.wrong) for one in theirs if one.wrong}


def percent(score: object, most: object) -> int:
    return round(100 * float(score or 0) / (float(most or 0) or 1))  # type: ignore[arg-type]
