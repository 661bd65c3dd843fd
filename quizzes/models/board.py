from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from accounts.prepared import add
from content.models import Course, Lesson
from quizzes.models.append_only import AppendOnly, AppendOnlyQuerySet, WrittenOnce
from quizzes.models.attempt import Attempt, AttemptQuerySet, Response
from quizzes.models.quiz import Quiz
from quizzes.models.reading import Reading
from quizzes.models.review import Rating, Review
from quizzes.models.standing import Board, count_in
from quizzes.points import CARD, PARAGRAPH, contributions, of_attempt


class Source(models.TextChoices):
    READING = "reading", _("Paragraphs read")
    CARD = "card", _("Card recalled on its day")
    QUIZ = "quiz", _("Quiz")


class LedgerQuerySet(AppendOnlyQuerySet["LedgerEntry"]):
    def counting(self, since: datetime | None, until: datetime | None) -> "LedgerQuerySet":
        """Entries that count from `since` on and before `until`; None leaves that end open."""
        entries = self
        if since is not None:
            entries = entries.filter(counts_at__gte=since)
        if until is not None:
            entries = entries.filter(counts_at__lt=until)
        return entries

    @transaction.atomic
    def settle(self, learner: User, quiz: Quiz, now: datetime) -> None:
        """Bring what the ledger holds for each attempt of this learner at this quiz to what it is worth now."""
        self.level(self.weigh(Attempt.objects.of(learner).filter(quiz=quiz)), quiz, now)

    def weigh(self, attempts: AttemptQuerySet) -> AttemptQuerySet:
        """Each with what it is worth and what the ledger holds for it.

        Locked, so that a ruling and a hand-in at the same moment cannot both write the difference.
        """
        locked = weighed(attempts.select_for_update(of=("self",)))
        return locked.annotate(points=held("points"), times=held("attempts")).order_by()

    def level(self, weighed: Iterable[Attempt], quiz: Quiz, now: datetime) -> None:
        """As `settle`, of all attempts of one learner at one quiz that `weigh` gave."""
        finished = [(attempt.finished_at, attempt.number, attempt) for attempt in weighed if attempt.finished_at]
        attempts = [attempt for *_, attempt in sorted(finished)]
        worth = [None if attempt.is_excluded else worth_of(attempt) for attempt in attempts]
        # Of many attempts few change by one more.
        changed = [
            (attempt, points - attempt.points, int(not attempt.is_excluded) - attempt.times)  # type: ignore[attr-defined]
            for attempt, points in zip(attempts, contributions(worth, quiz.counts), strict=True)
        ]
        self.bulk_create(
            LedgerEntry(
                course=quiz.course,
                learner_id=attempt.learner_id,
                source=Source.QUIZ,
                points=points,
                attempts=times,
                attempt=attempt,
                counts_at=attempt.finished_at,  # type: ignore[misc]  # finished() has seen to it
                written_at=now,
            )
            for attempt, points, times in changed
            if points or times
        )

    def correct(self, differences: "Iterable[tuple[Attempt, int]]", course: Course, now: datetime) -> None:
        """Add points to what the ledger holds for attempts at quizzes of one course, or take some back."""
        self.bulk_create(
            LedgerEntry(
                course=course,
                learner_id=attempt.learner_id,
                source=Source.QUIZ,
                points=points,
                attempt=attempt,
                counts_at=attempt.finished_at,  # type: ignore[misc]  # only of what was handed in
                written_at=now,
            )
            for attempt, points in differences
        )

    def bulk_create(  # type: ignore[override]  # nothing is asked of it but to write them
        self, objs: "Iterable[LedgerEntry]"
    ) -> "list[LedgerEntry]":
        """The one door to the ledger: what comes in is counted on the boards in the same transaction."""
        by_course: dict[Course, list[LedgerEntry]] = defaultdict(list)
        for entry in objs:
            by_course[entry.course].append(entry)
        written: list[LedgerEntry] = []
        with transaction.atomic(savepoint=False):
            for course, entries in sorted(by_course.items(), key=lambda pair: pair[0].pk):
                boards = Board.objects.held(course, entries)
                written += add(entries)
                count_in(boards, course, entries)
        return written

    def create(self, **values: Any) -> "LedgerEntry":
        return self.bulk_create([LedgerEntry(**values)])[0]

    def credit_reading(self, reading: Reading, paragraphs: int, now: datetime) -> "LedgerEntry | None":
        """Points for `paragraphs` paragraphs that this learner had not read before."""
        if paragraphs <= 0:
            return None
        return self.create(
            course=reading.lesson.course,
            learner_id=reading.learner_id,
            source=Source.READING,
            points=PARAGRAPH * paragraphs,
            lesson_id=reading.lesson_id,
            counts_at=now,
            written_at=now,
        )

    def credit_review(self, review: Review, now: datetime, held: int | None = None) -> "LedgerEntry | None":
        """Points for a card recalled when it was due. An answer in a quiz earns by its attempt instead.

        `held` is what it earned before; 0 of a review that was just written, None to look it up.
        """
        recalled = review.was_due and review.rating >= Rating.HARD
        if not recalled or review.response_id is not None or review.undone_at is not None:
            return None
        return self._level_review(review, CARD, now, held=held)

    def revoke_review(self, review: Review, now: datetime) -> "LedgerEntry | None":
        """Take back what a review earned."""
        return self._level_review(review, 0, now)

    @transaction.atomic
    def _level_review(
        self, review: Review, wanted: int, now: datetime, held: int | None = None
    ) -> "LedgerEntry | None":
        if held is None:
            held = self.filter(review=review).aggregate(all=Sum("points", default=0))["all"]
        missing = wanted - held
        if not missing:
            return None
        return self.create(
            course=review.key_point.course,
            learner_id=review.learner_id,
            source=Source.CARD,
            points=missing,
            review=review,
            counts_at=review.at,
            written_at=now,
        )


