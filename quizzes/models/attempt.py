from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.question import Question
from quizzes.models.quiz import Quiz


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def finished(self) -> "AttemptQuerySet":
        return self.filter(finished_at__isnull=False)

    def counted(self) -> "AttemptQuerySet":
        """Finished and not excluded from the boards."""
        return self.finished().filter(is_excluded=False)


class Attempt(models.Model):
    """One learner's go at one quiz. Its rules are those of the moment it began."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="attempts")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    rules: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("rules"))

    started_at = models.DateTimeField(_("started"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    finished_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2, null=True, blank=True)
    max_score = models.DecimalField(_("out of"), max_digits=7, decimal_places=2)
    is_excluded = models.BooleanField(_("excluded from the boards"), default=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "learner", "number"], name="attempt_number_once_per_learner"),
            # two tabs cannot begin two attempts
            models.UniqueConstraint(
                fields=["quiz", "learner"], condition=Q(finished_at=None), name="one_open_attempt_per_quiz"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, score=None) | Q(finished_at__isnull=False, score__isnull=False),
                name="attempt_finished_has_score",
            ),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=F("max_score")), name="score_within_range"),
        ]
        indexes = [
            # the attempts of one learner: results, progress, settling of points
            models.Index(fields=["learner", "quiz", "finished_at"], name="attempt_of_learner"),
        ]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.quiz}, {self.number}"


class Response(models.Model):
    """One question of an attempt, as this learner saw it, and what they answered."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses")
    number = models.PositiveSmallIntegerField(_("question"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="responses")
    kind = models.CharField(_("kind"), max_length=20)
    shown: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what was shown"))
    key: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what was right"))
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)

    answer: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(
        _("answer"), null=True, blank=True
    )
    fraction = models.FloatField(_("share of the points"), null=True, blank=True)
    is_flagged = models.BooleanField(_("flagged"), default=False)
    first_seen_at = models.DateTimeField(_("first seen"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="response_number_once_per_attempt"),
            models.CheckConstraint(
                condition=Q(answered_at=None, fraction=None)
                | Q(answered_at__isnull=False, fraction__gte=0, fraction__lte=1),
                name="answered_response_is_marked",
            ),
        ]
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return f"{self.attempt}, {self.number}"
