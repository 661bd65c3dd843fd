"""One learner of a class, for those who teach it: what they know, took and reviewed. Their notes stay their own."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from accounts.http import User
from content.models import Course
from quizzes.models import Attempt, Review
from quizzes.pages.classroom import Heading, Pupil, headings, phases_of_class, points_of, pupils
from quizzes.pages.progress import PHASES

REVIEWS = 40
"""On a page of the log."""


@dataclass(frozen=True, slots=True)
class PupilPage:
    """`headings` hold for this learner alone, so each key point has a single phase."""

    pupil: Pupil
    headings: tuple[Heading, ...]
    attempts: tuple[Attempt, ...]
    reviews: Page[Review]

    @property
    def counts(self) -> list[tuple[str, int]]:
        found: Counter[str] = Counter()
        for heading in self.headings:
            for known in heading.known:
                found.update(known.phases)
        return [(phase, found[phase]) for phase in PHASES]


def pupil_page(course: Course, person: User, now: datetime, number: str | int = 1) -> PupilPage:
    """Ten queries, however much they did. `person` comes from classroom.learners_of."""
    points = points_of(course)
    phases = phases_of_class([person], points, now)
    attempts = Attempt.objects.finished().filter(quiz__course=course, learner=person.pk).select_related("quiz")
    reviews = Review.objects.of(person).standing().filter(key_point__course=course).order_by("-at", "-pk")
    (pupil,) = pupils(course, [person], phases, now)
    return PupilPage(
        pupil=pupil,
        headings=headings(points, [person], phases),
        attempts=tuple(attempts.order_by("-finished_at", "-pk")),
        reviews=Paginator(reviews.select_related("key_point"), REVIEWS).get_page(number),
    )
