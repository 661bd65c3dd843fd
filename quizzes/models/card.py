from typing import Any

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Citation, Course, KeyPoint
from quizzes.models.question import Status


class CardQuerySet(models.QuerySet["Card"]):
    def visible_to(self, user: User) -> "CardQuerySet":
        return self.filter(key_point__course__in=Course.objects.visible_to(user))

    def approved(self) -> "CardQuerySet":
        return self.filter(status=Status.APPROVED, key_point__is_retired=False)

    def approve(self) -> int:
        """How many learners may see now that could not before."""
        return self.exclude(status=Status.APPROVED).update(status=Status.APPROVED)

    def retire(self) -> int:
        """Show them no more; what was remembered stays."""
        return self.exclude(status=Status.RETIRED).update(status=Status.RETIRED)

    def redraft(self) -> int:
        return self.exclude(status=Status.DRAFT).update(status=Status.DRAFT)


class Card(models.Model):
    """One face of a key point: a prompt and the words that answer it.

    `answer` is {"lines": [str, ...], "ordered": bool}; a single line for a term or a statement.
    `lit` are the offsets of the answering words in the citation's edition.
    """

    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="cards")
    face = models.CharField(_("face"), max_length=20)
    prompt = models.TextField(_("prompt"))
    answer: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("answer"))
    lit = models.JSONField(default=list, blank=True)
    citation = models.ForeignKey(Citation, models.PROTECT, related_name="cards")
    rule = models.CharField(_("rule"), max_length=60, blank=True)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["key_point", "pk"]
        constraints = [models.UniqueConstraint(fields=["key_point", "face", "prompt"], name="card_once_per_face")]
        verbose_name = _("card")
        verbose_name_plural = _("cards")

    def __str__(self) -> str:
        return Truncator(self.prompt).chars(120)
