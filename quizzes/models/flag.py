from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import Course
from quizzes.flagging import ALIKE, DEVICES, FAST, LEAP, Figures, Thresholds
from quizzes.models.append_only import AppendOnly, AppendOnlyQuerySet
from quizzes.models.attempt import Attempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

USUAL = Thresholds()


class Rule(models.TextChoices):
    FAST = FAST, _("Very fast")
    ALIKE = ALIKE, _("Same answers, same order")
    DEVICES = DEVICES, _("Two devices at once")
    LEAP = LEAP, _("A leap")


class FlagQuerySet(AppendOnlyQuerySet["Flag"]):
    def raise_all(self, found: "Iterable[tuple[Attempt, Mapping[str, Figures]]]", now: datetime) -> None:
        """Flag attempts for these rules, those for which they are flagged already left out."""
        self.bulk_create(
            (
                Flag(attempt=attempt, rule=rule, figures=figures, at=now)
                for attempt, rules in found
                for rule, figures in rules.items()
            ),
            ignore_conflicts=True,
        )


class Flag(AppendOnly):
    """Why an attempt is worth a reviewer's look: a rule, and the figures that met it. It changes nothing by itself."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="flags")
    rule = models.CharField(_("rule"), max_length=8, choices=Rule)
    figures: "models.JSONField[Figures, Figures]" = models.JSONField(_("figures"))
    at = models.DateTimeField(_("at"))

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["attempt", "rule"], name="one_flag_per_rule")]
        verbose_name = _("flag")
        verbose_name_plural = _("flags")

    def __str__(self) -> str:
        return f"{self.attempt}: {self.get_rule_display()}"


class Limits(models.Model):
    """What a course takes for odd in an attempt; a course without this row takes the usual (quizzes.flagging)."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="limits")
    reading = models.PositiveSmallIntegerField(
        _("words a minute that can be read"),
        default=USUAL.reading,
        validators=[MinValueValidator(100), MaxValueValidator(2000)],
    )
    fast = models.PositiveSmallIntegerField(
        _("very fast, from so many per cent of answers on"),
        default=USUAL.fast,
        validators=[MaxValueValidator(100)],
    )
    alike = models.PositiveSmallIntegerField(
        _("same wrong answers in the same order, from so many on"),
        default=USUAL.alike,
        validators=[MaxValueValidator(100)],
    )
    switches = models.PositiveSmallIntegerField(
        _("changes between devices, from so many on"), default=USUAL.switches, validators=[MaxValueValidator(100)]
    )
    leap = models.PositiveSmallIntegerField(
        _("points of per cent above the learner’s usual score, from so many on"),
        default=USUAL.leap,
        validators=[MaxValueValidator(100)],
    )

    class Meta:
        verbose_name = _("limits")
        verbose_name_plural = _("limits")

    def __str__(self) -> str:
        return str(self.course)

    @classmethod
    def of(cls, course: Course) -> Thresholds:
        found = cls.objects.filter(course=course).values(*asdict(Thresholds())).first()
        return Thresholds(**found) if found else Thresholds()
