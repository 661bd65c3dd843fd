"""Members that carry a number or letter inside a paragraph: "(a) …, (b) …, and (c) …", "1) … 2) …"."""

import re
from collections.abc import Iterator, Sequence

from content.extraction.lists.announce import Announcement, announcement
from content.extraction.lists.items import without_end
from content.extraction.lists.making import made
from content.extraction.outline import Block, EnumList, ListItem, Span
from content.extraction.page import Page

_MARK = re.compile(r"(?<![^\s“\"])(?P<open>\(?)(?P<sign>\d{1,2}|[a-z]|[ivx]{2,4})\)\s+(?=[^\s\d,.;:)])")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_MOST_WORDS = 60
# Wide enough for any conjunction.
_NEAR = 20


def find(page: Page) -> Iterator[EnumList]:
    for _, block in page.taught():
        if ")" in page.view[block.start : block.end] and block.sentences:
            run: list[re.Match[str]] = []
            for mark in _MARK.finditer(page.view, block.start, block.end):
                if run and _follows(run, mark) and _parts(page, mark):
                    run.append(mark)
                    continue
                yield from _list(page, block, run)
                run = [mark] if 1 in _values(mark) else []
            yield from _list(page, block, run)


def _values(mark: re.Match[str]) -> set[int]:
    """What the sign may count: "i" is a numeral and a letter."""
    sign = mark["sign"]
    if sign.isdigit():
        return {int(sign)}
    letter = {ord(sign) - ord("a") + 1} if len(sign) == 1 else set()
    return letter | ({_ROMANS.index(sign) + 1} if sign in _ROMANS else set())


def _follows(run: Sequence[re.Match[str]], mark: re.Match[str]) -> bool:
    alike = run[-1]["open"] == mark["open"] and run[-1]["sign"].isdigit() == mark["sign"].isdigit()
    return alike and len(run) + 1 in _values(mark)


def _parts(page: Page, mark: re.Match[str]) -> bool:
    """A sign or a conjunction stands before the mark; "the formula (2)" only refers."""
    before = page.view[max(0, mark.start() - _NEAR) : mark.start()].split() or [""]
    return before[-1][-1:] in (",", ";", ":", ".") or before[-1].lower() in page.pack.classes.conjunctions


def _list(page: Page, block: Block, run: Sequence[re.Match[str]]) -> Iterator[EnumList]:
    if len(run) < 2:
        return
    ends = [*(mark.start() for mark in run[1:]), _end(block, run[-1].end())]
    items = [ListItem(*_item(page, mark.end(), end)) for mark, end in zip(run, ends, strict=True)]
    if not all(1 <= len(page.view[item.start : item.end].split()) <= _MOST_WORDS for item in items):
        return
    lead = _lead(block, run[0].start())
    said = (announcement(page, lead) or Announcement(lead)) if lead[0] < lead[1] else None
    counted = said.count if said and said.count == len(items) else None
    yield made(
        page,
        tuple(items),
        said,
        kind="announced" if counted else "inline",
        rule="lettered",
        confidence=0.9,
        announced=counted,
        ordered=bool(said and said.sequence),
    )


def _item(page: Page, start: int, end: int) -> Span:
    """Without the "and" that leads to the next mark."""
    start, end = without_end(page, start, end)
    *words, last = page.view[start:end].split() or [""]
    if words and last.lower() in page.pack.classes.conjunctions:
        return without_end(page, start, end - len(last))
    return start, end


def _end(block: Block, place: int) -> int:
    return next((one.end for one in block.sentences if one.start <= place < one.end), block.end)


def _lead(block: Block, place: int) -> Span:
    """What stands before the first mark in its sentence, or the sentence before when the mark opens one."""
    before = [one for one in block.sentences if one.start < place]
    return (before[-1].start, min(before[-1].end, place)) if before else (place, place)
