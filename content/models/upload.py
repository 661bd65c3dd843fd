from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models.course import Course
from content.models.document import Document, Edition

KEPT_FOR = timedelta(days=7)
"""How long a document that nobody confirmed waits."""

ABANDONED_AFTER = timedelta(minutes=5)
"""Whoever has been at work for so long without an end has died over it."""

MOST_WAITING = 20
"""As many unconfirmed documents one person may keep in a course: they lie in the database with their bytes."""


class Stage(models.TextChoices):
    READING = "reading", _("Being read")
    READY = "ready", _("Ready to be checked")
    COMPARING = "comparing", _("Being compared")
    COMPARED = "compared", _("Ready to replace the edition before it")
    IMPORTING = "importing", _("Being imported")
    DONE = "done", _("In the course")
    FAILED = "failed", _("Not read")


AT_WORK = (Stage.READING, Stage.COMPARING, Stage.IMPORTING)


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: User) -> "UploadQuerySet":
        """A person's own, in the courses that they teach."""
        return self.filter(by_id=user.pk, course__in=Course.objects.taught_by(user))

    def waiting(self) -> "UploadQuerySet":
        """Those of which nothing stands in the course."""
        return self.exclude(stage=Stage.DONE)

    def expired(self, now: datetime) -> "UploadQuerySet":
        return self.waiting().filter(created_at__lt=now - KEPT_FOR)

    def without_bytes(self) -> "UploadQuerySet":
        return self.defer("data", "found")

    def take(self, pk: int, now: datetime) -> "Upload | None":
        """The upload to work on; None when it is done already or somebody else is at it."""
        free = Q(taken_at=None) | Q(taken_at__lt=now - ABANDONED_AFTER)
        mine = self.filter(free, pk=pk, stage__in=AT_WORK).update(taken_at=now)
        return self.select_related("course", "by", "replaces").get(pk=pk) if mine else None


class Upload(models.Model):
    """A document on its way into a course: its bytes and what its uploader chose. The course knows nothing of it yet.

    `language` is the one asked for, empty when the text shall tell. `found` is what was read, as content/keeping.py
    keeps it; `choices` what the uploader changed (content/choosing.py). `comparison` counts and quotes what a new
    edition changed. Bytes and `found` go once the document stands in the course.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    replaces = models.ForeignKey(Document, models.SET_NULL, related_name="uploads", null=True, blank=True)
    edition = models.ForeignKey(Edition, models.SET_NULL, related_name="uploads", null=True, blank=True)

    file_name = models.CharField(_("file name"), max_length=255)
    data = models.BinaryField(_("content"))
    language = models.CharField(_("language"), max_length=16, blank=True)
    found: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    choices: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    comparison: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)

    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.READING)
    trouble = models.TextField(_("what went wrong"), blank=True)
    created_at = models.DateTimeField(_("uploaded"))
    taken_at = models.DateTimeField(_("begun"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage=Stage.FAILED) | ~Q(trouble=""), name="failed_upload_says_what_went_wrong"
            ),
        ]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("content:upload", args=[self.pk])

    @property
    def at_work(self) -> bool:
        return self.stage in AT_WORK

    @property
    def ending(self) -> str:
        return PurePath(self.file_name).suffix.lower()

    @property
    def expires_at(self) -> datetime:
        return self.created_at + KEPT_FOR

    def ask(self, stage: Stage, now: datetime) -> None:
        """Let this be done next, by whoever takes it."""
        self.stage, self.taken_at, self.asked_at, self.trouble = stage, None, now, ""
        self.save(update_fields=["stage", "taken_at", "asked_at", "trouble"])

    def reach(self, stage: Stage, **fields: Any) -> None:
        """Note that the work is done, and what came of it."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.stage, self.taken_at = stage, None
        self.save(update_fields=["stage", "taken_at", *fields])

    def release(self) -> None:
        """Give the work back, so that somebody else may take it."""
        Upload.objects.filter(pk=self.pk).update(taken_at=None)
