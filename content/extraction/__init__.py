"""A text in, its Outline out: blocks, lists, concepts, facts, lessons. Rules only, no model, no network, no chance."""

from content.extraction.blocks import page_of
from content.extraction.concepts import find_concepts
from content.extraction.facts import find_facts, find_people
from content.extraction.header import document_author, document_date, document_source, title_of
from content.extraction.lessons import plan_lessons
from content.extraction.lists import find_lists
from content.extraction.outline import Outline
from content.extraction.pack import detect, load
from content.extraction.sections import sections_of
from content.reading.source import SourceText


def extract(source: SourceText, language: str | None = None) -> Outline:
    """The same text gives the same outline, always. `language` is a pack's name; else the letters tell."""
    pack = load(language) if language else detect(source.text)
    page = page_of(source, pack)
    lists = find_lists(page)
    named = tuple(find_people(page))
    title, title_span = title_of(page, source)
    return Outline(
        language=pack.language,
        title=title,
        title_span=title_span,
        date=document_date(page, source),
        source=document_source(page, source),
        author=document_author(page, source),
        blocks=page.blocks,
        sections=sections_of(page),
        lists=lists,
        concepts=find_concepts(page, lists, named),
        facts=find_facts(page, named),
        lessons=plan_lessons(page, lists),
    )
