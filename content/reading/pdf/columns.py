"""The order in which the lines of a page are read: column by column, between the lines that cross all of them."""

from collections.abc import Sequence
from statistics import median

from content.reading.pdf.words import Line

_LEAST_LINES = 4
_CROSSING_SHARE = 0.3
_FILLED = 0.5
_DEEPEST = 3


def in_reading_order(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """Columns in the order of reading, each from top to bottom. A table is no column: its cells do not fill it."""
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        return [list(lines)] if lines else []
    found: list[list[Line]] = []
    band: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            found.extend(_sides(band, gutter, depth))
            found.append([line])
            band = []
        else:
            band.append(line)
    found.extend(_sides(band, gutter, depth))
    return _joined(found)


def _sides(band: Sequence[Line], gutter: float, depth: int) -> list[list[Line]]:
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.left >= gutter]
    return in_reading_order(left, depth + 1) + in_reading_order(right, depth + 1)


def _joined(columns: Sequence[list[Line]]) -> list[list[Line]]:
    """Lines across the page that follow each other are one column."""
    found: list[list[Line]] = []
    for column in columns:
        crossing = len(column) == 1
        if found and crossing and found[-1][-1].page == column[0].page and _beside(found[-1][-1], column[0]):
            found[-1].extend(column)
        else:
            found.append(list(column))
    return found


def _beside(above: Line, below: Line) -> bool:
    return abs(above.left - below.left) < above.size and 0 <= above.bottom - below.bottom < 3 * above.size


def _gutter(lines: Sequence[Line]) -> float | None:
    """The x that fewest lines cross, when both sides of it are filled with lines."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    candidates = sorted({round(line.left - 2) for line in lines if left + 0.2 * width < line.left < left + 0.8 * width})
    best = min(candidates, key=lambda x: (_crossing(lines, x), x), default=None)
    if best is None or _crossing(lines, best) > _CROSSING_SHARE * len(lines):
        return None
    sides = ([line for line in lines if line.right <= best], [line for line in lines if line.left >= best])
    filled = all(_filled(side) or _gutter(side) is not None for side in sides)
    return best if filled and _level(*sides) else None


def _crossing(lines: Sequence[Line], x: float) -> int:
    return sum(line.left < x < line.right for line in lines)


def _filled(side: Sequence[Line]) -> bool:
    if len(side) < _LEAST_LINES:
        return False
    width = max(line.right for line in side) - min(line.left for line in side)
    return (
        median(line.right - line.left for line in side) >= _FILLED * width
        and median(len(line.words) for line in side) >= 3
    )


def _level(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """The sides stand beside each other, not one above the other."""
    top = min(max(line.top for line in left), max(line.top for line in right))
    bottom = max(min(line.bottom for line in left), min(line.bottom for line in right))
    return top - bottom > 2 * left[0].size
