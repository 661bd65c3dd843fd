from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models.course import Course
from content.models.document import Edition, Paragraph

Span = tuple[int, int]


class Place(NamedTuple):
    """Where words stand: ¶ and sentence of the first, ¶ of the last. Sentence 0 is the paragraph as a whole."""

    paragraph: int
    sentence: int
    last_paragraph: int


def place(span: Span, paragraphs: Sequence[Paragraph]) -> Place:
    """The place of a span among numbered paragraphs in their order.

    Words outside all of them, as in a heading, belong to the paragraph that follows.
    """
    start, end = span
    first = min(bisect_right(paragraphs, start, key=lambda paragraph: paragraph.end), len(paragraphs) - 1)
    last = max(bisect_left(paragraphs, end, key=lambda paragraph: paragraph.start) - 1, first)
    return Place(paragraphs[first].number, sentence_of(span, paragraphs[first]), paragraphs[last].number)


def sentence_of(span: Span, paragraph: Paragraph) -> int:
    start, end = span
    starts = [sentence[0] for sentence in paragraph.sentences]
    if start < paragraph.start or not starts:
        return 0
    whole = start <= starts[0] and end >= paragraph.sentences[-1][1]
    return 0 if whole and len(starts) > 1 else max(bisect_right(starts, start), 1)


class CitationQuerySet(models.QuerySet["Citation"]):
    def visible_to(self, user: User) -> "CitationQuerySet":
        return self.filter(edition__document__course__in=Course.objects.visible_to(user))

    def with_source(self) -> "CitationQuerySet":
        """With what a citation is shown by; the whole text of its edition stays behind."""
        return self.select_related("edition__document").defer("edition__text")

    @transaction.atomic
    def cite(self, edition: Edition, spans: Iterable[Span]) -> "dict[Span, Citation]":
        """The citations of these spans of an edition; those that are missing are made."""
        wanted = set(spans)
        known = self.of(edition, wanted)
        if missing := wanted - known.keys():
            paragraphs = list(edition.paragraphs.filter(number__gt=0))
            # Somebody else may cite the same words at this moment.
            self.bulk_create((drawn(edition, span, paragraphs) for span in missing), ignore_conflicts=True)
            known |= self.of(edition, missing)
        return known

    def of(self, edition: Edition, spans: Iterable[Span]) -> "dict[Span, Citation]":
        """Those of these spans that are cited already."""
        wanted = set(spans)
        if not wanted:
            return {}
        near = self.filter(edition=edition, start__in={start for start, _end in wanted})
        found = {(citation.start, citation.end): citation for citation in near}
        for citation in found.values():
            citation.edition = edition
        return {span: found[span] for span in wanted if span in found}


def drawn(edition: Edition, span: Span, paragraphs: Sequence[Paragraph]) -> "Citation":
    """A citation not yet saved."""
    quote = edition.text[span[0] : span[1]]
    return Citation(
        edition=edition,
        start=span[0],
        end=span[1],
        quote=quote,
        sha256=sha256(quote.encode()).hexdigest(),
        **place(span, paragraphs)._asdict(),
    )


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
    def page(self) -> int | None:
        """The printed page on which the words begin, of a document that has pages."""
        before = [number for start, number in self.edition.pages if start <= self.start]
        return before[-1] if before else None

    @property
    def anchor(self) -> str:
        """The id of its first sentence in the lesson reader: `p9s2`."""
        return f"p{self.paragraph}s{self.sentence}" if self.sentence else f"p{self.paragraph}"

    def holds(self) -> bool:
        """Whether the edition still says these words here. Reads the whole text."""
        words = self.edition.text[self.start : self.end]
        return words == self.quote and sha256(words.encode()).hexdigest() == self.sha256
