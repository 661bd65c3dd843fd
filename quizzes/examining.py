"""Looking at attempts that were handed in for what a reviewer should see. Flags are raised, nothing else is changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from content.models import Course
from quizzes.flagging import Answer, Sitting, Wrong, flags
from quizzes.models import Attempt, Flag, Limits, Response, Review

AT_ONCE = 200
"""Attempts that one look takes."""

BESIDE = 500
"""So many of the newest attempts of others is one compared with."""


def examine_new(now: datetime, count: int = AT_ONCE) -> int:
    """Examine attempts that nobody has looked at yet, the oldest first. How many."""
    waiting = Attempt.objects.finished().filter(is_examined=False).order_by("finished_at", "pk")
    found = list(waiting.select_related("quiz__course")[:count])
    mistakes = {quiz: mistakes_at(quiz) for quiz in {attempt.quiz_id for attempt in found}}
    for attempt in found:
        examine(attempt, now, mistakes[attempt.quiz_id])
    return len(found)


def examine(attempt: Attempt, now: datetime, mistakes: "Sequence[Mistakes]") -> None:
    """Flag an attempt by the limits of its course; `mistakes` are those made at its quiz.

    All is looked at before anything is held: it takes long, and on SQLite nobody else could write meanwhile.
    """
    found = flags(sitting(attempt, mistakes), Limits.of(attempt.quiz.course))
    with transaction.atomic():
        Flag.objects.raise_all(attempt, found, now)
        Attempt.objects.filter(pk=attempt.pk).update(is_examined=True)


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
    answered = attempt.responses.filter(answered_at__isnull=False, answer__isnull=False)
    responses = list(answered.order_by("answered_at", "number"))
    before = Attempt.objects.finished().filter(learner=attempt.learner_id, finished_at__lt=attempt.started_at)
    in_course = before.filter(quiz__course=attempt.quiz.course_id).order_by("finished_at")
    seen = set(Response.objects.filter(attempt__in=before, answer__isnull=False).values_list("question", flat=True))
    earlier = list(in_course.values_list("score", "max_score", "finished_at"))
    return Sitting(
        answers=[answer(response, response.question_id in seen) for response in responses],
        share=percent(attempt.score, attempt.max_score),
        others=mistakes_of_others(attempt, mistakes),
        devices=devices_meanwhile(attempt),
        earlier=[percent(score, most) for score, most, _at in earlier],
        studied=studied(attempt, earlier[-1][2] if earlier else None),
    )


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


def devices_meanwhile(attempt: Attempt) -> list[str]:
    """Where all that the learner answered from beginning to end came from, at other quizzes too, in order."""
    period = (attempt.started_at, attempt.finished_at)
    mine = Response.objects.filter(attempt__learner=attempt.learner_id, answered_at__range=period)
    return list(mine.order_by("answered_at").values_list("device", flat=True))


def studied(attempt: Attempt, since: datetime | None) -> int:
    if since is None:
        return 0
    course = attempt.quiz.course_id
    mine = Review.objects.filter(learner=attempt.learner_id, key_point__course=course, response=None).standing()
    return mine.filter(at__range=(since, attempt.started_at)).count()


def percent(score: object, most: object) -> int:
    return round(100 * float(score or 0) / (float(most or 0) or 1))  # type: ignore[arg-type]
