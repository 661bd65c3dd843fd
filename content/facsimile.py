"""A page drawn small, from the real lengths of its paragraphs: dark what is read, pale what is not."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

WIDTH = 120
TALLEST = 360
BEFORE = 3
"""Of a longer text one page is drawn, which begins so many blocks before the lit one."""

MARGIN = 11
INDENT = 6  # of a list's items, whose numbers stand in it
SIGNS = 90  # in a line
PITCH = 3.15
GAP = 2.2  # between paragraphs
DRAWN = frozenset({"title", "heading", "paragraph", "item", "quote", "table", "code"})


class Block(Protocol):
    """What is asked of a paragraph: its kind, ¶ and ends."""

    kind: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The `d` of one SVG path for each kind of line; `band` and `here` light one paragraph, empty without it."""

    width: int
    height: int
    heads: str
    numbers: str
    read: str
    unread: str
    band: str
    here: str


Box = tuple[float, float, float, float]  # x, y, width, height


def facsimile(
    blocks: Sequence[Block], read: Collection[int], here: int | None = None, items: Collection[int] = ()
) -> Facsimile:
    """`read` are the ¶ that were read, `items` those that open a list's item, `here` the one to light."""
    drawn = [block for block in blocks if block.kind in DRAWN]
    page = draw(drawn, read, here, items)
    if page.height > TALLEST:
        lit = next((place for place, block in enumerate(drawn) if block.number and block.number == here), 0)
        page = draw(drawn[max(0, lit - BEFORE) :], read, here, items)
    return replace(page, height=min(page.height, TALLEST))


def draw(blocks: Iterable[Block], read: Collection[int], here: int | None, items: Collection[int]) -> Facsimile:
    """As far as the tallest page goes; its height tells when there was more."""
    boxes: dict[str, list[Box]] = {name: [] for name in ("heads", "numbers", "read", "unread", "band", "here")}
    y = float(MARGIN)
    for block in blocks:
        if y > TALLEST:
            break
        top = y
        if not block.number:
            y = draw_head(boxes["heads"], block, y)
            continue
        x, width = float(MARGIN), float(WIDTH - 2 * MARGIN)
        if block.kind == "item" or block.number in items:
            boxes["numbers"].append((x, y, 2.4, 1.6))
            x, width = x + INDENT, width - INDENT
        y = draw_lines(boxes["read" if block.number in read else "unread"], block.end - block.start, x, y, width)
        if block.number == here:
            boxes["band"].append((7, top - 2, WIDTH - 14, y - top + 1))
            boxes["here"].append((0, top - 2, 2.5, y - top + 1))
    return Facsimile(WIDTH, round(y + MARGIN), **{name: path(some) for name, some in boxes.items()})


def draw_head(boxes: list[Box], block: Block, y: float) -> float:
    """The title in up to two thick lines, a heading in one."""
    title = block.kind == "title"
    thick, pitch = (3.0, 5.0) if title else (2.2, 5.5)
    lines = min(max(1, round((block.end - block.start) / 45)), 2) if title else 1
    top = y if title else y + 2
    for line in range(lines):
        share = 0.92 if line + 1 < lines else 0.55 if lines > 1 else 0.8
        boxes.append((MARGIN, top + line * pitch, (WIDTH - 2 * MARGIN) * share, thick))
    return top + lines * pitch + (4 if title else 0)


def draw_lines(boxes: list[Box], signs: int, x: float, y: float, width: float) -> float:
    full, rest = divmod(signs, SIGNS)
    for line in range(full):
        boxes.append((x, y + line * PITCH, width, 1.5))
    if rest or not full:
        boxes.append((x, y + full * PITCH, width * max(rest, 4) / SIGNS, 1.5))
        full += 1
    return y + full * PITCH + GAP


def path(boxes: Iterable[Box]) -> str:
    return "".join(f"M{x:.3g} {y:.4g}h{width:.3g}v{height:.2g}H{x:.3g}z" for x, y, width, height in boxes)
