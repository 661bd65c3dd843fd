"""Paragraphs with what their format says of them, gathered into canonical text and marks."""

import re
from dataclasses import dataclass, replace
from unicodedata import normalize

from content.reading.decoding import EMPTY
from content.reading.source import Mark, MarkKind, Meta, SourceText, UnreadableFile

# Controls, halves of surrogate pairs, non-characters, and signs that show nothing: soft hyphens, zero-width
# spaces, byte order marks. Joiners stay, for some scripts are wrong without them.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\f\v]+")
_TIGHT = frozenset({"item", "body", "table"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a document; `kind` None is running text. Level, ordered and group as in Mark."""

    text: str
    kind: MarkKind | None = None
    level: int = 1
    ordered: bool = False
    group: int = 0


class Manuscript:
    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._parts: list[str] = []
        self._length = 0
        self._last: MarkKind | None = None

    @property
    def length(self) -> int:
        return self._length

    def put(self, paragraph: Paragraph) -> tuple[int, int] | None:
        """Where its text stands now; None when nothing of it can be seen."""
        text = _VISIBLE.get(paragraph.kind or "", visible)(paragraph.text)
        if not text:
            return None
        if self._parts:
            tight = paragraph.kind in _TIGHT and self._last in _TIGHT
            self._append("\n" if tight else "\n\n")
        start = self._length
        self._append(text)
        if paragraph.kind:
            mark = Mark(start, self._length, paragraph.kind, paragraph.level, paragraph.ordered, paragraph.group)
            self.marks.append(mark)
        self._last = paragraph.kind
        return start, self._length

    def source_text(self, form: str, meta: Meta, notices: tuple[str, ...] = ()) -> SourceText:
        text = "".join(self._parts)
        if not any(char.isalnum() for char in text):
            raise UnreadableFile(EMPTY)
        marks = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))
        return SourceText(f"{text}\n", form, tuple(marks), clean_meta(meta), notices=notices)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def visible(raw: str) -> str:
    """In normal form C, white space as one space, line breaks kept."""
    lines = (_SPACES.sub(" ", line).strip() for line in _seen(raw).split("\n"))
    return normalize("NFC", "\n".join(line for line in lines if line))


def visible_code(raw: str) -> str:
    return normalize("NFC", _seen(raw.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").rstrip())


def visible_row(raw: str) -> str:
    """The cells of one row, parted by tabs."""
    cells = (" ".join(visible(cell).split()) for cell in raw.split("\t"))
    return "\t".join(cells).rstrip("\t") if raw.strip() else ""


_VISIBLE = {"code": visible_code, "table": visible_row}


def clean_meta(meta: Meta) -> Meta:
    def one_line(value: str | None) -> str | None:
        return " ".join(visible(value).split()) or None if value else None

    return replace(
        meta,
        title=one_line(meta.title),
        author=one_line(meta.author),
        date=one_line(meta.date),
        source=one_line(meta.source),
        language=one_line(meta.language),
    )


def _seen(raw: str) -> str:
    return _UNSEEN.sub("", raw).replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
