from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from quizzes.breaks import Break


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def of(self, learner: User) -> "AbsenceQuerySet":
        return self.filter(learner_id=learner.pk)

    def ahead(self, today: date) -> "AbsenceQuerySet":
        """Those that are not over."""
        return self.filter(last__gte=today)

    def breaks(self) -> tuple[Break, ...]:
        """As values, in their order. One query."""
        rows = self.order_by("first").values_list("first", "last", "planned")
        return tuple(Break(*row) for row in rows)


class Absence(models.Model):
    """A break that a learner planned: no card is asked on these learner-days. `planned` is when it was set so."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))

    planned = models.DateField(_("planned on"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="break_ends_after_it_begins"),
            models.UniqueConstraint(fields=["learner", "first"], name="one_break_from_a_day"),
        ]
        verbose_name = _("planned break")
        verbose_name_plural = _("planned breaks")

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1
