from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from quizzes.models.question import Question


class SelfCheckQuerySet(models.QuerySet["SelfCheck"]):
    def of(self, learner: User) -> "SelfCheckQuerySet":
        return self.filter(learner_id=learner.pk)


class SelfCheck(models.Model):
    """A learner's last answer to a question that stands in a lesson to check oneself. It earns nothing.

    `version` is the question's when it was answered, `day` the learner-day.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="self_checks")
    question = models.ForeignKey(Question, models.CASCADE, related_name="self_checks")
    version = models.PositiveSmallIntegerField(_("version"))
    answer: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("answer"))
    fraction = models.FloatField(_("share that is right"))

    day = models.DateField(_("learner-day"))
    at = models.DateTimeField(_("at"))

    objects = SelfCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "question"], name="one_self_check_per_question"),
            models.CheckConstraint(condition=Q(fraction__gte=0, fraction__lte=1), name="self_check_is_a_share"),
        ]
        verbose_name = _("answer to check oneself")
        verbose_name_plural = _("answers to check oneself")

    def __str__(self) -> str:
        return f"{self.question}: {self.fraction}"

    def stands(self, question: Question, today: date) -> bool:
        """Whether it was given today, to the question as it is; else it is asked anew."""
        return self.day == today and self.version == question.version
