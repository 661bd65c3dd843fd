from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import Course, Lesson
from quizzes.models.attempt import Attempt
from quizzes.models.memory import Review


class Source(models.TextChoices):
    READING = "reading", _("Paragraphs read")
    CARD = "card", _("Card recalled on its day")
    QUIZ = "quiz", _("Quiz")


class LedgerEntry(models.Model):
    """Points that a learner was given in a course, or that were taken back. Never changed.

    `counts_at` is when they were earned (a correction counts when its attempt did), `written_at`
    when this row was written.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="ledger")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ledger")
    source = models.CharField(_("for"), max_length=8, choices=Source)
    points = models.IntegerField(_("points"))
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="ledger", null=True, blank=True)
    review = models.ForeignKey(Review, models.CASCADE, related_name="ledger", null=True, blank=True)
    lesson = models.ForeignKey(Lesson, models.SET_NULL, related_name="ledger", null=True, blank=True)

    counts_at = models.DateTimeField(_("counts at"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(points=0), name="ledger_entry_is_not_empty")]
        indexes = [
            # the board of a course and a period
            models.Index(fields=["course", "counts_at"], name="ledger_of_course"),
        ]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")

    def __str__(self) -> str:
        return f"{self.points:+} {self.get_source_display()}"


class Decision(models.TextChoices):
    KEEP = "keep", _("Keep")
    EXCLUDE = "exclude", _("Exclude")
    RESTORE = "restore", _("Restore")


class Ruling(models.Model):
    """A reviewer's decision on an attempt, with its reason. Never changed; the newest holds."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="rulings")
    decision = models.CharField(_("decision"), max_length=8, choices=Decision)
    reason = models.CharField(_("reason, shown to the learner"), max_length=300)
    note = models.TextField(_("note for reviewers"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="rulings")
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.attempt}"
