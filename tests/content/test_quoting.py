import pytest

from content.quoting import lit_quote
from tests.factories import CitationFactory, EditionFactory


@pytest.fixture
def citation(db):
    return CitationFactory(quote="three pillars: trust, patience and law")


def at(citation, words):
    start = citation.edition.text.index(words)
    return [start, start + len(words)]


def test_the_answering_words_are_lit(citation):
    quote = lit_quote(citation, [at(citation, "trust"), at(citation, "law")])
    assert quote.segments == (
        ("three pillars: ", ""),
        ("trust", "lit"),
        (", patience and ", ""),
        ("law", "lit"),
    )


def test_the_learners_own_words_are_told_apart(citation):
    quote = lit_quote(citation, [at(citation, "trust")], yours=[at(citation, "patience")])
    assert [segment for segment in quote.segments if segment[1]] == [("trust", "lit"), ("patience", "yours")]


def test_words_that_are_both_are_the_learners(citation):
    quote = lit_quote(citation, [at(citation, "trust, patience")], yours=[at(citation, "patience")])
    assert ("patience", "yours") in quote.segments
    assert ("trust, ", "lit") in quote.segments


def test_spans_outside_the_quote_light_nothing(citation):
    quote = lit_quote(citation, [at(citation, "96 years")])
    assert quote.segments == ((citation.quote, ""),)


def test_lit_words_win_over_soft_ones(citation):
    quote = lit_quote(citation, [at(citation, "trust")], soft=[at(citation, citation.quote)])
    assert "".join(text for text, _mark in quote.segments) == citation.quote
    assert ("trust", "lit") in quote.segments
    assert ("three pillars: ", "soft") in quote.segments


def test_paragraphs_are_kept_apart_and_wrapped_lines_are_not(db):
    edition = EditionFactory(text="The aims\n\nOne is peace, the other\nis trust")
    citation = CitationFactory(edition=edition, quote=edition.text)
    quote = lit_quote(citation, [at(citation, "peace"), at(citation, "trust")])
    assert ("\n\n", "break") in quote.segments
    assert [text for text, mark in quote.segments if mark == "break"] == ["\n\n"]
    assert "".join(text for text, _mark in quote.segments) == citation.quote
