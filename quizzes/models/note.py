from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Course, Edition, Paragraph

UNDO = timedelta(minutes=10)
"""So long a note that was removed can be brought back; then it is gone for good."""


class NoteQuerySet(models.QuerySet["Note"]):
    def of(self, learner: User) -> "NoteQuerySet":
        return self.filter(learner_id=learner.pk)

    def visible_to(self, user: User) -> "NoteQuerySet":
        """Their own, in the courses they belong to. Nobody reads another person's, not even who teaches."""
        return self.of(user).filter(edition__document__course__in=Course.objects.visible_to(user))

    def at_hand(self, now: datetime) -> "NoteQuerySet":
        """Without those that cannot be brought back any more."""
        return self.filter(Q(removed_at=None) | Q(removed_at__gt=now - UNDO))

    @transaction.atomic
    def write(self, learner: User, edition: Edition, paragraph: Paragraph, text: str, now: datetime) -> "Note":
        self.of(learner).filter(removed_at__lte=now - UNDO).delete()
        return self.create(
            learner_id=learner.pk,
            edition=edition,
            paragraph=paragraph.number,
            words=edition.text[paragraph.start : paragraph.end],
            text=text,
            written_at=now,
        )


class Note(models.Model):
    """What one person wrote for themselves beside a paragraph. `words` is what the paragraph said then; a new edition
    takes the note along, and may say it otherwise.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="notes")
    paragraph = models.PositiveIntegerField(_("paragraph"))
    words = models.TextField(_("words of the paragraph"))

    text = models.TextField(_("note"), max_length=2000)
    written_at = models.DateTimeField(_("written"))
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "paragraph", "written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]
        indexes = [
            # one person's notes in a lesson
            models.Index(fields=["learner", "edition", "paragraph"], name="notes_in_a_lesson"),
        ]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return f"¶ {self.paragraph}"

    def change(self, text: str) -> None:
        self.text = text
        self.save(update_fields=["text"])

    @transaction.atomic
    def remove(self, now: datetime) -> None:
        """It can be brought back for a while. Twice is once."""
        Note.objects.filter(learner=self.learner_id, removed_at__lte=now - UNDO).delete()
        self.removed_at = self.removed_at or now
        self.save(update_fields=["removed_at"])

    def bring_back(self) -> None:
        self.removed_at = None
        self.save(update_fields=["removed_at"])
