import pytest

from content.searching import sentences_saying
from tests import factories


@pytest.fixture
def edition(course):
    return factories.EditionFactory(document__course=course)


def found(course, words, **most):
    return [citation.quote for citation in sentences_saying(course, words, **most)]


def test_words_side_by_side_come_before_the_same_words_apart(course, edition):
    for quote in ("three pillars: trust, patience and law", "trust, patience"):
        factories.CitationFactory(edition=edition, quote=quote)
    assert found(course, "patience trust") == ["three pillars: trust, patience and law", "trust, patience"]
    assert found(course, "pillars: trust") == ["three pillars: trust, patience and law"]


def test_case_counts_for_nothing_beyond_ascii_too(course):
    edition = factories.EditionFactory(document__course=course, text="Đổi mới đất nước.")
    factories.CitationFactory(edition=edition, quote="Đổi mới đất nước.")
    assert found(course, "đổi MỚI") == ["Đổi mới đất nước."]


def test_no_more_than_asked_for_are_found(course, edition):
    for quote in ("trust", "trust, patience", "patience"):
        factories.CitationFactory(edition=edition, quote=quote)
    assert len(found(course, "trust", most=1)) == 1


@pytest.mark.parametrize("words", ["", "   ", "%", "_"])
def test_words_that_say_nothing_find_nothing(course, edition, words):
    factories.CitationFactory(edition=edition)
    assert found(course, words) == []
