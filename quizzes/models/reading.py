from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Lesson


class ReadingQuerySet(models.QuerySet["Reading"]):
    def of(self, learner: User) -> "ReadingQuerySet":
        return self.filter(learner_id=learner.pk)

    @transaction.atomic
    def advance(self, learner: User, lesson: Lesson, paragraph: int, now: datetime) -> "tuple[Reading, int]":
        """Note that the learner has read up to this ¶ of the lesson, and how many ¶ of it are newly read.

        Going back to an earlier paragraph forgets nothing.
        """
        paragraph = min(paragraph, lesson.last_paragraph)
        reading, _created = self.select_for_update().get_or_create(
            learner_id=learner.pk,
            lesson=lesson,
            defaults={"paragraph": lesson.first_paragraph - 1, "read_at": now},
        )
        fresh = max(0, paragraph - reading.paragraph)
        reading.paragraph += fresh
        reading.read_at = now
        if reading.paragraph >= lesson.last_paragraph and reading.finished_at is None:
            reading.finished_at = now
        reading.save(update_fields=["paragraph", "read_at", "finished_at"])
        return reading, fresh


class Reading(models.Model):
    """How far one learner has read in one lesson: up to this paragraph number, included."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="readings")

    paragraph = models.PositiveIntegerField(_("read up to paragraph"))
    read_at = models.DateTimeField(_("last read"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "lesson"], name="one_reading_per_lesson")]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return f"{self.lesson}, ¶ {self.paragraph}"
