"""An edition cut into lessons: at headings, else between paragraphs, in runs of some minutes; no list is cut."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from content.extraction.outline import TAUGHT_BLOCKS, EnumList, LessonPlan, Span
from content.extraction.page import Page

WORDS_A_MINUTE = 200
_LEAST = 3 * WORDS_A_MINUTE
_MOST = 6 * WORDS_A_MINUTE
_MAX_TITLE = 80


def plan_lessons(page: Page, lists: Sequence[EnumList]) -> tuple[LessonPlan, ...]:
    words = [_words(page, i) for i in range(len(page.blocks))]
    if not any(words):
        return ()
    starts = _starts(page, lists, words)
    ends = [*(start - 1 for start in starts[1:]), len(page.blocks) - 1]
    return tuple(_lesson(page, lists, first, last) for first, last in zip(starts, ends, strict=True))


def _words(page: Page, i: int) -> int:
    block = page.blocks[i]
    return len(page.view[block.start : block.end].split()) if block.kind in TAUGHT_BLOCKS else 0


def _starts(page: Page, lists: Sequence[EnumList], words: Sequence[int]) -> list[int]:
    """Greedy: a lesson ends at the best break between its least and its most; a short rest joins the last one."""
    breaks = _breaks(page, lists)
    starts, begin, total = [0], 0, sum(words)
    done = 0
    while total - done > _MOST:
        reached, best = 0, None
        for i in range(begin, len(words)):
            if reached >= _LEAST and i in breaks and (best is None or breaks[i] >= breaks[best]):
                best = i
            if reached > _MOST and best is not None:
                break
            reached += words[i]
        if best is None or total - sum(words[:best]) < _LEAST // 2:
            break
        starts.append(best)
        begin, done = best, sum(words[:best])
    return starts


def _breaks(page: Page, lists: Sequence[EnumList]) -> dict[int, int]:
    """Blocks that may begin a lesson, with how well: 2 at a heading, 1 at a paragraph. Inside a list none may."""
    inside = _inside(page, lists)
    breaks: dict[int, int] = {}
    for i, (before, block) in enumerate(pairwise(page.blocks), start=1):
        if i in inside:
            continue
        if block.kind == "heading":
            breaks[i] = 2
        elif block.kind == "paragraph" and before.kind != "heading" and page.view[before.end - 1] != ":":
            breaks[i] = 1
    return breaks


def _inside(page: Page, lists: Sequence[EnumList]) -> set[int]:
    """Blocks that begin after the first word and before the last word of a list with its announcement.

    Lists of headings are whole chapters: to cut between those is the point.
    """
    spans = [_reach(one) for one in lists if one.major and one.kind != "announced" and not _wide(page, one)]
    starts = [block.start for block in page.blocks]
    return {i for start, end in spans for i in range(bisect_right(starts, start), bisect_left(starts, end))}


def _reach(one: EnumList) -> Span:
    last = one.items[-1]
    return one.statement[0], max(one.statement[1], last.body[1] if last.body else 0)


def _wide(page: Page, one: EnumList) -> bool:
    return len(page.view[one.statement[0] : _reach(one)[1]].split()) > _MOST


def _lesson(page: Page, lists: Sequence[EnumList], first: int, last: int) -> LessonPlan:
    span = _title_span(page, lists, first, last)
    if first == 0 and page.title is not None:
        block = page.blocks[page.title]
        span = (block.start, block.end)
    return LessonPlan(" ".join(page.quote(span).split()), span, first, last)


def _title_span(page: Page, lists: Sequence[EnumList], first: int, last: int) -> Span:
    """The first heading, else the label of the first major list, else the first words."""
    blocks = page.blocks[first : last + 1]
    for block in blocks:
        if block.kind == "heading":
            return block.start, block.end
    for one in lists:
        if one.major and blocks[0].start <= one.statement[0] < blocks[-1].end:
            return one.label_span
    start = next(block.start for block in blocks if block.kind in TAUGHT_BLOCKS or block is blocks[-1])
    end = min(start + _MAX_TITLE, blocks[-1].end)
    space = page.view.rfind(" ", start, end)
    return start, space if space > start and end - start == _MAX_TITLE else end
