from django.conf import settings
from django.db import models

from quizzes.models import Response


class Answer(models.Model):
    """One answer as the bare view keeps it."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="+")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answer = models.JSONField()
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.learner}: {self.answer}"
