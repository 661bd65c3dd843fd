"""Whether a text's lines were broken to fit a width, and which lines then belong together."""

from collections.abc import Sequence
from itertools import pairwise

from content.extraction.lines import Line

_WIDEST = 110
_FULL_SHARE = 0.6
_MARK_ENDS = frozenset(".!?:;\"”')")


class Wrapping:
    """Offsets are not touched: joined lines stay in the text as they are, and only their block is one."""

    def __init__(self, view: str, found: Sequence[Line]) -> None:
        self._view = view
        lengths = sorted(len(line) + line.indent for line in found if " " in view[line.start : line.end])
        # A title or a table may be wider than the text, so the widest twentieth does not count.
        self._width = lengths[-1 - len(lengths) // 20] if lengths else 0
        self._active = self._width <= _WIDEST and self._fills(found)

    def joins(self, line: Line, following: Line) -> bool:
        if not self._active:
            return False
        if self._is_full(line, following):
            return True
        return self._view[line.end - 1] not in _MARK_ENDS and self._view[following.start].islower()

    def _fills(self, found: Sequence[Line]) -> bool:
        pairs = [(line, following) for line, following in pairwise(found) if not following.after_blank]
        full = sum(self._is_full(line, following) for line, following in pairs)
        return full >= 3 and full >= _FULL_SHARE * len(pairs)

    def _is_full(self, line: Line, following: Line) -> bool:
        """The next line's first word would not have fitted."""
        word_end = self._view.find(" ", following.start, following.end)
        word = (word_end if word_end > 0 else following.end) - following.start
        return line.indent + len(line) + 1 + word > self._width
