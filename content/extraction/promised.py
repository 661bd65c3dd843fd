"""Lines that are items although no marker shows it: an intro promises them and their form is alike.

Copying from a page often loses the bullets and keeps the lines.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from content.extraction.pack import Pack
from content.extraction.pieces import Piece

_HEADED = re.compile(r"[^\W\d_][\w'’()/-]*(?:\s+[\w'’()/&-]+){0,5}:\s+\S")
_MAX_WORDS = 14


def with_unmarked_items(found: list[Piece], view: str, pack: Pack) -> list[Piece]:
    result = list(found)
    group = max((piece.group for piece in found), default=0)
    for i, piece in enumerate(found[:-1]):
        if piece.kind not in ("text", "body") or not pack.announcing.introduces.search(view[piece.start : piece.end]):
            continue
        run = _run(found, i + 1, view, _count(view[piece.start : piece.end], pack))
        if run:
            group += 1
            for k in range(i + 1, i + 1 + run):
                result[k] = replace(found[k], kind="item", group=group, level=1)
    return result


def _count(words: str, pack: Pack) -> int:
    """How many the intro promises ("four steps that cities can take:"), or 0."""
    found = [
        match
        for pattern in pack.announcing.promises
        if "count" in pattern.groupindex
        for match in pattern.finditer(words)
    ]
    count = found[-1]["count"].lower() if found else "0"
    return int(count) if count.isdigit() else pack.numbers[" ".join(count.split())]


def _run(found: Sequence[Piece], start: int, view: str, count: int) -> int:
    """How many pieces from `start` on are items: as many lines as were promised, paragraphs headed alike
    ("Name: ..."), or short lines in a block."""
    far = len(list(takewhile(lambda piece: piece.kind == "text" and _headed(view, piece), found[start:])))
    if far >= 3:
        return far
    block = [found[start]] if found[start].kind == "text" else []
    block += takewhile(
        lambda piece: piece.kind == "text" and not piece.after_blank, found[start + 1 :] if block else []
    )
    if len(block) == count > 1:
        return count
    headed = len(list(takewhile(lambda piece: _headed(view, piece), block)))
    if headed >= 2:
        return headed
    short = len(list(takewhile(lambda piece: _short(view[piece.start : piece.end]), block)))
    return short if short >= 3 and short == len(block) else 0


def _headed(view: str, piece: Piece) -> bool:
    return bool(_HEADED.match(view, piece.start, piece.end))


def _short(words: str) -> bool:
    return len(words.split()) <= _MAX_WORDS and words[-1] not in ".!?:"
