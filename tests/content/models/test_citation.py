import pytest

from content.models import Citation
from content.models.citation import Place, place
from content.models.document import Paragraph
from tests.factories import CitationFactory, EditionFactory

PARAGRAPHS = [
    Paragraph(number=1, start=10, end=30, sentences=[[10, 20], [21, 30]]),
    Paragraph(number=2, start=40, end=60, sentences=[[40, 60]]),
    Paragraph(number=3, start=70, end=80, sentences=[]),
]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((10, 20), Place(1, 1, 1)),
        ((23, 26), Place(1, 2, 1)),
        ((10, 30), Place(1, 0, 1)),
        ((12, 28), Place(1, 1, 1)),
        ((40, 60), Place(2, 1, 2)),
        ((10, 60), Place(1, 0, 2)),
        ((23, 50), Place(1, 2, 2)),
        ((70, 75), Place(3, 0, 3)),
        ((0, 5), Place(1, 0, 1)),
        ((32, 60), Place(2, 0, 2)),
        ((90, 99), Place(3, 0, 3)),
    ],
    ids=[
        "a sentence",
        "words of the second sentence",
        "a whole paragraph of two sentences",
        "parts of two sentences",
        "a whole paragraph of one sentence",
        "two whole paragraphs",
        "from one paragraph into the next",
        "a paragraph without sentences",
        "before the first paragraph",
        "from a heading into the paragraph below",
        "after the last paragraph",
    ],
)
def test_a_span_is_placed_at_its_first_words(span, expected):
    assert place(span, PARAGRAPHS) == expected


@pytest.mark.parametrize(
    ("numbers", "label", "anchor"),
    [
        ((9, 2, 9), "B ¶ 9.2", "p9s2"),
        ((9, 0, 9), "B ¶ 9", "p9"),
        ((9, 1, 12), "B ¶ 9–12", "p9s1"),
    ],
)
def test_a_citation_is_shown_by_letter_paragraph_and_sentence(db, numbers, label, anchor):
    paragraph, sentence, last = numbers
    citation = CitationFactory(
        edition__document__letter="B", paragraph=paragraph, sentence=sentence, last_paragraph=last
    )
    assert (citation.label, citation.anchor) == (label, anchor)


class TestCiting:
    def test_words_are_cited_where_they_stand(self, db):
        edition = EditionFactory()
        start = edition.text.index("96 years")
        citation = Citation.objects.cite(edition, [(start, start + 8)])[start, start + 8]
        assert (citation.quote, citation.paragraph, citation.sentence) == ("96 years", 2, 1)
        assert citation.holds()

    def test_the_same_words_are_cited_once(self, db):
        edition = EditionFactory()
        first = Citation.objects.cite(edition, [(0, 9), (10, 15)])
        second = Citation.objects.cite(edition, [(10, 15), (0, 9), (16, 18)])
        assert first[0, 9] == second[0, 9]
        assert Citation.objects.count() == 3

    def test_nothing_is_cited_without_words(self, db):
        assert Citation.objects.cite(EditionFactory(), []) == {}

    def test_the_number_of_queries_does_not_grow_with_the_spans(self, db, django_assert_num_queries):
        edition = EditionFactory()
        with django_assert_num_queries(6):
            Citation.objects.cite(edition, [(start, start + 3) for start in range(40)])

    def test_a_citation_of_other_words_does_not_hold(self, db):
        citation = CitationFactory()
        citation.quote = "three pillars: trust, patience and war"
        assert not citation.holds()


def test_a_citation_is_shown_without_loading_the_text(db, django_assert_num_queries):
    CitationFactory()
    with django_assert_num_queries(1):
        (citation,) = Citation.objects.with_source()
        assert citation.label
    assert citation.edition.get_deferred_fields() == {"text"}


@pytest.mark.parametrize(("pages", "page"), [([], None), ([[0, 1], [10, 2]], 1), ([[0, 1], [5, 2], [40, 4]], 2)])
def test_a_citation_knows_the_printed_page_where_its_words_begin(db, pages, page):
    edition = EditionFactory(text="One two three four five.", pages=pages)
    citation = CitationFactory(edition=edition, quote="three four" if page != 1 else "two")
    assert citation.page == page
