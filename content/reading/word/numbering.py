"""Which paragraphs of a Word document are items of which list: numbering.xml, by paragraph or by style."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BULLETS = ("bullet", "none")
_MOST_STYLES = 12


@dataclass(frozen=True, slots=True)
class Numbered:
    """`list_id` tells one list from the next, `level` counts from 1."""

    list_id: str
    level: int
    ordered: bool


class Numbering:
    def __init__(self, document: "Document") -> None:
        self._formats: dict[str, dict[str, str]] = {}
        self._abstract: dict[str, str] = {}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = getattr(part, "element", None)
        if root is not None:
            self._read(root)

    def of(self, paragraph: "Paragraph") -> Numbered | None:
        list_id, level = _number_of(paragraph)
        if list_id is None:
            return _by_style_name(paragraph)
        if list_id == "0":
            # Zero takes the numbering of the style away.
            return None
        form = self._formats.get(self._abstract.get(list_id, ""), {}).get(str(level), "bullet")
        # Word's own styles of deeper lists are lists of one level each, whose depth only their names tell.
        named = _by_style_name(paragraph)
        return Numbered(list_id, max(level + 1, named.level if named else 1), form not in _BULLETS)

    def _read(self, root: Any) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            levels = self._formats.setdefault(abstract.get(qn("w:abstractNumId"), ""), {})
            for level in abstract.iter(qn("w:lvl")):
                form = level.find(qn("w:numFmt"))
                levels[level.get(qn("w:ilvl"), "0")] = form.get(qn("w:val"), "") if form is not None else "decimal"
        for number in root.iter(qn("w:num")):
            abstract = number.find(qn("w:abstractNumId"))
            if abstract is not None:
                self._abstract[number.get(qn("w:numId"), "")] = abstract.get(qn("w:val"), "")


def _number_of(paragraph: "Paragraph") -> tuple[str | None, int]:
    """(numId, level) of the paragraph itself, else of its style or of one that the style is based on."""
    style = paragraph.style
    elements = [paragraph._p]
    while style is not None and len(elements) < _MOST_STYLES:
        elements.append(style.element)
        style = style.base_style
    list_id, level = None, None
    for element in elements:
        found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is None:
            continue
        number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        if level is None and depth is not None:
            level = depth.get(qn("w:val"))
        if number is not None:
            list_id = number.get(qn("w:val"))
            break
    return list_id, min(int(level), 8) if level and level.isdigit() else 0


def _by_style_name(paragraph: "Paragraph") -> Numbered | None:
    """ "List Bullet 2", for documents whose styles lost their numbering."""
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    for kind, ordered in (("List Bullet", False), ("List Number", True)):
        if name.startswith(kind):
            digits = name.removeprefix(kind).strip()
            return Numbered(name, int(digits) if digits.isdigit() and len(digits) == 1 else 1, ordered)
    return None
