"""What a learner would call a list: a noun phrase of the source, never a clause."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from content.extraction.lists.announce import Announcement
from content.extraction.lists.phrases import Phrase, cut, phrases, trimmed, without_clause
from content.extraction.outline import Span
from content.extraction.page import Page
from content.extraction.words import Word, tagged

_CLOSERS = {"“": "”", '"': '"', "(": ")", "[": "]"}
_FAR = 12
_LOOSE = " \t\n,;:.“\"'([—–-"


@dataclass(frozen=True, slots=True)
class Label:
    """`about` tells that it says what the list is about, not what its items are."""

    span: Span
    about: bool = False


def label_of(page: Page, said: Announcement | None, lead: Span | None, first: Span) -> Label:
    """`lead` is what stands before the items and may name them, if more than the intro; `first` the first item."""
    noun = _noun(page, said.noun) if said and said.noun else None
    telling = bool(said and noun and (said.count or not _says_little(page, noun)))
    if said and telling and (said.count or not _goes_on(page, said)):
        return Label(noun or said.intro)
    if said and _is_heading(page, said.intro) and _whole_heading(page, said.intro):
        return Label(said.intro)
    near, far = _candidates(page, said, lead or said.intro) if said and not _only_points(page, said.intro) else ([], [])
    above = _heading_above(page, first[0])
    choices = (
        _best(page, near, several=telling),
        noun if telling else None,
        above,
        _best(page, far),
        _title(page),
        noun,
    )
    span = next((one for one in choices if one), first)
    return Label(span, True)


def _goes_on(page: Page, said: Announcement) -> bool:
    """ "Many farmers prefer:" is no list of farmers: more than a lead word follows the noun."""
    noun = _noun(page, said.noun) if said.noun else None
    start = noun[1] if noun else said.intro[1]
    end = said.intro[1]
    tail = page.pack.announcing.trailing.search(page.view, start, end)
    return bool(page.view[start : tail.start() if tail else end].strip(_LOOSE))


def _best(page: Page, found: Sequence[Phrase], *, several: bool = False) -> Span | None:
    """The phrase nearest to the items that says something: the object of the clause, else its subject.

    One word is second choice unless it stands next to the items; `several` leaves it out.
    """
    bare = None
    for phrase in reversed(found):
        span = _whole(page, cut(page, phrase.words))
        if span and not _says_little(page, span):
            nearest = phrase is found[-1] and not several and not page.view[span[0]].isupper()
            if phrase.quote or nearest or len(page.view[slice(*span)].split()) > 1:
                return span
            bare = bare or span
    return None if several else bare


def _candidates(page: Page, said: Announcement | None, lead: Span) -> tuple[list[Phrase], list[Phrase]]:
    """Phrases of the clause, and those of what opens it."""
    found: tuple[list[Phrase], list[Phrase]] = [], []
    pointer = page.pack.announcing.pointers.search(page.view, *lead)
    for phrase in phrases(page, (lead[0], pointer.start()) if pointer else lead):
        words = _beside(phrase.words, said.noun if said else None)
        if words:
            found[phrase.opening].append(Phrase(tuple(words), phrase.quote))
    return found


def _beside(words: Sequence[Word], pointer: Span | None) -> Sequence[Word]:
    """ "Key tasks along the following directions": what only points is no part of a name."""
    if pointer is None:
        return words
    before = trimmed([word for word in words if word.end <= pointer[0]])
    return before or trimmed([word for word in words if word.start >= pointer[1]])


def _noun(page: Page, noun: Span) -> Span | None:
    """The announced noun with its topic, ended before any clause."""
    words = without_clause(page.flat(*noun).words)
    while len(words) > 1 and words[-1].tag == "R" and page.view[words[-1].end + 1 : words[-1].end + 2].isalpha():
        # "Methods often (used)": the adverb belongs to the verb behind it.
        words = words[:-1]
    if len(words) > 1 and words[-1].tag == "V" and _plural(page, words[-2]) and not _plural(page, words[-1]):
        # "(Many) farmers prefer": the verb of the clause, not "task groups".
        words = words[:-1]
    return _whole(page, cut(page, words)) if words else None


def _only_points(page: Page, intro: Span) -> bool:
    """ "The ministry announced as follows:" names nothing; "The rules are as follows:" does."""
    pointer = page.pack.announcing.pointers.search(page.view, *intro)
    words = page.flat(*intro).words_in(intro[0], pointer.start()) if pointer else []
    return bool(words) and words[-1].tag == "V"


def _says_little(page: Page, span: Span) -> bool:
    """ "Directions", "matters", "vấn đề": a noun so general that it could name any list."""
    generic = page.pack.concepts.generic
    words = [page.view[word.start : word.end].lower() for word in tagged(page.view, *span, page.pack)]
    return len(words) <= page.pack.announcing.bare_name and all(_singular(page, word) & generic for word in words)


def _plural(page: Page, word: Word) -> bool:
    surface = page.view[word.start : word.end].lower()
    return next((old != new for old, new in page.pack.classes.plural_endings if surface.endswith(old)), False)


def _singular(page: Page, word: str) -> set[str]:
    endings = page.pack.classes.plural_endings
    return {word, *(word[: len(word) - len(old)] + new for old, new in endings if word.endswith(old))}


def _whole(page: Page, words: list[Word]) -> Span | None:
    """From the first word to the last, with no quote or bracket left open or only closed."""
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    while start < end and page.view[start] in _LOOSE and not _closes(page, start, end):
        start += 1
    if page.view[start] in _CLOSERS and _closes(page, start, end) == end - 1:
        start, end = start + 1, end - 1
    while end > start and page.view[end - 1] in _LOOSE:
        end -= 1
    return (start, end) if start < end else None


def _closes(page: Page, start: int, end: int) -> int:
    closer = _CLOSERS.get(page.view[start])
    return max(0, page.view.find(closer, start + 1, end)) if closer else 0


def _title(page: Page) -> Span | None:
    if page.title is None:
        return None
    return page.blocks[page.title].start, page.blocks[page.title].end


def _is_heading(page: Page, span: Span) -> bool:
    at = bisect_left(page.blocks, span[0], key=lambda block: block.start)
    block = page.blocks[at] if at < len(page.blocks) else None
    return block is not None and (block.start, block.end) == span and block.kind in ("heading", "title")


def _whole_heading(page: Page, span: Span) -> bool:
    """ "After this chapter you should be able to": a line that its list completes is no name."""
    words = page.flat(*span).words
    return bool(words) and words[-1].tag not in "TPMAC"


def _heading_above(page: Page, place: int) -> Span | None:
    """The nearest one; what stands further above hardly names a list."""
    at = bisect_left(page.blocks, place, key=lambda block: block.start)
    near = (block for block in reversed(page.blocks[max(0, at - _FAR) : at]) if block.kind == "heading")
    spans = ((block.start, block.end) for block in near)
    return next((span for span in spans if _whole_heading(page, span)), None)
