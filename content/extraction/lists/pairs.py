"""Two members behind a colon, when two are announced ("two paradigms: data model and algorithmic model").

Two alone make no series anywhere else: "this and that" is everywhere.
"""

import re
from collections.abc import Iterator

from content.extraction.lists.announce import Announcement, announcement
from content.extraction.lists.making import made
from content.extraction.outline import EnumList, ListItem, Span
from content.extraction.page import Page

_COLON = re.compile(r":\s")
_END = re.compile(r"[,;:.!?](?=\s|$)")
_MAX_WORDS = 9


def find(page: Page) -> Iterator[EnumList]:
    for _, sentence in page.sentences():
        start = sentence.start
        for colon in _COLON.finditer(page.view, sentence.start, sentence.end):
            said = announcement(page, (start, colon.start()))
            start = colon.end()
            if said and said.count == 2:
                members = _two(page, colon.end(), sentence.end)
                if members:
                    yield _list(page, said, members)


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


def _list(page: Page, said: Announcement, members: tuple[Span, Span]) -> EnumList:
    return made(
        page,
        tuple(ListItem(start, end) for start, end in members),
        said,
        kind="announced",
        rule="announced pair",
        confidence=0.9,
        announced=2,
        ordered=said.sequence,
    )
