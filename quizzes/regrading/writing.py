"""A plan, written: many rows by few statements. The caller holds everything that is read here."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import astuple
from datetime import datetime
from typing import TypeVar

from django.db import models

from accounts.prepared import add
from content.models import Course
from quizzes.models import Attempt, LedgerEntry, Memory, Response, Review
from quizzes.regrading.memories import Relearn, Relog
from quizzes.regrading.plan import Plan, Verdict

Value = TypeVar("Value", bound=Hashable)

BATCH = 900
"""Rows of one statement: SQLite takes no more than 999 values on some machines."""


def carry_out(plan: Plan, verdict: Verdict, version: int, course: Course, now: datetime) -> None:
    """`version` is the one to which the answers belong from now on."""
    answers = Response.objects.filter(version__in=verdict.versions)
    for share, pks in by_value({one.response: one.after for one in plan.answers if one.before != one.after}):
        Response.objects.filter(pk__in=pks).update(fraction=share)
    answers.update(key=verdict.key, is_void=verdict.is_void, version=version)
    for (points, out_of), pks in by_value({one.attempt.pk: astuple(one.after) for one in plan.scores}):
        Attempt.objects.filter(pk__in=pks).update(score=points, max_score=out_of)
    for most, pks in by_value(dict(plan.ceilings)):
        Attempt.objects.filter(pk__in=pks).update(max_score=most)
    LedgerEntry.objects.correct(plan.points, course, now)
    relog(plan.log, now)
    relearn(plan.memories)


def by_value(values: Mapping[int, Value]) -> Iterator[tuple[Value, list[int]]]:
    """Each value with the rows that get it, in batches."""
    groups: dict[Value, list[int]] = defaultdict(list)
    for pk, value in values.items():
        groups[value].append(pk)
    for value, pks in groups.items():
        for first in range(0, len(pks), BATCH):
            yield value, pks[first : first + BATCH]


def relog(log: Iterable[Relog], now: datetime) -> None:
    for _none, pks in by_value({one.undone.pk: None for one in log if one.undone}):
        Review.objects.filter(pk__in=pks).update(undone_at=now)
    for _none, pks in by_value({one.revived.pk: None for one in log if one.revived}):
        Review.objects.filter(pk__in=pks).update(undone_at=None)
    add([again(one.model, one.rating) for one in log if one.rating and not one.revived])


def again(review: Review, rating: int) -> Review:
    """The same review with another rating, not yet saved."""
    new = copy(review)
    new.pk, new.rating, new.undone_at = None, rating, None
    new._state = models.base.ModelState()
    return new


def relearn(memories: Iterable[Relearn]) -> None:
    Memory.objects.keep(one.memory for one in memories if one.memory is not None)
    for one in memories:
        if one.after is None:
            Memory.objects.filter(learner=one.learner, key_point=one.key_point).delete()
