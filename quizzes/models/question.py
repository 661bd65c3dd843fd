import json
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from content.models import Citation, Course, KeyPoint


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    RETIRED = "retired", _("Retired")


class Origin(models.TextChoices):
    GENERATED = "generated", _("Drafted from the source")
    AUTHORED = "authored", _("Written by an instructor")


class QuestionQuerySet(models.QuerySet["Question"]):
    def approve(self) -> int:
        """How many learners may see now that could not before."""
        return self.exclude(status=Status.APPROVED).update(status=Status.APPROVED)

    def retire(self) -> int:
        """Ask them no more; what was answered stays."""
        return self.exclude(status=Status.RETIRED).update(status=Status.RETIRED)

    def redraft(self) -> int:
        return self.exclude(status=Status.DRAFT).update(status=Status.DRAFT)

    def approved(self) -> "QuestionQuerySet":
        return self.filter(status=Status.APPROVED)

    def with_source(self) -> "QuestionQuerySet":
        return self.select_related("citation__edition__document")


class Question(models.Model):
    """A scored item of some kind. `shown` and `key` have the form that their kind gives them.

    `feedback` is shown once the answer is in: {"lit": [[start, end], ...] offsets to light inside the
    citation's edition, "why": {option id: {"text": str, "citation": pk}}}.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="questions")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="questions", null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20)
    shown: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what is shown"))
    key: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what is right"))
    explanation = models.TextField(_("explanation"), blank=True)
    feedback: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    citation = models.ForeignKey(Citation, models.PROTECT, related_name="questions")
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.AUTHORED)
    rule = models.CharField(_("rule"), max_length=60, blank=True)
    difficulty = models.FloatField(_("estimated difficulty"), default=0.5)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    fingerprint = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["course", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "fingerprint"], name="question_once_per_course")]
        indexes = [
            # the bank of a course by status: composing a quiz, the review queue
            models.Index(fields=["course", "status", "kind"], name="question_bank"),
        ]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return Truncator(str(self.shown.get("stem", ""))).chars(120)

    @staticmethod
    def fingerprint_of(kind: str, shown: dict[str, Any], key: dict[str, Any]) -> str:
        """The same for the same item, so that a course holds it once. A draft keeps its own when it is edited."""
        return sha256(json.dumps([kind, shown, key], sort_keys=True, ensure_ascii=False).encode()).hexdigest()
