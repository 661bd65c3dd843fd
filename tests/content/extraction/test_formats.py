"""The same article gives the same outline in whatever format it comes."""

import pytest

from content.extraction import extract
from content.extraction.outline import Outline
from content.reading import pdf, web, word
from content.reading.markdown import read as read_markdown
from content.reading.source import SourceText
from tests.content.reading import files


def substance(source: SourceText) -> dict:
    """What a learner is taught, without places."""
    outline: Outline = extract(source)

    def quote(start: int, end: int) -> str:
        return source.text[start:end]

    return {
        "title": outline.title,
        "sections": [quote(*section.heading) for section in outline.sections],
        "lists": [
            (one.label, one.ordered, one.announced, one.major, [quote(item.start, item.end) for item in one.items])
            for one in outline.lists
        ],
        "concepts": [(concept.term, concept.source) for concept in outline.concepts],
        "facts": [(fact.kind, quote(fact.start, fact.end)) for fact in outline.facts],
        "taught": [quote(block.start, block.end) for block in outline.blocks if block.number],
    }


MARKDOWN = substance(read_markdown(files.ARTICLE.encode()))


def test_the_article_has_lists_that_nest_and_count():
    assert [(ordered, len(items)) for _, ordered, _, _, items in MARKDOWN["lists"]] == [
        (False, 4),
        (False, 2),
        (True, 3),
    ]
    assert len(MARKDOWN["sections"]) == 2


@pytest.mark.parametrize(
    "source",
    [
        word.read(files.word()),
        web.read(files.web()),
        pdf.read(files.pdf()),
        pdf.read(files.pdf(columns=2)),
    ],
    ids=["word", "web", "pdf", "pdf in two columns"],
)
def test_another_format_gives_the_outline_of_the_markdown(source):
    assert substance(source) == MARKDOWN
