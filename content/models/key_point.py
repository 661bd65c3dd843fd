from hashlib import sha256
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.models.course import Course
from content.models.document import Edition


class Lesson(models.Model):
    """A run of an edition's paragraphs to be read in one sitting: text[start:end]."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="lessons")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    first_paragraph = models.PositiveIntegerField(_("first paragraph"))
    last_paragraph = models.PositiveIntegerField(_("last paragraph"))
    words = models.PositiveIntegerField(_("words"))

    class Meta:
        ordering = ["course", "number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="lesson_number_once_per_course")]
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:lesson", args=[self.course.slug, self.number])

    @property
    def minutes(self) -> int:
        """Reading time at 200 words a minute, at least one."""
        return max(1, round(self.words / 200))

    @property
    def paragraphs_label(self) -> str:
        """`B ¶ 6–16`"""
        span = str(self.first_paragraph)
        if self.last_paragraph > self.first_paragraph:
            span += f"–{self.last_paragraph}"
        return f"{self.edition.letter} ¶ {span}"


class CitationQuerySet(models.QuerySet["Citation"]):
    def with_source(self) -> "CitationQuerySet":
        return self.select_related("edition__document")


class Citation(models.Model):
    """Exact words of an edition: text[start:end]. Shown as `B ¶ 9.2`.

    The quote is kept beside its offsets so that a page needs no whole text; its hash proves it.
    `paragraph` and `sentence` are those of its first character (sentence 0: the paragraph as a whole),
    `last_paragraph` that of its last.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("words"))
    sha256 = models.CharField(max_length=64)
    paragraph = models.PositiveIntegerField(_("paragraph"))
    sentence = models.PositiveSmallIntegerField(_("sentence"), default=0)
    last_paragraph = models.PositiveIntegerField(_("last paragraph"))

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "start", "end"], name="citation_once_per_span"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="citation_is_not_empty"),
        ]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return f"{self.label} {self.quote[:60]}"

    def get_absolute_url(self) -> str:
        """Where the words stand in place, lit."""
        return reverse("content:citation", args=[self.pk])

    @property
    def label(self) -> str:
        """`B ¶ 9.2`, or `B ¶ 9–12` over several paragraphs."""
        if self.last_paragraph > self.paragraph:
            return f"{self.edition.letter} ¶ {self.paragraph}–{self.last_paragraph}"
        if self.sentence:
            return f"{self.edition.letter} ¶ {self.paragraph}.{self.sentence}"
        return f"{self.edition.letter} ¶ {self.paragraph}"

    @property
    def anchor(self) -> str:
        """The id of its first sentence in the lesson reader: `p9s2`."""
        return f"p{self.paragraph}s{self.sentence}" if self.sentence else f"p{self.paragraph}"

    def holds(self) -> bool:
        """Whether the edition still says these words here. Reads the whole text."""
        words = self.edition.text[self.start : self.end]
        return words == self.quote and sha256(words.encode()).hexdigest() == self.sha256


class KeyPointKind(models.TextChoices):
    LIST = "list", _("List")
    CONCEPT = "concept", _("Concept")
    FACT = "fact", _("Fact")


class KeyPointQuerySet(models.QuerySet["KeyPoint"]):
    def taught(self) -> "KeyPointQuerySet":
        return self.filter(is_retired=False)

    def with_source(self) -> "KeyPointQuerySet":
        return self.select_related("citation__edition__document")


class KeyPoint(models.Model):
    """The smallest thing to learn: a list, a concept or a fact.

    `content` depends on the kind; every `start`/`end` is an offset into the edition of its citation.

    - list: {"items": [{"text", "start", "end", "head"?}], "ordered", "complete", "announced", "major"}
    - concept: {"statement": {"text", "start", "end"}, "says"?: {...}, "aliases": [str], "source": str,
      "mentions": [[start, end]]}
    - fact: {"fact": date|quantity|person|statement, "value", "text", "unit"?, "subject"?, "speaker"?, "role"?}
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="key_points")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="key_points")
    kind = models.CharField(_("kind"), max_length=8, choices=KeyPointKind)
    label = models.CharField(
        _("label"), max_length=300, help_text=_("What a learner would call it, in the source's words.")
    )
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("content"), default=dict)
    citation = models.ForeignKey(Citation, models.PROTECT, related_name="key_points")
    order = models.PositiveIntegerField(_("order"))
    rule = models.CharField(_("found by"), max_length=60, blank=True)
    score = models.FloatField(_("score"), default=0)

    is_retired = models.BooleanField(_("retired"), default=False)

    objects = KeyPointQuerySet.as_manager()

    class Meta:
        ordering = ["course", "order"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "kind", "citation", "label"], name="key_point_once_per_citation"),
        ]
        indexes = [
            # the key points of a course in order: course page, progress
            models.Index(fields=["course", "order"], name="key_point_in_course"),
        ]
        verbose_name = _("key point")
        verbose_name_plural = _("key points")

    def __str__(self) -> str:
        return self.label

    @property
    def items(self) -> list[dict[str, Any]]:
        """The members of a list, in the order of the source; nothing for other kinds."""
        return self.content.get("items", []) if self.kind == KeyPointKind.LIST else []
