from datetime import date

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from content.models.course import Course


class Document(models.Model):
    """A source of a course, known by its letter; its text stands in its editions."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="documents")
    letter = models.CharField(_("letter"), max_length=3)

    created_at = models.DateTimeField(_("created"))

    class Meta:
        ordering = ["course", "created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "letter"], name="document_letter_once_per_course")]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return f"{self.letter} · {self.course}"


class EditionQuerySet(models.QuerySet["Edition"]):
    def current(self) -> "EditionQuerySet":
        return self.filter(is_current=True)


class Edition(models.Model):
    """One immutable text of a document. All offsets are code points into `text`."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("edition"))
    title = models.CharField(_("title"), max_length=300)
    source = models.CharField(_("source"), max_length=120, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    published = models.CharField(
        _("published"), max_length=10, blank=True, help_text=_("ISO date; the year left out when unknown: --02-18.")
    )
    language = models.CharField(_("language"), max_length=16)
    text = models.TextField(_("text"))
    words = models.PositiveIntegerField(_("words"))

    file_name = models.CharField(_("file name"), max_length=255)
    format = models.CharField(_("format"), max_length=20)
    sha256 = models.CharField(_("fingerprint of the text"), max_length=64)
    pages = models.JSONField(
        default=list,
        blank=True,
        help_text=_("[offset, number] of the start of each printed page, where there are any."),
    )
    notices = models.JSONField(_("notices"), default=list, blank=True)
    is_current = models.BooleanField(_("current"), default=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField(_("imported"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_once_per_document"),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(is_current=True), name="document_has_one_current_edition"
            ),
        ]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return self.title

    @property
    def letter(self) -> str:
        return self.document.letter

    @property
    def day(self) -> str:
        """When it was published, in words: “18 February 2026”, “18 February” when no year is known."""
        if self.published.startswith("--"):
            return date_format(date.fromisoformat(f"2000{self.published[1:]}"), "j F")
        return date_format(date.fromisoformat(self.published), "j F Y") if len(self.published) == 10 else self.published


class Paragraph(models.Model):
    """One block of an edition, in its order: text[start:end].

    `number` is its ¶, 0 for blocks that are never taught (title, heading, caption, boilerplate).
    `sentences` holds [start, end] of each sentence.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="paragraphs")
    order = models.PositiveIntegerField()
    number = models.PositiveIntegerField(_("paragraph"))
    kind = models.CharField(_("kind"), max_length=12)
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentences = models.JSONField(default=list)

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="paragraph_order_once_per_edition"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="paragraph_is_not_empty"),
        ]
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")

    def __str__(self) -> str:
        return f"¶ {self.number}"
