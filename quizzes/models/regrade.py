from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Course
from quizzes.models.dispute import Dispute
from quizzes.models.question import QuestionVersion
from quizzes.models.response import Response


class Remedy(models.TextChoices):
    ADMIT = "admit", _("Count this answer as right, too")
    REKEY = "rekey", _("Count this answer as right instead")
    VOID = "void", _("Count the question for nobody")


class RegradeRefused(Exception):
    """Answers that cannot be marked again so. Its message is for the instructor."""


class RegradeQuerySet(models.QuerySet["Regrade"]):
    def visible_to(self, user: User) -> "RegradeQuerySet":
        """Those of the courses that this person teaches."""
        return self.filter(version__question__course__in=Course.objects.taught_by(user))

    def standing(self) -> "RegradeQuerySet":
        return self.filter(undone_at=None)


class Regrade(models.Model):
    """One decision by which the answers to a version of a question were marked again; it can be taken back whole.

    `successor` is the version with the new key, None where the question had been edited before or counts for nobody.
    `retired` says that this decision took the question out of use.
    """

    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="regrades")
    dispute = models.ForeignKey(Dispute, models.SET_NULL, related_name="regrades", null=True, blank=True)
    remedy = models.CharField(_("remedy"), max_length=5, choices=Remedy)
    key_before: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what was right before"))
    key: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what is right"))
    successor = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="+", null=True, blank=True)
    retired = models.BooleanField(_("took the question out of use"), default=False)
    reason = models.TextField(_("reason, shown to the learners"), max_length=600)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = RegradeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="regrade_has_reason"),
        ]
        verbose_name = _("regrading")
        verbose_name_plural = _("regradings")

    def __str__(self) -> str:
        return f"{self.get_remedy_display()}: {self.version}"

    @property
    def is_void(self) -> bool:
        return self.remedy == Remedy.VOID

    @property
    def stands(self) -> bool:
        return self.undone_at is None


class Regraded(models.Model):
    """One answer as it was before a regrade, and after it: shares of the points, None without an answer."""

    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="answers")
    response = models.ForeignKey(Response, models.CASCADE, related_name="regradings")
    before = models.FloatField(_("share before"), null=True)
    after = models.FloatField(_("share after"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regrade", "response"], name="answer_once_per_regrade")]
        verbose_name = _("answer marked again")
        verbose_name_plural = _("answers marked again")

    def __str__(self) -> str:
        return f"{self.response}: {self.before} → {self.after}"


def reasoned(reason: str) -> str:
    """
    :raises RegradeRefused: for a reason that says nothing
    """
    if not (tidy := reason.strip()):
        raise RegradeRefused(_("Give a reason: the learners read it."))
    return tidy
