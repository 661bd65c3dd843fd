"""Columns of all pages to one run of paragraphs: what a page break cut is joined, heads and feet step aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.reading.manuscript import Manuscript
from content.reading.manuscript import Paragraph as Block
from content.reading.pdf.columns import in_reading_order
from content.reading.pdf.listing import tell_lists
from content.reading.pdf.paragraphs import Run, body_size, runs_of
from content.reading.pdf.words import Line
from content.reading.source import Mark

_HEADING_SIZE = 1.12
_MAX_HEADING_WORDS = 20
_SMALL = 0.88
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_SIGN = re.compile(r"(?:\d{1,2}|[*†‡§])\s?[^\W\d]")
_BULLET = re.compile(r"[^\w(]|o$")


def set_out(pages: Sequence[Sequence[Line]], furniture: set[int], manuscript: Manuscript) -> None:
    _Setting(pages, furniture, manuscript).run()


class _Setting:
    def __init__(self, pages: Sequence[Sequence[Line]], furniture: set[int], manuscript: Manuscript) -> None:
        self._pages = pages
        self._furniture = furniture
        self._out = manuscript
        text = [line for lines in pages for line in lines if id(line) not in furniture]
        self._body = body_size(text)
        self._compounds = {word.lower() for line in text for word in _WORD.findall(line.text)}
        self._runs = [run for lines in pages for run in self._runs_on(lines)]
        tell_lists(self._runs)
        self._levels = self._heading_levels()
        self._first = self._title()
        self._starts: dict[int, tuple[int, int]] = {}
        self._stack: list[tuple[float, bool, int]] = []
        self._groups = 0

    def run(self) -> None:
        for run in _joined(self._runs, self._body):
            self._put(run)
        self._mark_pages()

    def _runs_on(self, lines: Sequence[Line]) -> Iterator[Run]:
        """The text of a page, its notes, then its head and foot."""
        text = [line for line in lines if id(line) not in self._furniture]
        notes = _notes(text, self._body)
        text = [line for line in text if id(line) not in notes]
        for column in in_reading_order(text):
            yield from runs_of(column)
        for line in lines:
            if id(line) in self._furniture or id(line) in notes:
                yield Run([line], aside=True)

    def _heading_levels(self) -> dict[tuple[float, bool], int]:
        """Ranks of the types that are set as headings, largest first."""
        looks = Counter(
            (round(run.size, 0), run.size <= self._body * _HEADING_SIZE) for run in self._runs if self._heads(run)
        )
        ranked = sorted(looks, key=lambda look: (look[1], -look[0]))
        return {look: rank for rank, look in enumerate(ranked, start=1)}

    def _title(self) -> Run | None:
        """The one heading in the largest type, on the first page that has text."""
        heads = [
            run for run in self._runs if not run.aside and self._heads(run) and run.size > self._body * _HEADING_SIZE
        ]
        largest = max((run.size for run in heads), default=0.0)
        best = [run for run in heads if run.size > largest * 0.97]
        first = min((run.lines[0].page for run in self._runs), default=0)
        return best[0] if len(best) == 1 and best[0].lines[0].page == first else None

    def _heads(self, run: Run) -> bool:
        if run.aside or run.cells or run.marker in ("•", "▪", "◦", "○", "‣", "►", "✓", "*", "-", "–", "—", "o"):
            return False
        words = " ".join(line.text for line in run.lines)
        if not 0 < len(words.split()) <= _MAX_HEADING_WORDS or not any(char.isalpha() for char in words):
            return False
        if run.size > self._body * _HEADING_SIZE:
            return True
        bold = all(line.bold for line in run.lines)
        return bold and run.size > self._body * 0.95 and words[-1] not in ".,;:" and len(run.lines) <= 2

    def _put(self, run: Run) -> None:
        start = self._out.length + 2 if self._out.length else 0
        if run.aside:
            self._out.put(Block(run.lines[0].text, "furniture"))
        elif run.cells:
            for line in run.lines:
                self._out.put(Block("\t".join(word.text for word in line.words), "table"))
        else:
            self._place(run)
        for line in (run.lines[0], run.lines[-1]):
            first, _ = self._starts.get(line.page, (start, start))
            self._starts[line.page] = (min(first, start), self._out.length)

    def _place(self, run: Run) -> None:
        words = self._words(run)
        if run is self._first:
            self._out.put(Block(words, "title"))
        elif self._heads(run):
            level = self._levels.get((round(run.size, 0), run.size <= self._body * _HEADING_SIZE), 1)
            self._stack.clear()
            self._out.put(Block(words, "heading", level))
        elif run.listed:
            self._out.put(self._item(run, words))
        else:
            self._stack.clear()
            self._out.put(Block(words))

    def _item(self, run: Run, words: str) -> Block:
        ordered = not _BULLET.match(run.marker)
        left = run.lines[0].left
        while self._stack and self._stack[-1][0] > left + run.size * 0.5:
            self._stack.pop()
        same = self._stack and abs(self._stack[-1][0] - left) <= run.size * 0.5
        if same and self._stack[-1][1] != ordered:
            self._stack.pop()
            same = False
        if not same:
            self._groups += 1
            self._stack.append((left, ordered, self._groups))
        return Block(words, "item", len(self._stack), ordered, self._stack[-1][2])

    def _words(self, run: Run) -> str:
        """Lines joined; a word broken at the end of a line is whole again, unless it has its hyphen elsewhere too."""
        parts = [run.lines[0].text]
        for above, below in pairwise(run.lines):
            broken = _BROKEN.search(above.text)
            if broken and below.text[:1].islower():
                rest = re.match(r"[^\W\d_]+", below.text)
                whole = f"{broken[0]}{rest[0] if rest else ''}".lower()
                parts[-1] = parts[-1] if whole in self._compounds else parts[-1][:-1]
                parts.append(below.text)
            else:
                parts.append(f" {below.text}")
        return "".join(parts)

    def _mark_pages(self) -> None:
        length = self._out.length
        ordered = sorted(self._starts.items())
        for page, (start, end) in ordered:
            if start < min(end, length):
                self._out.marks.append(Mark(start, min(end, length), "page", page + 1))


def _notes(lines: Sequence[Line], body: float) -> set[int]:
    """Small print below the text of a page, from a line on that begins with the sign of a note."""
    small: list[Line] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if line.size >= body * _SMALL:
            break
        small.append(line)
    signs = [at for at, line in enumerate(small) if _SIGN.match(line.text)]
    return {id(line) for line in small[: signs[-1] + 1]} if signs else set()


def _joined(runs: Sequence[Run], body: float) -> list[Run]:
    """Paragraphs that a column or page cut in two, as one; what stood between them follows it."""
    found: list[Run] = []
    last: Run | None = None
    for run in runs:
        if not run.aside and last is not None and _goes_on(last, run, body):
            last.lines.extend(run.lines)
            continue
        found.append(run)
        if not run.aside:
            last = run
    return found


def _goes_on(last: Run, run: Run, body: float) -> bool:
    """In mid-sentence, in the type of the text, and at the head of a new column or page."""
    if (
        last.cells
        or run.cells
        or run.marker
        or abs(last.size - run.size) > 0.05 * body
        or run.size > body * _HEADING_SIZE
    ):
        return False
    above, below = last.lines[-1], run.lines[0]
    apart = below.page != above.page or below.bottom > above.bottom
    return (
        apart
        and len(above.words) > 2
        and above.text[-1] not in '.!?:;”"'
        and (below.text[0].islower() or above.text[-1] in "-,")
    )
