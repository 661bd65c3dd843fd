"""Plans of a learner: exams; and breaks, with what setting, changing or taking one back does to the days of asking."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.http import User
from quizzes.breaks import Break, asked_from
from quizzes.models import Absence, Exam, Memory

Days = tuple[date, date]


@transaction.atomic
def set_break(learner: User, absence: Absence, first: date, last: date, today: date) -> Absence:
    """Plan a break, or change one that was planned."""
    before = () if absence.pk is None else tuple(Absence.objects.filter(pk=absence.pk).values_list("first", "last"))
    absence.learner_id, absence.first, absence.last, absence.planned = learner.pk, first, last, today
    absence.save()
    move_days(learner, before)
    return absence


@transaction.atomic
def cancel_break(learner: User, absence: Absence) -> None:
    """As if it had not been planned. What was asked before it stays reviewed."""
    days = (absence.first, absence.last)
    absence.delete()
    move_days(learner, [days])


def move_days(learner: User, former: Iterable[Days]) -> None:
    """Set anew from when each memory is asked whose due day lies in a break, or in the `former` days."""
    breaks = Memory.objects.hold(learner)
    days = [*former, *((one.first, one.last) for one in breaks)]
    concerned = Memory.objects.of(learner).filter(within(days)) if days else Memory.objects.none()
    moved = [memory for memory in concerned.iterator() if shift(memory, breaks)]
    Memory.objects.bulk_update(moved, ["asked_from"], batch_size=500)


def within(days: Iterable[Days]) -> Q:
    found = Q()
    for first, last in days:
        found |= Q(due__range=(first, last))
    return found


def shift(memory: Memory, breaks: tuple[Break, ...]) -> bool:
    """Whether it is asked from another day now."""
    before = memory.asked_from
    memory.asked_from = asked_from(memory.due, memory.last_day, breaks)
    return memory.asked_from != before


@transaction.atomic
def set_exam(exam: Exam, day: date, lessons: Collection[int]) -> None:
    """Plan an exam, or change one, that asks these lessons of its course; all of it when there are none."""
    exam.day, exam.is_whole = day, not lessons
    exam.save()
    exam.lessons.set(lessons)
