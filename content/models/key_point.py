from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models.citation import Citation
from content.models.course import Course
from content.models.document import Edition


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, user: User) -> "LessonQuerySet":
        return self.filter(course__in=Course.objects.visible_to(user))

    def holding(self, citation: Citation) -> "LessonQuerySet":
        """The lesson in which these words begin."""
        return self.filter(edition=citation.edition_id, start__lte=citation.start, end__gt=citation.start)


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

    objects = LessonQuerySet.as_manager()

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


class KeyPointKind(models.TextChoices):
    LIST = "list", _("List")
    CONCEPT = "concept", _("Concept")
    FACT = "fact", _("Fact")


class KeyPointQuerySet(models.QuerySet["KeyPoint"]):
    def taught(self) -> "KeyPointQuerySet":
        return self.filter(is_retired=False)

    def retire(self) -> int:
        """Teach them no more, and say how many that were; what was remembered stays."""
        return self.filter(is_retired=False).update(is_retired=True)

    def teach(self) -> int:
        return self.filter(is_retired=True).update(is_retired=False)

    def with_source(self) -> "KeyPointQuerySet":
        """With what its citation is shown by; the whole text of the edition stays behind."""
        return self.select_related("citation__edition__document").defer("citation__edition__text")


class KeyPoint(models.Model):
    """The smallest thing to learn: a list, a concept or a fact.

    Its `citation` is the evidence: a list with its announcement, the sentence that says most of a
    concept, the sentence of a fact. `content` depends on the kind (content/values.py writes and reads it).
    A "said" is {"text", "start", "end"}; every start and end is an offset into the citation's edition,
    and what the source does not give is left out.

    - list: {"form", "label": said, "items": [{**said, "head"?: said, "body"?: said}], "intro"?: said,
      "announced"?: int, "ordered": bool, "complete": bool, "major": bool}
    - concept: {"said": said, "source", "says"?: said, "aliases": [str], "mentions": [[start, end]]}
    - fact: {"fact": date|quantity|person|statement, "value": str, "said": said, "unit"?: said,
      "subject"?: said, "speaker"?: said, "role"?: said}
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="key_points")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="key_points")
    kind = models.CharField(_("kind"), max_length=8, choices=KeyPointKind)
    label = models.CharField(
        _("label"), max_length=300, help_text=_("What a learner would call it, in the source's words.")
    )
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("content"), default=dict)
    citation = models.ForeignKey(Citation, models.RESTRICT, related_name="key_points")
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

    @property
    def is_major(self) -> bool:
        """Whether it is a list that its lesson is built around."""
        return len(self.items) > 1 and bool(self.content.get("major"))

    @property
    def aliases(self) -> list[str]:
        """Other names of a concept, in the words of the sources."""
        return self.content.get("aliases", []) if self.kind == KeyPointKind.CONCEPT else []

    def add_alias(self, name: str) -> None:
        if name not in self.aliases:
            self.content["aliases"] = [*self.aliases, name]
            self.save(update_fields=["content"])

    def drop_alias(self, name: str) -> None:
        self.content["aliases"] = [alias for alias in self.aliases if alias != name]
        self.save(update_fields=["content"])
