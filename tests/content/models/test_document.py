import pytest

from content.models import Edition
from content.models.course import letter


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")]
)
def test_documents_are_lettered_like_columns(number, expected):
    assert letter(number) == expected


@pytest.mark.parametrize(
    ("published", "words"),
    [("2026-02-18", "18 February 2026"), ("--02-29", "29 February"), ("2026", "2026"), ("", "")],
)
def test_a_day_of_publication_is_said_as_far_as_it_is_known(published, words):
    assert Edition(published=published).day == words
