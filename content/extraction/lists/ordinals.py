"""First, second, third over sentences and paragraphs."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.extraction.lists.announce import Announcement, announcement
from content.extraction.lists.items import without_end
from content.extraction.lists.making import made
from content.extraction.outline import EnumList, ListItem, Span
from content.extraction.page import Page

_CLOSING = 0
_NEXT = -1
# An item may be explained at length, but not for pages.
_MAX_BLOCKS_APART = 6
# An announcement stands in one of the two sentences before.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class _Mark:
    """An ordinal: its number, where it stands, where its item's words begin, its sentence and its matter end."""

    number: int
    at: int
    start: int
    end: int
    block: int
    section: int
    body_end: int = 0


def find(page: Page) -> Iterator[EnumList]:
    marks = list(_marks(page))
    for i, mark in enumerate(marks):
        # What is said under an ordinal ends with its paragraph, or where the next ordinal comes, of whatever list.
        following = marks[i + 1] if i + 1 < len(marks) else None
        near = following is not None and following.block == mark.block
        marks[i] = replace(mark, body_end=following.at if following and near else page.blocks[mark.block].end)
    for run in _runs(marks):
        yield _list(page, run)


def _marks(page: Page) -> Iterator[_Mark]:
    section = 0
    for i, block in enumerate(page.blocks):
        section += block.kind == "heading"
        if block.kind not in ("paragraph", "quote"):
            continue
        for sentence in block.sentences:
            marks = list(_in_sentence(page, (sentence.start, sentence.end), i, section))
            for mark, following in zip(marks, [*marks[1:], None], strict=False):
                end = following.at if following else sentence.end
                yield _Mark(mark.number, mark.at, mark.start, end, i, section)


def _in_sentence(page: Page, span: Span, block: int, section: int) -> Iterator[_Mark]:
    """At the head of the sentence, and behind a colon, a semicolon or a closing quote inside it."""
    at = span[0]
    while at < span[1]:
        found = _ordinal(page, at, span[1], head=at == span[0])
        if found:
            yield _Mark(found[0], at, found[1], span[1], block, section)
        at = _next_clause(page, at, span[1])


def _next_clause(page: Page, at: int, end: int) -> int:
    for i in range(at, end - 1):
        if page.view[i] in ":;”—" and page.view[i + 1].isspace():
            i += 1
            while i < end and page.view[i].isspace():
                i += 1
            return i
    return end


def _ordinal(page: Page, at: int, end: int, *, head: bool) -> tuple[int, int] | None:
    ordering = page.pack.ordering
    for pattern in ordering.openers:
        match = pattern.match(page.view, at, end)
        if match and match.end() < end:
            return _number(page, match[0]), match.end()
    for pattern in ordering.counted if head else ():
        match = pattern.match(page.view, at, end)
        if match:
            # "The second stage is anger": the sentence itself is the item.
            return _number(page, match[0]), at
    return None


def _number(page: Page, words: str) -> int:
    lower = " ".join(words.lower().split())
    found = [(lower.find(word), -len(word), n) for word, n in page.pack.ordinals.items() if word in lower]
    return min(found)[2]


def _runs(marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """One always opens a new list, for two lists in one text must not merge; a heading closes the old one."""
    run: list[_Mark] = []
    for mark in marks:
        if run and _goes_on(run, mark):
            run.append(mark)
            continue
        if len(run) > 1:
            yield run
        run = [mark] if mark.number == 1 else []
    if len(run) > 1:
        yield run


def _goes_on(run: Sequence[_Mark], mark: _Mark) -> bool:
    near = mark.section == run[-1].section and mark.block - run[-1].block <= _MAX_BLOCKS_APART
    if not near or run[-1].number == _CLOSING:
        return False
    # "First … Finally" alone is a way of speaking, not a list of two.
    return mark.number in (len(run) + 1, _NEXT) or (mark.number == _CLOSING and len(run) > 1)


def _list(page: Page, run: Sequence[_Mark]) -> EnumList:
    items = tuple(_item(page, mark) for mark in run)
    said = _announced(page, run[0])
    count = said.count if said and said.count and said.count >= len(run) else None
    return made(
        page,
        items,
        said,
        kind="ordinal",
        rule="ordinals",
        confidence=0.97 if said and said.promised else 0.9,
        announced=count,
        ordered=True,
        start=run[0].at,
    )


def _item(page: Page, mark: _Mark) -> ListItem:
    start, end = without_end(page, mark.start, mark.end)
    body = without_end(page, mark.start, mark.body_end)
    return ListItem(start, end, None, body if body[1] > end + 1 else None)


def _announced(page: Page, first: _Mark) -> Announcement | None:
    """The words before the first ordinal, or the sentence before; else the heading; else what is there."""
    near = _before(page, first)
    for span in near:
        said = announcement(page, span)
        if said:
            return said
    heading = _heading(page, first)
    if heading:
        return announcement(page, heading) or Announcement(heading)
    return Announcement(near[0]) if near else None


def _before(page: Page, first: _Mark) -> list[Span]:
    """Nearest first: the clause before the ordinal, then sentences before it in this block or the one above."""
    spans: list[Span] = []
    for i in (first.block, first.block - 1):
        if i >= 0 and page.blocks[i].kind in ("paragraph", "quote", "item"):
            sentences = page.blocks[i].sentences
            last = bisect_left(sentences, first.at, key=lambda sentence: sentence.start)
            near = sentences[max(0, last - _NEAR + len(spans)) : last]
            spans += [(sentence.start, min(sentence.end, first.at)) for sentence in reversed(near)]
    return spans


def _heading(page: Page, first: _Mark) -> Span | None:
    """The one whose section begins with the list: what stands between would be taken for part of the list."""
    for i in range(first.block - 1, max(-1, first.block - 1 - _NEAR), -1):
        if page.blocks[i].kind == "heading":
            return page.blocks[i].start, page.blocks[i].end
    return None
