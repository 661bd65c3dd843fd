"""Lists of a page. Each module knows one way in which writers enumerate; FINDERS has them all."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from content.extraction.lists import counted, inline, layout, lettered, openings, ordinals, pairs
from content.extraction.outline import EnumList, Span
from content.extraction.page import Page

Finder = Callable[[Page], Iterable[EnumList]]

# A list that two of them find is the earlier one's.
FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "layout": layout.find,
        "ordinals": ordinals.find,
        "counted": counted.find,
        "openings": openings.find,
        "pairs": pairs.find,
        "lettered": lettered.find,
        "inline": inline.find,
        "several": pairs.find_more,
    }
)


def find_lists(page: Page) -> tuple[EnumList, ...]:
    found: list[EnumList] = []
    taken: set[Span] = set()
    for find in FINDERS.values():
        for one in find(page):
            spans = {(item.start, item.end) for item in one.items}
            if 2 * len(spans & taken) <= len(spans):
                found.append(one)
                taken |= spans
    return tuple(sorted(found, key=lambda one: (one.items[0].start, -one.items[-1].end)))
