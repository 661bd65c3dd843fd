"""One walk over the article's nodes, from which paragraphs come with what their tags say of them."""

import re
from typing import TYPE_CHECKING

from content.reading.manuscript import Paragraph
from content.reading.source import MarkKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math q ruby s samp small
span strike strong sub sup time tt u var wbr img picture source
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_BLANK = re.compile(r"\s+")
_MENU = 3
_LINKED = 0.8
_NOTE = re.compile(r"\s*\[?\s*(?:\d{1,3}|[a-z]|note \d+|citation needed)\s*\]?\s*", re.IGNORECASE)


def paragraphs(root: "HtmlElement") -> list[Paragraph]:
    walk = _Walk()
    walk.read(root)
    return walk.found


class _Walk:
    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self._words: list[str] = []
        self._links: list[int] = []
        self._kinds: list[MarkKind | None] = [None]
        self._lists: list[tuple[int, bool]] = []
        self._groups = 0
        self._item_open = False

    def read(self, root: "HtmlElement") -> None:
        self._children(root)
        self._flush()

    def _children(self, node: "HtmlElement") -> None:
        self._say(node.text)
        for child in node:
            if isinstance(child.tag, str):
                self._node(child)
            self._say(child.tail)

    def _say(self, words: str | None) -> None:
        if words:
            self._words.append(_BLANK.sub(" ", words))

    def _node(self, node: "HtmlElement") -> None:
        tag = node.tag
        if tag == "br":
            self._words.append("\n")
        elif tag in _INLINE:
            if not _is_note(node):
                self._links.extend([len(node.text_content().strip())] if tag == "a" else ())
                self._children(node)
        elif tag in ("ul", "ol"):
            self._list(node, ordered=tag == "ol")
        elif tag in ("table", "dl", "pre") or tag in _HEADINGS:
            self._flush()
            self._whole(node)
        else:
            self._block(node)

    def _whole(self, node: "HtmlElement") -> None:
        match node.tag:
            case "table":
                self._table(node)
            case "dl":
                self._definitions(node)
            case "pre":
                self.found.append(Paragraph(node.text_content(), "code"))
            case _:
                self._heading(node)

    def _block(self, node: "HtmlElement") -> None:
        self._flush()
        kind: MarkKind | None = {"blockquote": "quote", "figcaption": "caption", "caption": "caption"}.get(node.tag)  # type: ignore[assignment]
        if node.tag == "li":
            self._item_open = bool(self._lists)
        if kind:
            self._kinds.append(kind)
        self._children(node)
        self._flush()
        if kind:
            self._kinds.pop()
        if node.tag == "li":
            self._item_open = False

    def _list(self, node: "HtmlElement", *, ordered: bool) -> None:
        self._flush()
        self._groups += 1
        self._lists.append((self._groups, ordered))
        self._children(node)
        self._flush()
        self._lists.pop()
        self._item_open = False

    def _heading(self, node: "HtmlElement") -> None:
        words = " ".join(said(node).split())
        if self._lists and self._item_open:
            self._words.append(words)
            self._flush()
        else:
            self.found.append(Paragraph(words, "heading", _HEADINGS[node.tag]))

    def _flush(self) -> None:
        """What was said since the last block, as a paragraph of the kind that holds here."""
        words, self._words = "".join(self._words), []
        links, self._links = self._links, []
        if not words.strip() or (not self._lists and len(links) >= _MENU and sum(links) > _LINKED * len(words.strip())):
            # Nothing, or a menu.
            return
        if not self._lists:
            self.found.append(Paragraph(words, self._kinds[-1]))
            return
        group, ordered = self._lists[-1]
        depth = len(self._lists)
        if self._item_open:
            self.found.append(Paragraph(words, "item", depth, ordered, group))
            self._item_open = False
        else:
            self.found.append(Paragraph(words, "body", depth, group=group))

    def _table(self, table: "HtmlElement") -> None:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if _for_layout(table, rows):
            self._block_cells(table)
            return
        for part in table.iterchildren("caption"):
            self.found.append(Paragraph(said(part), "caption"))
        for row in rows:
            cells = (" ".join(said(cell).split()) for cell in row.iterchildren("td", "th"))
            if words := "\t".join(cells).rstrip("\t"):
                self.found.append(Paragraph(words, "table"))

    def _block_cells(self, table: "HtmlElement") -> None:
        for part in table:
            if isinstance(part.tag, str):
                self._block(part)

    def _definitions(self, node: "HtmlElement") -> None:
        """ "term", line end, ": what it means", as glossaries stand in plain text."""
        terms: list[str] = []
        for part in node.iter("dt", "dd"):
            if part.tag == "dt":
                terms.append(" ".join(said(part).split()))
                continue
            meaning = " ".join(said(part).split())
            self.found.append(Paragraph(f"{', '.join(terms)}\n: {meaning}" if terms else meaning))
            terms = []


def said(node: "HtmlElement") -> str:
    """Its words in one run, breaks as spaces, without the numbers of notes."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and not _is_note(child):
            parts.append(" " if child.tag == "br" else said(child))
        parts.append(child.tail or "")
        if child.tag not in _INLINE:
            parts.append(" ")
    return "".join(parts)


def _is_note(node: "HtmlElement") -> bool:
    """ "[12]" behind a word leads to a note, and is no part of the sentence."""
    if node.tag not in ("sup", "a", "span"):
        return node.tag in ("rt", "rp")
    words = node.text_content()
    if len(words) > 24 or not _NOTE.fullmatch(words):
        return False
    link = node if node.tag == "a" else node.find(".//a")
    return (
        link is not None
        and link.get("href", "").startswith("#")
        and ("sup" in (node.tag, _parent(node)) or "[" in words)
    )


def _parent(node: "HtmlElement") -> str:
    above = node.getparent()
    return above.tag if above is not None and isinstance(above.tag, str) else ""


def _for_layout(table: "HtmlElement", rows: list["HtmlElement"]) -> bool:
    """Tables that place text on the page hold blocks, or have one column."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    widest = max((sum(1 for _ in row.iterchildren("td", "th")) for row in rows), default=0)
    return widest <= 1 or any(sum(1 for _ in cell.iterchildren("p")) > 2 for row in rows for cell in row)
