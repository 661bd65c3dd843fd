"""Where an item's words end: without its last full stop, semicolon or "and"."""

from content.extraction.outline import Span
from content.extraction.page import Page

_TAIL = frozenset(" \t\n.;,:…")
_CLOSERS = {"”": "“", '"': '"', ")": "(", "]": "["}


def without_end(page: Page, start: int, end: int) -> Span:
    """A full stop is no part of an item, nor is a closing quote whose opening one stands outside."""
    while end > start:
        while end > start and page.view[end - 1] in _TAIL:
            end -= 1
        trailing = _joined(page, start, end)
        if trailing != end:
            end = trailing
            continue
        last = page.view[end - 1] if end > start else ""
        if last in _CLOSERS and page.view.count(_CLOSERS[last], start, end - 1) < 1 + page.view.count(
            last, start, end - 1
        ):
            end -= 1
            continue
        break
    return start, end


def _joined(page: Page, start: int, end: int) -> int:
    """ "…; and" at the end of a bullet joins it to the next one."""
    before = page.view.rfind(" ", start, end)
    joined = before > start and page.view[before + 1 : end].lower() in page.pack.classes.conjunctions
    return before if joined and page.view[before - 1] in ";," else end
