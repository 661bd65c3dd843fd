from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models.course import Course
from content.models.key_point import KeyPoint


class SameIdeaQuerySet(models.QuerySet["SameIdea"]):
    def taught_by(self, user: User) -> "SameIdeaQuerySet":
        return self.filter(one__course__in=Course.objects.taught_by(user))

    @transaction.atomic
    def decide(self, pair: tuple[KeyPoint, KeyPoint], is_same: bool, by: User, now: datetime) -> "SameIdea":
        """Put a person's word on record; a second word on the same pair replaces the first."""
        one, other = sorted(pair, key=lambda point: point.pk)
        for known in self.filter(one=one, other=other):
            known.one, known.other = one, other
            known.withdraw()
        decision = self.create(one=one, other=other, is_same=is_same, decided_by_id=by.pk, decided_at=now)
        if is_same:
            one.add_alias(other.label)
            other.add_alias(one.label)
        return decision


class SameIdea(models.Model):
    """Whether two concepts of different documents are one idea in other words, as an instructor decided."""

    one = models.ForeignKey(KeyPoint, models.CASCADE, related_name="+")
    other = models.ForeignKey(KeyPoint, models.CASCADE, related_name="+")
    is_same = models.BooleanField(_("one idea"))

    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"))

    objects = SameIdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="same_idea_decided_once_per_pair"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="same_idea_names_its_pair_in_order"
            ),
        ]
        verbose_name = _("same idea")
        verbose_name_plural = _("same ideas")

    def __str__(self) -> str:
        return f"{self.one} {'=' if self.is_same else '≠'} {self.other}"

    @transaction.atomic
    def withdraw(self) -> None:
        """Take the word back: the pair is open again."""
        if self.is_same:
            self.one.drop_alias(self.other.label)
            self.other.drop_alias(self.one.label)
        self.delete()
