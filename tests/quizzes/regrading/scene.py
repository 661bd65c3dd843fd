"""A quiz that several learners took, and everything that a regrade may touch, as plain values."""

from datetime import timedelta
from random import Random

from django.db.models import Sum

from quizzes.finishing import finish
from quizzes.models import Attempt, LedgerEntry, Memory, Response

A, B, C = ({"answer": [f"k{n}"]} for n in (1, 2, 3))
"""B is right by the factory's key."""

MINUTE = timedelta(minutes=1)


def take(quiz, learner, now, *posted, hand_in=True) -> Attempt:
    """None leaves a question open."""
    attempt = quiz.begin(learner, now, Random(1))
    for number, form in enumerate(posted, start=1):
        if form is not None:
            attempt.answer(number, form, now)
    if hand_in:
        finish(attempt, now + MINUTE)
    return attempt


def snapshot() -> dict[str, dict]:
    """What a regrade may change, by what it is."""
    entries = LedgerEntry.objects.filter(attempt__isnull=False).order_by()
    return {
        "answers": {
            response.pk: (response.fraction, not response.is_void, response.version_id, str(response.key))
            for response in Response.objects.all()
        },
        "scores": {one.pk: (one.score, one.max_score) for one in Attempt.objects.all()},
        "points": {pk: points for pk, points in entries.values_list("attempt").annotate(Sum("points")) if points},
        "memories": {(one.learner_id, one.key_point_id): one.state for one in Memory.objects.all()},
    }


def differences(before: dict, after: dict, what: str) -> dict:
    """By key: before and after; None where there was or is nothing."""
    keys = before[what].keys() | after[what].keys()
    pairs = {key: (before[what].get(key), after[what].get(key)) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
