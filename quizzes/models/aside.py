from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import KeyPoint


class AsideQuerySet(models.QuerySet["Aside"]):
    def of(self, learner: User) -> "AsideQuerySet":
        return self.filter(learner_id=learner.pk)

    def in_force(self, today: date) -> "AsideQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=today))

    def suspended(self) -> "AsideQuerySet":
        return self.filter(until=None)

    def bury(self, learner: User, key_point: KeyPoint, today: date, now: datetime) -> "Aside":
        """Do not ask for it before tomorrow."""
        return self._put(learner, key_point, today + timedelta(days=1), now)

    def suspend(self, learner: User, key_point: KeyPoint, now: datetime) -> "Aside":
        """Do not ask for it until the learner takes it back."""
        return self._put(learner, key_point, None, now)

    def _put(self, learner: User, key_point: KeyPoint, until: date | None, now: datetime) -> "Aside":
        values = {"until": until, "at": now}
        return self.update_or_create(learner_id=learner.pk, key_point=key_point, defaults=values)[0]


class Aside(models.Model):
    """One learner's wish not to be asked for a key point: before a day (buried), or not at all (suspended).

    Its memory stays as it is, and a quiz may still ask for it. Taken back by deleting it.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="asides")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="asides")
    until = models.DateField(_("until"), null=True, blank=True)

    at = models.DateTimeField(_("at"))

    objects = AsideQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["learner", "key_point"], name="one_aside_per_key_point")]
        verbose_name = _("card set aside")
        verbose_name_plural = _("cards set aside")

    def __str__(self) -> str:
        return f"{self.key_point}: {self.until or '…'}"

    @property
    def is_suspended(self) -> bool:
        return self.until is None
