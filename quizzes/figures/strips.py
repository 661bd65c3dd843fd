"""A text as a strip of cells, each as dark as what stands there is known."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 20
CELLS = 96
GAP = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """`level` is 1 to 4, 0 where nothing is to be known."""

    x: float
    width: float
    level: int


@dataclass(frozen=True, slots=True)
class Strip:
    width: int
    height: int
    cells: tuple[Cell, ...]


def strip(paragraphs: Sequence[tuple[int, Sequence[int]]]) -> Strip:
    """`paragraphs` are (length, levels of what stands in it), in their order. Of many, neighbours share a cell."""
    total = sum(length for length, _levels in paragraphs) or 1
    groups: list[tuple[int, list[int]]] = []
    done = 0
    for length, levels in paragraphs:
        if groups and done * CELLS // total == (done - groups[-1][0]) * CELLS // total and len(paragraphs) > CELLS:
            groups[-1] = (groups[-1][0] + length, [*groups[-1][1], *levels])
        else:
            groups.append((length, list(levels)))
        done += length
    cells, x = [], 0.0
    for length, levels in groups:
        width = length * WIDTH / total
        level = max(1, round(sum(levels) / len(levels))) if levels else 0
        cells.append(Cell(round(x, 1), round(max(0.5, width - GAP), 1), level))
        x += width
    return Strip(WIDTH, HEIGHT, tuple(cells))
