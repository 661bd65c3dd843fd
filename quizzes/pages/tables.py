"""The class as tables for a spreadsheet, keyed by numbers that stay: of people, key points, quizzes and so on."""

from collections.abc import Callable, Iterator
from datetime import datetime

from content.models import Course, Membership
from quizzes.models import Attempt, Memory, Review
from quizzes.pages.names import staff_name

Line = tuple[object, ...]


def learners(course: Course) -> Iterator[Line]:
    yield ("learner", "name", "role", "joined", "left")
    members = Membership.objects.filter(course=course).select_related("user").order_by("user")
    for one in members.iterator():
        yield (one.user_id, staff_name(one.user), one.role, moment(one.joined_at), moment(one.left_at))


def memories(course: Course) -> Iterator[Line]:
    yield ("learner", "key_point", "label", "stability_days", "difficulty", "last_day", "due", "reviews", "lapses")
    rows = Memory.objects.filter(key_point__course=course).order_by("learner", "key_point")
    fields = (
        "learner",
        "key_point",
        "key_point__label",
        "stability",
        "difficulty",
        "last_day",
        "due",
        "reps",
        "lapses",
    )
    yield from rows.values_list(*fields).iterator()


def attempts(course: Course) -> Iterator[Line]:
    yield ("attempt", "learner", "quiz", "title", "number", "started", "handed_in", "score", "out_of", "excluded")
    rows = Attempt.objects.finished().filter(quiz__course=course).select_related("quiz").order_by("pk")
    for one in rows.iterator():
        yield (
            one.pk,
            one.learner_id,
            one.quiz_id,
            one.quiz.title,
            one.number,
            moment(one.started_at),
            moment(one.finished_at),
            one.score,
            one.max_score,
            int(one.is_excluded),
        )


def reviews(course: Course) -> Iterator[Line]:
    yield ("review", "learner", "key_point", "by", "rating", "day", "at", "was_due", "seconds")
    rows = Review.objects.standing().filter(key_point__course=course).order_by("pk")
    for one in rows.iterator():
        by = "quiz" if one.response_id else "card"
        at, due = moment(one.at), int(one.was_due)
        yield (one.pk, one.learner_id, one.key_point_id, by, one.rating, one.day, at, due, one.seconds)


TABLES: dict[str, Callable[[Course], Iterator[Line]]] = {
    "learners": learners,
    "memories": memories,
    "attempts": attempts,
    "reviews": reviews,
}


def moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def cell(value: object) -> object:
    """As a spreadsheet shows it: words that begin as a formula does are no formula."""
    words = "" if value is None else str(value)
    return f"'{words}" if isinstance(value, str) and words[:1] in "=+-@\t\r" and words else words
