"""Terms that the writer marks: in quotes, by a definition, with a short form in brackets, as a heading or list head."""

import re
from collections.abc import Iterator, Sequence

from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import key_of
from content.extraction.outline import EnumList, Span
from content.extraction.page import Page
from content.extraction.words import tagged

_QUOTES = re.compile(r"“([^“”\n]{2,80})”|(?<!\w)\"([^\"\n]{2,80})\"(?!\w)|(?<!\w)[‘]([^‘’\n]{2,60})’(?!\w)")
_MAX_QUOTED_WORDS = 6
_MAX_TERM_WORDS = 5


def quoted(page: Page) -> Iterator[Candidate]:
    """Words in quotes, unless they are a sentence, a question or a title."""
    for _, sentence in page.sentences():
        for match in _QUOTES.finditer(page.text, sentence.start, sentence.end):
            group = match.lastindex or 1
            start, end = match.span(group)
            while end > start and page.text[end - 1] in ",.; ":
                end -= 1
            words = page.text[start:end].split()
            if (
                not 1 <= len(words) <= _MAX_QUOTED_WORDS
                or page.text[end - 1 : end] in "?!"
                or _spoken(page, start, end)
            ):
                continue
            # One word in quotes is often only irony; several, or one with a hyphen, are a term.
            weight = 6.0 if len(words) > 1 or "-" in words[0] else 2.5
            yield Candidate(key_of(page.text[start:end], page.pack), (start, end), "quoted", weight, "quotes")


def _spoken(page: Page, start: int, end: int) -> bool:
    """A quoted clause is speech: it has a subject or an auxiliary."""
    return any(word.tag in "OAM" for word in tagged(page.view, start, end, page.pack))


def defined(page: Page) -> Iterator[Candidate]:
    for _, sentence in page.sentences():
        for pattern in page.pack.defining.patterns:
            for match in pattern.finditer(page.view, sentence.start, sentence.end):
                span = match.span("term")
                if _is_term(page, span):
                    key = key_of(page.quote(span), page.pack)
                    yield Candidate(key, _unquoted(page, span), "defined", 6.0, "definition")


def _is_term(page: Page, span: Span) -> bool:
    """No pronoun, verb or bare generic noun: "this is called …" and "the process is a …" define nothing."""
    words = tagged(page.view, *span, page.pack)
    if not words or len(words) > _MAX_TERM_WORDS or any(word.tag in "OAMSTN" for word in words):
        return False
    if words[0].tag in "PCRV" and len(words) == 1:
        return False
    return not all(
        page.view[word.start : word.end].lower() in page.pack.concepts.generic or word.tag in "DPC" for word in words
    )


def _unquoted(page: Page, span: Span) -> Span:
    start, end = span
    while start < end and page.view[start] in "\"“' ":
        start += 1
    while end > start and page.view[end - 1] in "\"”' ":
        end -= 1
    return start, end


def glossary(page: Page) -> Iterator[Candidate]:
    """ "term", line end, ": what it means"."""
    for _, block in page.taught():
        line = page.view.find("\n: ", block.start, block.end)
        if 0 < line - block.start < 60:
            span = (block.start, line)
            yield Candidate(key_of(page.quote(span), page.pack), span, "defined", 6.0, "glossary")


def acronyms(page: Page) -> Iterator[Candidate]:
    """ "Australian International Development Assistance Bureau (AIDAB)": as many words back as the letters need."""
    for _, sentence in page.sentences():
        for match in page.pack.concepts.acronym.finditer(page.view, sentence.start, sentence.end):
            span = _spelled_out(page, sentence.start, match.start(), match["short"])
            if span:
                key = key_of(page.quote(span), page.pack)
                yield Candidate(key, span, "defined", 5.0, "short form", match["short"])


def _spelled_out(page: Page, start: int, end: int, short: str) -> Span | None:
    letters = [char.lower() for char in short if char.isupper()]
    words = list(re.finditer(r"[^\W\d_][\w'-]*", page.view[start:end]))
    i = len(words)
    for letter in reversed(letters):
        i -= 1
        while i >= 0 and words[i][0].lower() in page.pack.concepts.small_words and words[i][0][0].lower() != letter:
            i -= 1
        if i < 0 or words[i][0][0].lower() != letter:
            return None
    return (start + words[i].start(), end) if len(letters) > 1 else None


def headings(page: Page) -> Iterator[Candidate]:
    """A short heading is the name of what stands below."""
    for block in page.blocks:
        if block.kind == "heading":
            words = tagged(page.view, block.start, block.end, page.pack)
            plain = all(word.tag in "WGX" for word in words)
            if 1 <= len(words) <= 4 and plain and _is_term(page, (words[0].start, words[-1].end)):
                span = (words[0].start, words[-1].end)
                yield Candidate(key_of(page.quote(span), page.pack), span, "heading", 1.5, "heading")


def list_terms(page: Page, lists: Sequence[EnumList]) -> Iterator[Candidate]:
    """Heads of items ("Supervised learning: …") and short members of an announced list."""
    for one in lists:
        for item in one.items:
            short = len(page.view[item.start : item.end].split()) <= 3 and one.announced is not None
            span = item.head or ((item.start, item.end) if short else None)
            if span and _is_term(page, span):
                yield Candidate(key_of(page.quote(span), page.pack), span, "list_label", 3.5, "list head")
