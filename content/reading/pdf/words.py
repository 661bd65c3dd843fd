"""The characters of a PDF page as words with their boxes, and words side by side as lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

_LIGATURE = re.compile("[\ufb00-\ufb06]")
# What fonts of signs hold in the private area: the bullets of Word's Symbol and Wingdings.
_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0x25CF, 0x2022), "•")
_HYPHEN = 2  # how PDFium reports a hyphen at which it would join a word
_MOST_CHARS = 200_000
_BOLD = 600
_CELL_GAP = 1.0

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Word:
    """Left, bottom, right, top in points from the page's lower left corner; the height follows the size of type."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool

    @property
    def size(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side on one page (from 0), between two gaps. `usual` is one in the type of most of them."""

    words: tuple[Word, ...]
    page: int
    usual: Word

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def bottom(self) -> float:
        return self.usual.bottom

    @property
    def top(self) -> float:
        return self.usual.top

    @property
    def size(self) -> float:
        return self.usual.size

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(char.isalnum() for char in word.text))


def line_of(words: Sequence[Word], page: int) -> Line:
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    usual = sizes.most_common(1)[0][0]
    return Line(tuple(words), page, next(word for word in words if round(word.size, 1) == usual))


def lines_of(page: Any, number: int) -> list[Line]:
    """The lines of a pypdfium2 page from top to bottom; cells of one row and columns are lines of their own."""
    words = sorted(_words(page), key=lambda word: (-round(word.bottom + word.size / 2, 1), word.left))
    found: list[Line] = []
    for row in _rows(words):
        found.extend(line_of(run, number) for run in _runs(sorted(row, key=lambda word: word.left)))
    return found


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words whose middles are at about one height."""
    row: list[Word] = []
    for word in words:
        middle = (word.bottom + word.top) / 2
        if row and not row[0].bottom + 0.15 * row[0].size < middle < row[0].top - 0.1 * row[0].size:
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _runs(row: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in row:
        if run and word.left - run[-1].right > _CELL_GAP * max(run[-1].size, word.size) and not _is_bullet(run):
            yield run
            run = []
        if run and word.left - run[-1].right < 0.08 * word.size:
            # No gap: the same word, drawn in two parts.
            last = run.pop()
            word = Word(last.text + word.text, last.left, last.bottom, word.right, last.top, last.bold and word.bold)
        run.append(word)
    if run:
        yield run


def _is_bullet(run: Sequence[Word]) -> bool:
    """A marker stands apart from its item."""
    return len(run) == 1 and bool(re.fullmatch(r"[•▪◦○‣►✓o*–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.)]", run[0].text))


def _words(page: Any) -> Iterator[Word]:
    text_page = page.get_textpage()
    try:
        yield from _gathered(text_page)
    finally:
        text_page.close()


def _gathered(text_page: Any) -> Iterator[Word]:
    """Words between the spaces that PDFium reads or puts in; a call for each character is what costs time here."""
    import pypdfium2.raw as raw

    handle, unicode_at = text_page.raw, raw.FPDFText_GetUnicode
    count = min(text_page.count_chars(), _MOST_CHARS)
    chars: list[str] = []
    for index in range(count + 1):
        code = unicode_at(handle, index) if index < count else 32
        char = _BULLETS.get(code) or ("-" if code == _HYPHEN else chr(code) if 32 < code < 0x110000 else " ")
        if not char.isspace():
            chars.append(char)
        elif chars:
            yield from _boxed(raw, handle, index - len(chars), chars)
            chars = []


def _boxed(raw: Any, handle: Any, first: int, chars: list[str]) -> Iterator[Word]:
    """The word between its outer characters; where these stand far apart, the parts that stand together."""
    bold = raw.FPDFText_GetFontWeight(handle, first) >= _BOLD
    left, right = _box(raw, handle, first), _box(raw, handle, first + len(chars) - 1)
    if _on_one_line(left, right, len(chars)):
        yield _word(chars, (left[0], min(left[1], right[1]), right[2], max(left[3], right[3])), bold)
        return
    part, edges = chars[:1], left
    for offset, char in enumerate(chars[1:], start=1):
        here = _box(raw, handle, first + offset)
        if _joined(edges, here):
            edges = (min(edges[0], here[0]), min(edges[1], here[1]), here[2], max(edges[3], here[3]))
            part.append(char)
        else:
            yield _word(part, edges, bold)
            part, edges = [char], here
    yield _word(part, edges, bold)


def _box(raw: Any, handle: Any, index: int) -> Box:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, box)
    return box.left, box.bottom, box.right, box.top


def _on_one_line(left: Box, right: Box, count: int) -> bool:
    size = left[3] - left[1]
    return abs(right[1] - left[1]) < 0.7 * size and 0 < right[2] - left[0] < 1.1 * count * size


def _joined(edges: Box, here: Box) -> bool:
    """The next character stands on the same line, right behind."""
    size = edges[3] - edges[1]
    return abs(here[1] - edges[1]) < 0.7 * size and -0.5 * size < here[0] - edges[2] < 0.6 * size


def _word(chars: Sequence[str], edges: Box, bold: bool) -> Word:
    text = _LIGATURE.sub(lambda match: normalize("NFKC", match[0]), "".join(chars))
    return Word(normalize("NFC", text), *edges, bold)
