"""A citation's words with what matters in them marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.cutting import Mark, cut
from content.models import Citation, Paragraph

Offsets = Sequence[int]
"""Start and end, as a tuple or as JSON keeps them."""

Segment = tuple[str, str]

STRONGEST_FIRST = ("break", "yours", "lit", "soft")


@dataclass(frozen=True, slots=True)
class LitQuote:
    """`segments` are (text, mark) with mark "" for plain words, "lit" for those that answer, "soft" for
    those near them, "yours" for what the learner confused them with, "break" for the space between two
    paragraphs. Joined they are the quote.
    """

    citation: Citation
    segments: tuple[Segment, ...]


def lit_quote(
    citation: Citation,
    lit: Iterable[Offsets],
    yours: Iterable[Offsets] = (),
    soft: Iterable[Offsets] = (),
    paragraphs: Sequence[Paragraph] | None = None,
) -> LitQuote:
    """The quote cut at these spans, which are offsets into the citation's edition. With its `paragraphs` at hand it
    takes no query.
    """
    marks = [
        Mark(start, end, kind)
        for kind, spans in zip(STRONGEST_FIRST, (breaks(citation, paragraphs), yours, lit, soft), strict=True)
        for start, end in spans
    ]
    pieces = cut(citation.quote, citation.start, marks)
    return LitQuote(citation, tuple((piece.text, piece.kinds[0] if piece.kinds else "") for piece in pieces))


def breaks(citation: Citation, paragraphs: Sequence[Paragraph] | None = None) -> list[Offsets]:
    """The space before each paragraph that begins within the quote. One query, for quotes of several lines only:
    a line end by itself may be a hard-wrapped one.
    """
    if "\n" not in citation.quote:
        return []
    if paragraphs is None:
        begun = citation.edition.paragraphs.filter(start__gt=citation.start, start__lt=citation.end)
        starts = list(begun.values_list("start", flat=True))
    else:
        starts = [one.start for one in paragraphs if citation.start < one.start < citation.end]
    return [(citation.start + len(citation.quote[: start - citation.start].rstrip()), start) for start in starts]
