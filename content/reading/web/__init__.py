"""Web pages. The canonical text is the article alone; its tags become marks."""

from typing import TYPE_CHECKING

from content.reading.decoding import EMPTY
from content.reading.manuscript import Manuscript, Paragraph
from content.reading.source import SourceText, UnreadableFile
from content.reading.web.body import article, visible_part
from content.reading.web.charset import characters
from content.reading.web.choice import chosen, main_text
from content.reading.web.meta import meta_of
from content.reading.web.walk import paragraphs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NO_ARTICLE = "No article was found on this page: it holds little but links. Open the article itself and save that page."
_LEAST_WORDS = 20


def read(data: bytes) -> SourceText:
    page, notices = characters(data)
    meta = meta_of(_tree(page))
    found = _article(page)
    manuscript = Manuscript()
    if meta.title and not any(_same(one.text, meta.title) for one in found if one.kind == "heading"):
        manuscript.put(Paragraph(meta.title, "title"))
    for paragraph in found:
        manuscript.put(paragraph)
    source = manuscript.source_text("web", meta, notices)
    if len(" ".join(one.text for one in found).split()) < _LEAST_WORDS:
        raise UnreadableFile(NO_ARTICLE)
    return source


def _article(page: str) -> list[Paragraph]:
    """Each finder changes the tree that it is given, so each gets one of its own."""
    own = paragraphs(article(visible_part(_tree(page))))
    return chosen(paragraphs(visible_part(_tree(page))), main_text(_tree(page)), own)


def _tree(page: str) -> "HtmlElement":
    """Nothing is fetched, no entity of a DOCTYPE is read, and depth is limited by the parser."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree: HtmlElement = html.document_fromstring(page.encode(), parser=parser)
    except etree.ParserError as error:
        raise UnreadableFile(EMPTY) from error
    return tree


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
