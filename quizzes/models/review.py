from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import KeyPoint
from quizzes import scheduling
from quizzes.models.card import Card
from quizzes.models.response import Response

if TYPE_CHECKING:
    from quizzes.models.memory import Memory


class Rating(models.IntegerChoices):
    AGAIN = 1, _("Again")
    HARD = 2, _("Hard")
    GOOD = 3, _("Good")
    EASY = 4, _("Easy")


@dataclass(frozen=True, slots=True)
class Recall:
    """How well a key point was recalled, and by what: a card, a quiz response, or a check while reading."""

    key_point: KeyPoint
    rating: int
    card: Card | None = None
    response: Response | None = None
    seconds: float | None = None
    in_lesson: bool = False


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, learner: User) -> "ReviewQuerySet":
        return self.filter(learner_id=learner.pk)

    def standing(self) -> "ReviewQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Review(models.Model):
    """One time a learner recalled a key point, by card, by quiz or while reading. Never changed, only undone.

    `was_due` says that it was to be asked and not yet tried on that day, so that one day gives one chance;
    `retrievability` is empty at the first review of a key point. `retention` is what the learner wanted
    then, so that the log alone tells the due day.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviews")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="reviews")
    card = models.ForeignKey(Card, models.SET_NULL, related_name="reviews", null=True, blank=True)
    response = models.ForeignKey(Response, models.SET_NULL, related_name="reviews", null=True, blank=True)
    in_lesson = models.BooleanField(_("while reading"), default=False)
    rating = models.PositiveSmallIntegerField(_("rating"), choices=Rating)
    day = models.DateField(_("learner-day"))
    was_due = models.BooleanField(_("was due"), default=False)
    retrievability = models.FloatField(_("chance of recall beforehand"), null=True, blank=True)
    retention = models.FloatField(_("chance of recall wanted"), default=scheduling.RETENTION)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)

    at = models.DateTimeField(_("at"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=4), name="rating_is_one_to_four"),
            # marked again, an answer has a new review beside the old one, which is undone
            models.UniqueConstraint(
                fields=["response"], condition=Q(undone_at=None), name="one_standing_review_per_answer"
            ),
        ]
        indexes = [
            # the log of one memory: replay, undo
            models.Index(fields=["learner", "key_point", "at"], name="review_log"),
            # a learner's days and what was done on them: streak, calendar, true retention, the session of today;
            # all from the index alone
            models.Index(
                fields=["learner", "day", "was_due", "rating", "seconds"],
                condition=Q(undone_at=None),
                name="review_days",
            ),
        ]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.key_point}: {self.get_rating_display()}"

    @classmethod
    def of_recall(cls, learner: User, recall: Recall, memory: "Memory | None", today: date, now: datetime) -> "Review":
        return cls(
            learner_id=learner.pk,
            key_point=recall.key_point,
            card=recall.card,
            response=recall.response,
            in_lesson=recall.in_lesson,
            rating=recall.rating,
            day=today,
            was_due=memory is not None and memory.asked_from <= today and memory.last_day < today,
            retrievability=memory.recall(today, learner.weights) if memory else None,
            retention=learner.desired_retention,
            seconds=recall.seconds,
            at=now,
        )

    @property
    def recalled(self) -> bool:
        return self.rating > Rating.AGAIN

    @transaction.atomic
    def undo(self, now: datetime) -> "Memory | None":
        """Take it back: it stays in the log, and the memory is as if it had not been. Twice is once."""
        Review.objects.filter(pk=self.pk, undone_at=None).update(undone_at=now)
        self.refresh_from_db(fields=["undone_at"])
        return self.key_point.memories.rebuild(self.learner, self.key_point)
