"""The lessons of a new edition continue those of the one before it."""

from collections.abc import Sequence

from django.db.models import F

from content.models import Course, KeyPoint, Lesson
from content.tracing import Trace

NUMBERS_APART = 10_000
"""Added to the numbers of a course's lessons while they are dealt out anew, so that no two meet."""


def renew_lessons(
    course: Course, rows: Sequence[Lesson], planned: Sequence[Lesson], traced: Trace
) -> tuple[list[Lesson], dict[int, int]]:
    """The planned lessons in the rows of those that they continue, so that their addresses, quizzes and readers
    stay; and which row goes, with the one in its place. All lessons of the course are numbered anew.
    """
    pairs = continued(rows, planned, traced)
    for place, row in pairs.items():
        planned[place].pk = rows[row].pk
    left = [row for number, row in enumerate(rows) if number not in pairs.values()]
    others = list(course.lessons.exclude(pk__in=[row.pk for row in rows]).order_by("number"))
    first = rows[0].number if rows else len(others) + 1
    before = [lesson for lesson in others if lesson.number < first]
    after = [lesson for lesson in others if lesson.number >= first]
    course.lessons.update(number=F("number") + NUMBERS_APART)
    for number, lesson in enumerate([*before, *planned, *after, *left], start=1):
        lesson.number = number
    for lesson in planned:
        lesson.save()
    Lesson.objects.bulk_update([*before, *after, *left], ["number"])
    return list(planned), {row.pk: planned[heir(row, planned, traced)].pk for row in left}


def continued(rows: Sequence[Lesson], planned: Sequence[Lesson], traced: Trace) -> dict[int, int]:
    """Place of a planned lesson -> place of the one it continues: by shared paragraphs, then by their order."""
    shares = [
        (shared(row, plan, traced), -abs(r - p), p, r) for p, plan in enumerate(planned) for r, row in enumerate(rows)
    ]
    pairs: dict[int, int] = {}
    for _share, _near, plan_place, row_place in sorted(shares, reverse=True):
        if plan_place not in pairs and row_place not in pairs.values():
            pairs[plan_place] = row_place
    return pairs


def shared(row: Lesson, plan: Lesson, traced: Trace) -> int:
    """How many paragraphs of a lesson stand in another now."""
    numbers = (traced.paragraphs.get(number, 0) for number in range(row.first_paragraph, row.last_paragraph + 1))
    return sum(plan.first_paragraph <= number <= plan.last_paragraph for number in numbers)


def heir(row: Lesson, planned: Sequence[Lesson], traced: Trace) -> int:
    """The place of the planned lesson that holds most of a lesson that goes; else the last."""
    return max(range(len(planned)), key=lambda place: (shared(row, planned[place], traced), place))


def close_lessons(closed: dict[int, int]) -> None:
    """What is retired moves over; nothing else stands on them any more."""
    for old, new in closed.items():
        KeyPoint.objects.filter(lesson=old).update(lesson=new)
    Lesson.objects.filter(pk__in=closed).delete()
