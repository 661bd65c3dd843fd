from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from quizzes.models.response import Response


class Objection(models.TextChoices):
    RIGHT = "right", _("My answer is right, too")
    SOURCE = "source", _("The source says something else")
    UNCLEAR = "unclear", _("The question can be understood in more than one way")
    OTHER = "other", _("Something else is wrong")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def visible_to(self, user: User) -> "DisputeQuerySet":
        """Their own."""
        return self.filter(response__attempt__learner=user.pk)

    def raise_for(self, response: Response, objection: str, words: str, now: datetime) -> "Dispute":
        """What a learner has against a marked question; said again, it is said anew."""
        said = {"objection": objection, "words": words.strip(), "at": now}
        return self.update_or_create(response=response, defaults=said)[0]


class Dispute(models.Model):
    """What a learner has against a question as it was asked and marked."""

    response = models.OneToOneField(Response, models.CASCADE, related_name="dispute")
    objection = models.CharField(_("objection"), max_length=8, choices=Objection)
    words = models.TextField(_("in their own words"), max_length=600, blank=True)
    at = models.DateTimeField(_("at"))

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("disputed question")
        verbose_name_plural = _("disputed questions")

    def __str__(self) -> str:
        return f"{self.response}: {self.get_objection_display()}"
