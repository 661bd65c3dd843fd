"""Terms that the writer marks: in quotes, by a definition, with a short form in brackets, as a heading or list head."""

import re
from collections.abc import Iterator, Sequence

from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import key_of, stem
from content.extraction.concepts.phrases import noun_phrases
from content.extraction.outline import EnumList, Span
from content.extraction.page import Page
from content.extraction.words import Word, tagged

_QUOTES = re.compile(r"“([^“”\n]{2,80})”|(?<!\w)\"([^\"\n]{2,80})\"(?!\w)|(?<!\w)[‘]([^‘’\n]{2,60})’(?!\w)")
_MAX_QUOTED_WORDS = 8
_CAPITALS = re.compile(r"[^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'-]+)+$")
_MAX_TERM_WORDS = 5
_LEAST_COINED = 10


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
            weight = 6.0 if len(words) > 1 or "-" in words[0] else _quoted_word(page, words[0])
            if len(words) > 2 and all(word[0].isupper() for word in words if len(word) > 3):
                # The title of a work.
                weight = 1.0
            yield Candidate(key_of(page.text[start:end], page.pack), (start, end), "quoted", weight, "quotes")


def _quoted_word(page: Page, word: str) -> float:
    """Irony takes everyday words, which are short; a word that is made for a thing is long."""
    everyday = len(word) < _LEAST_COINED or stem(word.lower(), page.pack.language) in page.pack.concepts.generic
    return 0.4 if everyday else 2.0


def _spoken(page: Page, start: int, end: int) -> bool:
    """A quoted clause is speech: it has a subject or an auxiliary."""
    return any(word.tag in "OAM" for word in tagged(page.view, start, end, page.pack))


def defined(page: Page) -> Iterator[Candidate]:
    for _, sentence in page.sentences():
        # Cut out, for "^" in a pattern means the head of the sentence.
        words = page.view[sentence.start : sentence.end]
        for pattern in page.pack.defining.patterns:
            for match in pattern.finditer(words):
                span = (sentence.start + match.start("term"), sentence.start + match.end("term"))
                if _is_term(page, span):
                    key = key_of(page.quote(span), page.pack)
                    yield Candidate(key, _unquoted(page, span), "defined", 6.0, "definition")


def _is_term(page: Page, span: Span) -> bool:
    """No pronoun, verb or bare generic noun: "this is called …" and "the process is a …" define nothing."""
    words = tagged(page.view, *span, page.pack)
    if not words or len(words) > _MAX_TERM_WORDS or any(word.tag in "OAMSTNCR" for word in words):
        return False
    if words[0].tag in "PCRV" and len(words) == 1:
        return False
    return not all(
        stem(page.view[word.start : word.end].lower(), page.pack.language) in page.pack.concepts.generic
        or word.tag in "DP"
        for word in words
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
            if span is None:
                yield from _glossed(page, match)
            else:
                key = key_of(page.quote(span), page.pack)
                # A short form that the text does not go on to use introduces nothing.
                used = page.view.find(match["short"].rstrip("s"), match.end()) >= 0
                yield Candidate(key, span, "defined", 5.0 if used else 1.2, "short form", match["short"])


def _glossed(page: Page, bracket: re.Match[str]) -> Iterator[Candidate]:
    """ "Doi Moi (Renewal)": two foreign words with their meaning in brackets."""
    run = _CAPITALS.search(page.view[: bracket.start()], max(0, bracket.start() - 60))
    if run and bracket["short"][1:].islower() and bracket["short"] not in run[0]:
        yield Candidate(key_of(run[0], page.pack), run.span(), "defined", 2.2, "gloss", bracket["short"])


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
    """A short heading is the name of what stands below, unless every text has such a one ("Summary")."""
    for block in page.blocks:
        if block.kind == "heading":
            words = tagged(page.view, block.start, block.end, page.pack)
            surfaces = {page.view[word.start : word.end].lower() for word in words}
            plain = 1 <= len(words) <= 4 and all(word.tag in "WGXV" for word in words)
            if plain and not surfaces & page.pack.concepts.stock_headings and _names(page, words):
                span = (words[0].start, words[-1].end)
                yield Candidate(key_of(page.quote(span), page.pack), span, "heading", 2.0, "heading")


def in_headings(page: Page) -> Iterator[Candidate]:
    """The last noun phrase of a longer heading, with the words that tell its kind ("Set up a | shared repository")."""
    for block in page.blocks:
        if block.kind == "heading" and page.view[block.start : block.end].count(" ") > 1:
            flat = page.flat(block.start, block.end)
            for chunk in noun_phrases(flat):
                span = (chunk[0].start, chunk[-1].end)
                if 1 < len(chunk) <= page.pack.concepts.longest and _is_term(page, span):
                    yield Candidate(key_of(page.quote(span), page.pack), span, "phrase", 1.3, "in heading")


def _names(page: Page, words: Sequence[Word]) -> bool:
    """A noun phrase, not an instruction ("Schedule coworking time")."""
    verb = len(words) > 1 and words[0].tag == "V"
    return not verb and _is_term(page, (words[0].start, words[-1].end))


def list_terms(page: Page, lists: Sequence[EnumList]) -> Iterator[Candidate]:
    """Heads of items ("Supervised learning: …"), short members of an announced list, and what it is a list of."""
    for one in lists:
        for item in one.items:
            short = len(page.view[item.start : item.end].split()) <= 3 and one.announced is not None
            span = item.head or ((item.start, item.end) if short else None)
            if span and _names(page, tagged(page.view, *span, page.pack)[:_MAX_TERM_WORDS]) and _is_term(page, span):
                yield Candidate(key_of(page.quote(span), page.pack), span, "list_label", 3.5, "list head")
        if one.announced is not None:
            yield from _counted(page, one)


def _counted(page: Page, one: EnumList) -> Iterator[Candidate]:
    """ "five stages of grief" is a list of the stages of grief."""
    words = tagged(page.view, *one.label_span, page.pack)[1:]
    if 2 <= len(words) <= 4 and words[-1].tag == "W" and all(word.tag in "WGP" for word in words):
        span = (words[0].start, words[-1].end)
        if _is_term(page, span):
            yield Candidate(key_of(page.quote(span), page.pack), span, "list_label", 2.0, "list name")
