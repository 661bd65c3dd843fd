"""What learners did in a period besides earning points, for the rows of a board."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q

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
    """On which days these people studied, and how much they recalled. Two queries."""
    study: dict[int, Study] = defaultdict(Study)
    for learner, day, reviews, recalled in reviews_by_day(course, days, people):
        study[learner].days.add(day)
        study[learner].reviews += reviews
        study[learner].recalled += recalled
    # Reading, and questions without a key point, leave no review.
    for learner, at in without_review(course, days, people):
        if days.holds(day := learner_day(at, people[learner].zone)):
            study[learner].days.add(day)
    return study


def reviews_by_day(course: Course, days: Span, people: Collection[int]) -> Iterable[tuple[int, date, int, int]]:
    reviews = Review.objects.standing().filter(key_point__course=course, learner__in=people).order_by()
    if days.first and days.last:
        reviews = reviews.filter(day__range=(days.first, days.last))
    return reviews.values_list("learner", "day").annotate(
        Count("pk"), known=Count("pk", filter=Q(rating__gte=Rating.HARD))
    )


def without_review(course: Course, days: Span, people: Collection[int]) -> Iterable[tuple[int, datetime]]:
    entries = LedgerEntry.objects.filter(course=course, learner__in=people, source__in=[Source.READING, Source.QUIZ])
    return entries.counting(days.since, days.until).order_by().values_list("learner", "counts_at")
