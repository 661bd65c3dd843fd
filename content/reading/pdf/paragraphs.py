"""Lines to paragraphs: by gaps, indents, sizes of type and the lengths of lines."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from content.reading.pdf.words import Line, line_of

_FAR = 0.4
_MARKER = re.compile(r"([•▪◦○‣►✓*–—-]|o(?= )|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])\s+(?=\S)")
_ENDS = frozenset(".!?:;”\"')…")


@dataclass(slots=True)
class Run:
    """The lines of one paragraph. `cells`: they are rows of a table; `aside`: a note, or furniture of the page.

    `listed` tells that its marker is one of a list's; `edge` is where its first line begins.
    """

    lines: list[Line] = field(default_factory=list)
    cells: bool = False
    aside: bool = False
    listed: bool = False
    edge: float = 0.0

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def marker(self) -> str:
        found = _MARKER.match(self.lines[0].text)
        return found[1] if found else ""


def runs_of(column: Sequence[Line]) -> list[Run]:
    """The paragraphs of one column."""
    rows = _rows(column)
    leading = _leading(rows)
    right = max((line.right for line in column), default=0.0)
    found: list[Run] = []
    for row in rows:
        last = found[-1] if found else None
        if len(row) > 1:
            if last is None or not last.cells:
                found.append(Run(cells=True))
            found[-1].lines.append(_as_cells(row))
        elif last is None or last.cells or _breaks(last, row[0], leading, right):
            found.append(Run([row[0]], edge=row[0].left))
        else:
            last.lines.append(row[0])
    return found


def _rows(column: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in column:
        same = rows and abs(rows[-1][0].bottom - line.bottom) < 0.4 * line.size and line.left >= rows[-1][-1].right
        if same:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _as_cells(row: Sequence[Line]) -> Line:
    """One line whose words are the cells."""
    return line_of([replace(line.words[0], text=line.text, right=line.right) for line in row], row[0].page)


def _leading(rows: Sequence[Sequence[Line]]) -> float:
    """The usual distance from line to line, in sizes of type."""
    pairs = [(above[0], below[0]) for above, below in pairwise(rows) if below[0].size > 0]
    steps = [(above.bottom - below.bottom) / below.size for above, below in pairs]
    steps = [step for step in steps if 0.5 < step < 2.5]
    return Counter(round(step, 1) for step in steps).most_common(1)[0][0] if steps else 1.2


def _breaks(run: Run, line: Line, leading: float, right: float) -> bool:
    last = run.lines[-1]
    size = line.size or 1.0
    heavier = last.bold != line.bold and (last.bold or len(run.lines) == 1)
    if abs(last.size - size) > 0.08 * size or heavier:
        return True
    step = (last.bottom - line.bottom) / size
    if not 0 < step <= max(leading * 1.25, leading + 0.25):
        return True
    if _MARKER.match(line.text) and (run.marker or _short(last, line, right) or last.text[-1] in _ENDS):
        return True
    room = _room(last, line, right)
    if run.marker:
        # The further lines of an item hang below its words; flush with its marker they follow full lines only.
        hangs = line.left > run.edge + 0.3 * size and line.left > run.lines[-1].left - 0.5 * size
        return (room > 0 and not hangs) or line.left < run.edge - 0.5 * size
    ended = last.text[-1] in _ENDS
    indented = line.left > min(one.left for one in run.lines[-2:]) + 0.8 * size and line.left < right * 0.6
    # A line that ends far from the edge ended on purpose, whatever its last sign.
    return (ended and (indented or room > 0.3 * size)) or room > _FAR * (right - last.left)


def _short(last: Line, line: Line, right: float) -> bool:
    return last.text[-1] in _ENDS and _room(last, line, right) > 0


def _room(last: Line, line: Line, right: float) -> float:
    """How much more than the next word would have fitted on the line before."""
    first = line.words[0]
    return right - last.right - (first.right - first.left) - 0.3 * line.size


def body_size(lines: Sequence[Line]) -> float:
    """The size of type in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
