"""What learners did in a period besides earning points, for the rows of a board."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, DateField, DateTimeField, Field, Q, QuerySet, Value
from django.db.models.functions import Cast

from accounts.http import User
from content.models import Course
from quizzes.models import LedgerEntry, Rating, Review, Source
from quizzes.periods import Span
from quizzes.scheduling import learner_day


@dataclass(slots=True)
class Study:
    """What one learner did in a period, besides earning points."""

    days: set[date] = field(default_factory=set)
    reviews: int = 0
    recalled: int = 0

    @property
    def recall(self) -> int | None:
        return round(100 * self.recalled / self.reviews) if self.reviews else None


def studied(course: Course, days: Span, people: Mapping[int, User]) -> dict[int, Study]:
    """On which days these people studied, and how much they recalled. One query."""
    study: dict[int, Study] = defaultdict(Study)
    found = reviews_by_day(course, days, people).union(without_review(course, days, people), all=True)
    for learner, day, at, reviews, recalled in found:
        # Reading, and questions without a key point, leave no review.
        on = day or learner_day(at, people[learner].zone)
        if days.holds(on):
            study[learner].days.add(on)
            study[learner].reviews += reviews
            study[learner].recalled += recalled
    return study


def reviews_by_day(course: Course, days: Span, people: Collection[int]) -> QuerySet[Any, Any]:
    """Learner, day, no moment, and how many reviews there were on it, and of them how many recalled."""
    reviews = Review.objects.standing().filter(key_point__course=course, learner__in=people).order_by()
    if days.first and days.last:
        reviews = reviews.filter(day__range=(days.first, days.last))
    by_day = reviews.values("learner", "day").annotate(
        moment=nothing(DateTimeField()), all=Count("pk"), known=Count("pk", filter=Q(rating__gte=Rating.HARD))
    )
    return by_day.values_list("learner", "day", "moment", "all", "known")


def without_review(course: Course, days: Span, people: Collection[int]) -> QuerySet[Any, Any]:
    """In the same columns: the moments at which something else was earned."""
    entries = LedgerEntry.objects.filter(course=course, learner__in=people, source__in=[Source.READING, Source.QUIZ])
    moments: QuerySet[Any, Any] = entries.counting(days.since, days.until).order_by()
    moments = moments.annotate(on=nothing(DateField()), all=Value(0), known=Value(0))
    return moments.values_list("learner", "on", "counts_at", "all", "known")


def nothing(kind: Field[Any, Any]) -> Cast:
    """Of the kind that the other half of a union has there; PostgreSQL asks for it."""
    return Cast(Value(None), kind)
