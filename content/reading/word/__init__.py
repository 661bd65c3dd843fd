"""Word documents. Styles and numbering become marks.

Footnotes, comments, headers, footers and deleted text are left out: they belong to the page or to its making.
Text boxes are left out too, for they often repeat the text ("pull quotes"); a notice says so.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from content.reading.apart import DAMAGED
from content.reading.archive import refuse_dangerous
from content.reading.manuscript import Manuscript
from content.reading.manuscript import Paragraph as Block
from content.reading.source import MarkKind, Meta, SourceText, UnreadableFile

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from content.reading.word.numbering import Numbered

TEXT_BOXES = "Text boxes in this document were left out: check that nothing you need stood in one."
FOOTNOTES = "Footnotes in this document were left out."
_KINDS: tuple[tuple[str, MarkKind], ...] = (("quote", "quote"), ("caption", "caption"), ("code", "code"))
_TEMPLATE_MADE = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes) -> SourceText:
    refuse_dangerous(data)
    document = _opened(data)
    try:
        manuscript = Manuscript()
        _Walk(document, manuscript).read()
        return manuscript.source_text("word", _meta(document), _notices(document))
    except (ValueError, KeyError, AttributeError, TypeError, IndexError, RecursionError) as error:
        # The library reads parts when they are asked for, and trusts them to be what Word writes.
        raise UnreadableFile(DAMAGED) from error


def _opened(data: bytes) -> "Document":
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    broken = (OpcError, LxmlError, ValueError, KeyError, AttributeError, TypeError, IndexError, OSError)
    try:
        return docx.Document(io.BytesIO(data))
    except (*broken, zipfile.BadZipFile) as error:
        raise UnreadableFile(DAMAGED) from error


class _Walk:
    def __init__(self, document: "Document", manuscript: Manuscript) -> None:
        from content.reading.word.numbering import Numbering

        self._document = document
        self._out = manuscript
        self._numbering = Numbering(document)
        self._groups = 0
        self._stack: list[tuple[str, int, int]] = []

    def read(self) -> None:
        from docx.text.paragraph import Paragraph

        for block in self._document.iter_inner_content():
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._stack.clear()
                self._table(block)

    def _paragraph(self, paragraph: "Paragraph") -> None:
        words = said(paragraph._p)
        if not words.strip():
            return
        kind, level = _kind(paragraph)
        if kind:
            if kind == "heading":
                self._stack.clear()
            self._out.put(Block(words, kind, level))
        elif number := self._numbering.of(paragraph):
            self._out.put(self._item(words, number))
        elif self._stack and _continues(paragraph):
            self._out.put(Block(words, "body", len(self._stack), group=self._stack[-1][2]))
        else:
            self._stack.clear()
            self._out.put(Block(words))

    def _item(self, words: str, number: "Numbered") -> Block:
        """Deeper levels open a list inside; the same or a lesser one goes on with the list that is open there."""
        while self._stack and self._stack[-1][1] > number.level:
            self._stack.pop()
        if self._stack and self._stack[-1][1] == number.level and self._stack[-1][0] != number.list_id:
            self._stack.pop()
        if not self._stack or self._stack[-1][1] < number.level:
            self._groups += 1
            self._stack.append((number.list_id, number.level, self._groups))
        return Block(words, "item", len(self._stack), number.ordered, self._stack[-1][2])

    def _table(self, table: "Table") -> None:
        for row in table._tbl.iterchildren(f"{_W}tr"):
            cells = (" ".join(said(cell).split()) for cell in row.iterchildren(f"{_W}tc"))
            if words := "\t".join(cells).rstrip("\t"):
                self._out.put(Block(words, "table"))


def said(node: Any) -> str:
    """The words under a node as they show: tabs, breaks, links and insertions in, boxes and deletions out."""
    return "".join(_pieces(node))


def _pieces(node: Any) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
            yield "\t" if tag.endswith("tab") else "\u2011"
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}p":
            yield from _pieces(child)
            yield "\n"
        elif isinstance(tag, str) and not tag.endswith(
            ("}drawing", "}pict", "}del", "}moveFrom", "}AlternateContent", "}pPr")
        ):
            yield from _pieces(child)


def _kind(paragraph: "Paragraph") -> tuple[MarkKind | None, int]:
    """By the name of the style, or of one that it is based on; python-docx gives the English names of built-in ones."""
    style, steps = paragraph.style, 0
    while style is not None and steps < 12:
        name = (style.name or "").lower()
        if name == "title":
            return "title", 1
        if name.startswith("heading ") and name[8:9].isdigit():
            return "heading", int(name[8])
        for word, kind in _KINDS:
            if word in name:
                return kind, 1
        style, steps = style.base_style, steps + 1
    return None, 1


def _continues(paragraph: "Paragraph") -> bool:
    """ "List Continue", or a paragraph that is indented like the items before it."""
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    if name.startswith("List Continue"):
        return True
    indent = paragraph.paragraph_format.left_indent
    return name == "List Paragraph" or (indent is not None and indent.pt >= 18)


def _meta(document: "Document") -> Meta:
    known = document.core_properties
    # Documents made from the library's own template carry its author and its date, unless they were changed.
    template = known.comments == "generated by python-docx"
    author = known.author if known.author != "python-docx" else ""
    made = None if template and known.created == _TEMPLATE_MADE else known.created
    return Meta(
        title=known.title or None,
        author=author or None,
        date=made.date().isoformat() if made else None,
        language=known.language or None,
    )


def _notices(document: "Document") -> tuple[str, ...]:
    root = document.element
    boxes = next(root.iter(f"{_W}txbxContent"), None)
    notes = next(root.iter(f"{_W}footnoteReference"), None)
    return tuple(text for text, there in ((TEXT_BOXES, boxes), (FOOTNOTES, notes)) if there is not None)
