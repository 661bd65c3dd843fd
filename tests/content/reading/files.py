"""Files of every format, written on the spot: the same invented article and odd ones."""

import io
from collections.abc import Sequence

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

ARTICLE = """# Keeping bees in towns

Town bees live from gardens and parks. A hive needs care in every month of the year, and a keeper learns by doing.

## What a keeper needs

A beginner needs four things before the first bees arrive:

- a veil that covers the face
- gloves of soft leather
    - a short pair for summer
    - a long pair for autumn
- a smoker with dry fuel
- a hive tool of steel

## The keeper's year

The year of a keeper has three steps:

1. Build frames in winter
2. Add boxes in spring
3. Take honey in summer

A swarm is called a **prime swarm** when the old queen leads it. On May 4, 2021 the town counted 312 hives.

> Bees do not read books.
"""

LINES = [
    ("title", "Keeping bees in towns"),
    (
        "text",
        "Town bees live from gardens and parks. A hive needs care in every month of the year, "
        "and a keeper learns by doing.",
    ),
    ("heading", "What a keeper needs"),
    ("text", "A beginner needs four things before the first bees arrive:"),
    ("bullet", "a veil that covers the face"),
    ("bullet", "gloves of soft leather"),
    ("bullet 2", "a short pair for summer"),
    ("bullet 2", "a long pair for autumn"),
    ("bullet", "a smoker with dry fuel"),
    ("bullet", "a hive tool of steel"),
    ("heading", "The keeper's year"),
    ("text", "The year of a keeper has three steps:"),
    ("number", "Build frames in winter"),
    ("number", "Add boxes in spring"),
    ("number", "Take honey in summer"),
    (
        "text",
        "A swarm is called a prime swarm when the old queen leads it. On May 4, 2021 the town counted 312 hives.",
    ),
    ("quote", "Bees do not read books."),
]

_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "bullet": "List Bullet",
    "bullet 2": "List Bullet 2",
    "number": "List Number",
    "quote": "Quote",
    "text": "Normal",
}


def word(lines: Sequence[tuple[str, str]] = LINES, title: str = "", author: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    for kind, words in lines:
        document.add_paragraph(words, style=_STYLES.get(kind, kind))
    return saved(document)


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def web(lines: Sequence[tuple[str, str]] = LINES) -> bytes:
    from markdown_it import MarkdownIt

    body = MarkdownIt().render(ARTICLE) if lines is LINES else "".join(f"<p>{words}</p>" for _, words in lines)
    return (
        "<!doctype html><html lang=en><head><title>Keeping bees in towns | The Hive</title></head><body>"
        "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
        f"<article>{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def _style(name: str, **more) -> ParagraphStyle:
    return ParagraphStyle(name, **{"fontName": "Helvetica", "fontSize": 11, "leading": 14, "spaceAfter": 8, **more})


_LOOKS = {
    "title": _style("title", fontSize=22, leading=28, fontName="Helvetica-Bold"),
    "heading": _style("heading", fontSize=15, leading=20, fontName="Helvetica-Bold"),
    "text": _style("text"),
    "quote": _style("quote", leftIndent=24, fontName="Helvetica-Oblique"),
    "bullet": _style("bullet", leftIndent=18, bulletIndent=6, spaceAfter=2),
    "bullet 2": _style("bullet2", leftIndent=40, bulletIndent=28, spaceAfter=2),
    "number": _style("number", leftIndent=18, bulletIndent=4, spaceAfter=2),
}


def pdf(lines: Sequence[tuple[str, str]] = LINES, *, columns: int = 1, head: str = "", **more) -> bytes:
    """`head` runs on every page, with the number of the page at its foot."""
    buffer = io.BytesIO()
    width, height = A4
    side = (width - 100 - 20 * (columns - 1)) / columns
    frames = [Frame(50 + i * (side + 20), 70, side, height - 140, 0, 0, 0, 0) for i in range(columns)]

    def furnish(canvas, document) -> None:
        if head:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(50, height - 40, head)
            canvas.drawCentredString(width / 2, 30, str(document.page))

    document = BaseDocTemplate(buffer, pagesize=A4, invariant=1, **more)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    document.build(list(_story(lines)))
    return buffer.getvalue()


def _story(lines: Sequence[tuple[str, str]]):
    number = 0
    for kind, words in lines:
        number = number + 1 if kind == "number" else 0
        if kind == "table":
            yield Table([row.split("|") for row in words.split("\n")], colWidths=110)
            yield Spacer(1, 8)
            continue
        bullet = {"bullet": "•", "bullet 2": "–", "number": f"{number}."}.get(kind)
        yield Paragraph(words, _LOOKS.get(kind) or kind, bulletText=bullet)
