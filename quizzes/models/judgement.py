from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Course
from quizzes.models.card import Card
from quizzes.models.question import Question, Status

Item = Card | Question


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def within(self, course: Course) -> "JudgementQuerySet":
        return self.filter(Q(question__course=course) | Q(card__key_point__course=course))

    @transaction.atomic
    def decide(self, items: Iterable[Item], became: Status, by: User, now: datetime, reason: str = "") -> int:
        """Give these items a status and put it on record; how many had another one before."""
        changed = [item for item in items if item.status != became]
        self.bulk_create(
            Judgement(
                question=item if isinstance(item, Question) else None,
                card=item if isinstance(item, Card) else None,
                was=item.status,
                became=became,
                reason=reason,
                by_id=by.pk,
                at=now,
            )
            for item in changed
        )
        for item in changed:
            item.status = became
            item.save(update_fields=["status"])
        return len(changed)

    def last_of(self, by: User, course: Course) -> "JudgementQuerySet":
        """What this person decided last in this course and has not taken back: one item, or several at once."""
        own = self.within(course).filter(by_id=by.pk, undone_at=None)
        latest = own.order_by("-at").values_list("at", flat=True).first()
        return own.filter(at=latest) if latest else self.none()

    @transaction.atomic
    def undo(self, now: datetime) -> int:
        """Give the items back what they had, unless somebody decided anew since; how many came back."""
        back = 0
        for judgement in self.select_related("question", "card"):
            item = judgement.item
            if item.status == judgement.became:
                item.status = judgement.was
                item.save(update_fields=["status"])
                back += 1
            judgement.undone_at = now
            judgement.save(update_fields=["undone_at"])
        return back


class Judgement(models.Model):
    """What an instructor decided on one card or question. Rows are added and taken back, never changed."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="judgements", null=True)
    card = models.ForeignKey(Card, models.CASCADE, related_name="judgements", null=True)

    was = models.CharField(_("was"), max_length=10, choices=Status)
    became = models.CharField(_("became"), max_length=10, choices=Status)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("decided"))
    undone_at = models.DateTimeField(_("taken back"), null=True)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question=None) ^ Q(card=None), name="judgement_is_of_one_card_or_question"
            ),
        ]
        indexes = [
            # the last decisions of one person, to take them back
            models.Index(fields=["by", "-at"], name="judgement_of_person"),
        ]
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")

    def __str__(self) -> str:
        return f"{self.item}: {self.get_became_display()}"

    @property
    def item(self) -> Item:
        found = self.question or self.card
        assert found is not None  # the constraint
        return found
