"""Members behind a colon whose number is announced ("two paradigms: data model and algorithmic model").

Two alone make no series anywhere else: "this and that" is everywhere. Of more, those are taken here whose form does
not tell that they are members; their number does.
"""

import re
from collections.abc import Iterator, Sequence

from content.extraction.lists.announce import Announcement, announcement
from content.extraction.lists.making import made
from content.extraction.lists.series import series_in
from content.extraction.outline import EnumList, ListItem, Span
from content.extraction.page import Page

_COLON = re.compile(r":\s")
_END = re.compile(r"[,;:.!?](?=\s|$)")
_MAX_WORDS = 9
_MOST_WORDS = 16


def find(page: Page) -> Iterator[EnumList]:
    for said, start, end in _announced(page):
        members = _two(page, start, end) if said.count == 2 else None
        if members:
            yield _list(page, said, members)


def find_more(page: Page) -> Iterator[EnumList]:
    for said, start, end in _announced(page):
        if said.count != 2 and not any(
            len(one.members) == said.count for one in series_in(page, start, end, opened=True)
        ):
            members = _parted(page, start, end)
            if len(members) == said.count:
                yield _list(page, said, members)


def _announced(page: Page) -> Iterator[tuple[Announcement, int, int]]:
    """What is counted before a colon, with the span behind it."""
    for _, sentence in page.sentences():
        start = sentence.start
        for colon in _COLON.finditer(page.view, sentence.start, sentence.end):
            said = announcement(page, (start, colon.start()))
            start = colon.end()
            if said and said.count:
                yield said, colon.end(), sentence.end


def _parted(page: Page, start: int, end: int) -> list[Span]:
    """The parts between commas or semicolons; the last one may be two, joined by "and"."""
    flat = page.flat(start, end)
    sign = ";" if ";" in flat.text else ","
    cuts = [start + match.start() for match in re.finditer(rf"{sign}(?=\s)", flat.text)]
    parts = [flat.words_in(left, right) for left, right in zip([start, *cuts], [*cuts, end], strict=True)]
    if not all(parts) or len(parts) < 2:
        return []
    *others, last = parts
    joints = [i for i, word in enumerate(last) if word.tag == "C"]
    if joints[:1] == [0]:
        last = last[1:]
    elif joints and last[joints[0] + 1 :]:
        others, last = [*others, last[: joints[0]]], last[joints[0] + 1 :]
    members = [*others, last]
    return [flat.span(words) for words in members] if all(0 < len(words) <= _MOST_WORDS for words in members) else []


def _two(page: Page, start: int, end: int) -> tuple[Span, Span] | None:
    flat = page.flat(start, end)
    stop = _END.search(flat.text)
    words = flat.words_in(start, start + stop.start() if stop else end)
    joints = [i for i, word in enumerate(words) if word.tag == "C"]
    if len(joints) != 1:
        return None
    first, second = words[: joints[0]], words[joints[0] + 1 :]
    if not (1 <= len(first) <= _MAX_WORDS and 1 <= len(second) <= _MAX_WORDS):
        return None
    return flat.span(first), flat.span(second)


def _list(page: Page, said: Announcement, members: Sequence[Span]) -> EnumList:
    return made(
        page,
        tuple(ListItem(start, end) for start, end in members),
        said,
        kind="announced",
        rule="counted behind a colon",
        confidence=0.9,
        announced=len(members),
        ordered=said.sequence,
    )
