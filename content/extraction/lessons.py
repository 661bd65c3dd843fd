"""An edition cut into lessons of some minutes: at headings, else where the topic changes; no list is cut.

The plan is the cheapest of all plans, so a lesson is neither filled up at the cost of the next one nor begun in the
middle of a section that could have stayed whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from content.extraction.cohesion import cohesion
from content.extraction.outline import TAUGHT_BLOCKS, EnumList, LessonPlan, Span
from content.extraction.page import Page

WORDS_A_MINUTE = 200
_LEAST = 3 * WORDS_A_MINUTE
_MOST = 6 * WORDS_A_MINUTE
_MAX_TITLE = 80

# What a plan pays, in units of one lesson of quite the wrong length.
_OUTSIDE = 3.0
_UNEVEN = 0.3
_IN_SECTION = 1.0
_SAME_TOPIC = 0.8
_DEEPER = 0.1
# Breaks nearer together than so many words are not worth telling apart; of them the best is kept.
_STEP = 15


def plan_lessons(page: Page, lists: Sequence[EnumList]) -> tuple[LessonPlan, ...]:
    before = [0, *accumulate(_words(page, i) for i in range(len(page.blocks)))]
    if not before[-1]:
        return ()
    starts = _starts(_breaks(page, lists), before) if before[-1] > _MOST else [0]
    ends = [*(start - 1 for start in starts[1:]), len(page.blocks) - 1]
    return tuple(_lesson(page, lists, first, last) for first, last in zip(starts, ends, strict=True))


def _words(page: Page, i: int) -> int:
    block = page.blocks[i]
    return len(page.view[block.start : block.end].split()) if block.kind in TAUGHT_BLOCKS else 0


def _starts(breaks: Mapping[int, float], before: Sequence[int]) -> list[int]:
    """The cheapest plan, found from the left. `before[i]` counts the words before block i."""
    places = [0, *_apart(breaks, before), len(before) - 1]
    costs, origins = [0.0], [0]
    for n, place in enumerate(places[1:], start=1):
        price = breaks.get(place, 0.0)
        tried = ((costs[m] + _length_cost(before[place] - before[places[m]]), m) for m in _within(places, n, before))
        cost, origin = min(tried)
        costs.append(cost + price)
        origins.append(origin)
    starts, n = [], len(places) - 1
    while n > 0:
        n = origins[n]
        starts.append(places[n])
    return starts[::-1]


def _apart(breaks: Mapping[int, float], before: Sequence[int]) -> list[int]:
    """Of breaks near each other the cheapest, the earlier one if they are equal."""
    kept: list[int] = []
    for place in sorted(breaks):
        if kept and before[place] - before[kept[-1]] < _STEP:
            if breaks[place] < breaks[kept[-1]]:
                kept[-1] = place
        else:
            kept.append(place)
    return kept


def _within(places: Sequence[int], n: int, before: Sequence[int]) -> Iterator[int]:
    """Where a lesson that ends before places[n] may begin: the place before it, and those that make no monster."""
    yield n - 1
    for m in range(n - 2, -1, -1):
        if before[places[n]] - before[places[m]] > 2 * _MOST:
            break
        yield m


def _length_cost(words: int) -> float:
    if words < _LEAST:
        return _OUTSIDE * (1 + (_LEAST - words) / _LEAST)
    if words > _MOST:
        return _OUTSIDE * (1 + (words - _MOST) / _LEAST)
    middle = (_LEAST + _MOST) / 2
    return _UNEVEN * ((words - middle) / (_MOST - middle)) ** 2


def _breaks(page: Page, lists: Sequence[EnumList]) -> dict[int, float]:
    """Blocks that may begin a lesson, and what that costs: little at a heading, and more inside a section.

    Without headings it costs as much as the text has in common on both sides.
    """
    inside = _inside(page, lists)
    headings = [i for i, block in enumerate(page.blocks) if block.kind == "heading"]
    top = min((page.blocks[i].level for i in headings), default=0)
    paragraphs = [i for i, block in enumerate(page.blocks) if block.kind == "paragraph"]
    sameness = {} if headings else cohesion(page, paragraphs)
    breaks: dict[int, float] = {}
    for i, (above, block) in enumerate(pairwise(page.blocks), start=1):
        # A heading stays with what it heads, a paragraph that ends in a colon with what it leads to.
        if i in inside or above.kind in ("heading", "title") or page.view[above.end - 1] == ":":
            continue
        if block.kind == "heading":
            breaks[i] = _DEEPER * (block.level - top)
        elif block.kind == "paragraph":
            breaks[i] = _IN_SECTION if headings else _SAME_TOPIC * sameness.get(i, 1.0)
    return breaks


def _inside(page: Page, lists: Sequence[EnumList]) -> set[int]:
    """Blocks that begin after the first word and before the last word of a list with its announcement."""
    starts = [block.start for block in page.blocks]
    spans = [_reach(one) for one in lists if not _chapters(page, one, starts)]
    return {i for start, end in spans for i in range(bisect_right(starts, start), bisect_left(starts, end))}


def _reach(one: EnumList) -> Span:
    last = one.items[-1]
    return one.statement[0], max(one.statement[1], last.body[1] if last.body else 0)


def _chapters(page: Page, one: EnumList, starts: Sequence[int]) -> bool:
    """Lists whose items are headings, or that nobody reads in one sitting: to cut between those is the point."""
    if page.blocks[bisect_right(starts, one.items[0].start) - 1].kind == "heading":
        return True
    return len(page.view[one.statement[0] : _reach(one)[1]].split()) > 2 * _MOST


def _lesson(page: Page, lists: Sequence[EnumList], first: int, last: int) -> LessonPlan:
    span = _title_span(page, lists, first, last)
    return LessonPlan(" ".join(page.quote(span).split()), span, first, last)


def _title_span(page: Page, lists: Sequence[EnumList], first: int, last: int) -> Span:
    """The title of the text, the heading it begins with, the label of its first major list, any heading, its words."""
    blocks = page.blocks[first : last + 1]
    if first == 0 and page.title is not None:
        return page.blocks[page.title].start, page.blocks[page.title].end
    headings = [(block.start, block.end) for block in blocks if block.kind == "heading"]
    if headings and headings[0][0] == blocks[0].start:
        return headings[0]
    inside = (one for one in lists if one.major and blocks[0].start <= one.statement[0] < blocks[-1].end)
    labels = [one.label_span for one in inside if blocks[0].start <= one.label_span[0] < blocks[-1].end]
    return (labels or headings or [_first_words(page, first, last)])[0]


def _first_words(page: Page, first: int, last: int) -> Span:
    blocks = page.blocks[first : last + 1]
    start = next(block.start for block in blocks if block.kind in TAUGHT_BLOCKS or block is blocks[-1])
    end = min(start + _MAX_TITLE, blocks[-1].end)
    space = page.view.rfind(" ", start, end)
    return start, space if space > start and end - start == _MAX_TITLE else end
