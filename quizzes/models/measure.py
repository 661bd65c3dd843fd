from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from quizzes.kinds.base import Message
from quizzes.models.question import QuestionVersion, Status
from quizzes.models.quiz import Quiz
from quizzes.suspicion import TITLES
from quizzes.wording import said

AGAIN = 1.5
"""What was left as it is comes up again when it has so many times as many answers."""

LEFT = Q(left_n__isnull=False, n__lt=F("left_n") * AGAIN)


class MeasureQuerySet(models.QuerySet["Measure"]):
    def suspicious(self) -> "MeasureQuerySet":
        """Those with something against them, of questions in use as they are now."""
        current = Q(version__number=F("version__question__version"), version__question__status=Status.APPROVED)
        return self.filter(current).exclude(findings=[])

    def left(self) -> "MeasureQuerySet":
        """Left as they are, until more answers come."""
        return self.filter(LEFT)

    def to_fix(self) -> "MeasureQuerySet":
        """Suspicious, and nobody has left them as they are."""
        return self.suspicious().exclude(LEFT)

    def keep(self, rows: "Iterable[Measure]") -> "list[Measure]":
        """Measured anew; what was decided about them stays."""
        figures = ["n", "facility", "discrimination", "efficiency", "findings", "at"]
        return self.bulk_create(
            rows, update_conflicts=True, unique_fields=["quiz", "version"], update_fields=figures, batch_size=200
        )


class Measure(models.Model):
    """What the answers in one quiz say of one question version: figures as `quizzes.statistics` has them, as of `at`.

    `left_n` is how many answers there were when somebody looked and left it as it is.
    """

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="measures")
    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="measures")
    n = models.PositiveIntegerField(_("answers"))
    facility = models.FloatField(_("facility"))
    discrimination = models.FloatField(_("discrimination index"), null=True)
    efficiency = models.FloatField(_("discriminative efficiency"), null=True)
    findings: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)

    at = models.DateTimeField(_("measured"))
    left_n = models.PositiveIntegerField(_("answers when it was left as it is"), null=True, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["version", "quiz"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "version"], name="one_measure_per_version_and_quiz"),
        ]
        verbose_name = _("measured question")
        verbose_name_plural = _("measured questions")

    def __str__(self) -> str:
        return f"{self.version}: {self.n}"

    @property
    def reasons(self) -> list[str]:
        """What the figures hold against it, the worst first."""
        return [said(Message(one["text"], one["params"])) for one in self.findings]

    @property
    def title(self) -> str:
        """The worst of them in a few words; empty where there is none."""
        return said(Message(TITLES[self.findings[0]["code"]])) if self.findings else ""

    def leave(self, by: User | None) -> None:
        """As it is, until more answers come; None takes that back."""
        self.left_n, self.left_by_id = (self.n, by.pk) if by else (None, None)
        self.save(update_fields=["left_n", "left_by"])
