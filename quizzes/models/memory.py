from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import KeyPoint
from quizzes.models.attempt import Response
from quizzes.models.card import Card


class Rating(models.IntegerChoices):
    AGAIN = 1, _("Again")
    HARD = 2, _("Hard")
    GOOD = 3, _("Good")
    EASY = 4, _("Easy")


class MemoryQuerySet(models.QuerySet["Memory"]):
    def due(self, today: date) -> "MemoryQuerySet":
        return self.filter(due__lte=today, key_point__is_retired=False)


class Memory(models.Model):
    """One learner's memory of one key point: the FSRS state after its last review.

    `stability` is in days, `difficulty` in 1..10. `due` and `last_day` are learner-days (the local
    date minus the rollover hour). Rebuilt from its reviews at any time.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memories")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="memories")

    stability = models.FloatField(_("stability"))
    difficulty = models.FloatField(_("difficulty"))
    due = models.DateField(_("due"))
    last_day = models.DateField(_("last reviewed"))
    reps = models.PositiveIntegerField(_("reviews"), default=0)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)

    objects = MemoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "key_point"], name="one_memory_per_key_point")]
        indexes = [
            # what is due for a learner: review queue, forecast
            models.Index(fields=["learner", "due"], name="memory_due"),
        ]
        verbose_name = _("memory")
        verbose_name_plural = _("memories")

    def __str__(self) -> str:
        return f"{self.key_point}: {self.due}"


class ReviewQuerySet(models.QuerySet["Review"]):
    def standing(self) -> "ReviewQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Review(models.Model):
    """One time a learner recalled a key point, by card or by quiz. Never changed, only undone."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviews")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="reviews")
    card = models.ForeignKey(Card, models.SET_NULL, related_name="reviews", null=True, blank=True)
    response = models.OneToOneField(Response, models.SET_NULL, related_name="review", null=True, blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), choices=Rating)
    day = models.DateField(_("learner-day"))
    was_due = models.BooleanField(_("was due"), default=False)
    retrievability = models.FloatField(_("chance of recall beforehand"), null=True, blank=True)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)

    at = models.DateTimeField(_("at"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=4), name="rating_is_one_to_four"),
        ]
        indexes = [
            # the log of one memory: replay, undo
            models.Index(fields=["learner", "key_point", "at"], name="review_log"),
            # a learner's days: streak, calendar
            models.Index(fields=["learner", "day"], name="review_days"),
        ]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.key_point}: {self.get_rating_display()}"