def held(what: str) -> Coalesce:
    """Of each attempt: the points that the ledger holds for it, or how often it counts there."""
    entries = LedgerEntry.objects.filter(attempt=OuterRef("pk")).order_by().values("attempt")
    return Coalesce(Subquery(entries.annotate(all=Sum(what)).values("all")), 0)


def weighed(attempts: AttemptQuerySet) -> AttemptQuerySet:
    """Each with the sum of what its answers are worth, for `worth_of`."""
    marks = Response.objects.counting().filter(attempt=OuterRef("pk")).order_by().values("attempt")
    return attempts.annotate(marks=Coalesce(Subquery(marks.annotate(all=Sum("fraction")).values("all")), 0.0))


def worth_of(attempt: Attempt) -> int:
    """What a weighed attempt is worth by itself, before the best one is sought."""
    return of_attempt([attempt.marks])  # type: ignore[attr-defined]  # annotated


class LedgerEntry(AppendOnly):
    """Points that a learner was given in a course, or that were taken back. Never changed.

    `attempts` is 1 where an attempt begins to count, -1 where it was excluded: of equal points the fewer attempts stand
    higher. `counts_at` is when they were earned (a correction counts when its attempt did), `written_at`
    when this row was written.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="ledger")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ledger", db_index=False)
    source = models.CharField(_("for"), max_length=8, choices=Source)
    points = models.IntegerField(_("points"))
    attempts = models.SmallIntegerField(_("attempts"), default=0)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="ledger", null=True, blank=True)
    review = models.ForeignKey(Review, models.CASCADE, related_name="ledger", null=True, blank=True)
    lesson = models.ForeignKey(Lesson, models.SET_NULL, related_name="ledger", null=True, blank=True)

    counts_at = models.DateTimeField(_("counts at"))
    written_at = models.DateTimeField(_("written"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(points=0, attempts=0), name="ledger_entry_is_not_empty")]
        indexes = [
            # the board of a course and a period, when it is filled
            models.Index(fields=["course", "counts_at", "learner", "points"], name="ledger_of_course"),
            # what the people on a page of a board did, and where somebody earned points last
            models.Index(fields=["learner", "course", "counts_at"], name="ledger_of_learner"),
        ]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")

    def __str__(self) -> str:
        return f"{self.points:+} {self.get_source_display()}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Entries come in by `bulk_create` alone."""
        raise WrittenOnce(type(self).__name__)

    @property
    def quiz_id(self) -> int | None:
        return self.attempt.quiz_id if self.attempt else None
