"""PDF. Text is put together again from the places of its characters; sizes of type become headings.

The date on which a PDF was made is left alone: it is that of the last export, seldom that of the text.
"""

from collections.abc import Sequence
from typing import Any

from content.reading.apart import DAMAGED
from content.reading.archive import LOCKED
from content.reading.manuscript import Manuscript
from content.reading.pdf.furniture import furniture_of
from content.reading.pdf.setting import set_out
from content.reading.pdf.words import Line, lines_of
from content.reading.source import Meta, SourceText, UnreadableFile

MAX_PAGES = 1_000
TOO_MANY_PAGES = "This PDF has more than 1,000 pages. Split it into smaller documents and upload those."
SCANNED = "This PDF holds pictures of pages and no text. Let a program recognise its text (OCR) and upload the result."
_LEAST_CHARS = 20


def read(data: bytes) -> SourceText:
    document = _opened(data)
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(TOO_MANY_PAGES)
        pages, heights = _pages(document)
        meta = _meta(document, pages)
    finally:
        document.close()
    if sum(len(line.text) for lines in pages for line in lines) < _LEAST_CHARS:
        raise UnreadableFile(SCANNED)
    manuscript = Manuscript()
    set_out(pages, furniture_of(pages, heights), manuscript)
    return manuscript.source_text("pdf", meta)


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise UnreadableFile(LOCKED if locked else DAMAGED) from error


def _pages(document: Any) -> tuple[list[list[Line]], list[float]]:
    import pypdfium2

    pages, heights = [], []
    try:
        for number in range(len(document)):
            page = document[number]
            pages.append(lines_of(page, number))
            heights.append(page.get_height())
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(DAMAGED) from error
    return pages, heights


def _meta(document: Any, pages: Sequence[Sequence[Line]]) -> Meta:
    known = document.get_metadata_dict(skip_empty=True)
    # Programs fill in names of files and templates: a title counts when the first page says it.
    title = " ".join(known.get("Title", "").split())
    first = " ".join(line.text for line in (pages[0] if pages else ()))
    return Meta(
        title=title if title and title.casefold() in first.casefold() else None,
        author=known.get("Author"),
    )
