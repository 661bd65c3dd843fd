from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import Lesson


class Reading(models.Model):
    """How far one learner has read in one lesson: up to this paragraph number, included."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="readings")

    paragraph = models.PositiveIntegerField(_("read up to paragraph"))
    read_at = models.DateTimeField(_("last read"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "lesson"], name="one_reading_per_lesson")]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return f"{self.lesson}, ¶ {self.paragraph}"
