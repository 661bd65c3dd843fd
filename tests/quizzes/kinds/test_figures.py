from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.figures import number, sample


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("96", "en-gb", "96"),
        ("1,284.5", "en", "1284.5"),
        ("1.284,5", "vi", "1284.5"),
        ("1.284", "vi", "1284"),
        ("1.284", "en", "1.284"),
        ("1 284 000", "en", "1284000"),
        ("1\u202f284,5", "fr", "1284.5"),
        ("-3", "en", "-3"),
        ("−3,5", "vi", "-3.5"),
        ("+ 7", "en", "7"),
        ("９６", "en", "96"),
        (" 007 ", "en", "7"),
    ],
)
def test_a_number_is_read_by_the_habits_of_the_language(text, language, value):
    assert number(text, language) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("many", "en"),
        ("12,84", "en"),
        ("1,2845", "en"),
        ("1.284,5", "en"),
        ("1,284.5", "vi"),
        ("12.84", "vi"),
        ("1e9", "en"),
        ("1/2", "en"),
        ("--3", "en"),
        ("NaN", "en"),
        ("1.", "en"),
        (".5.", "en"),
        ("9" * 16, "en"),
        ("٣", "en"),
    ],
)
def test_what_is_no_number_there_is_told_apart(text, language):
    assert number(text, language) is None


@pytest.mark.parametrize("language", ["en-gb", "vi", "de", "ja", ""])
def test_the_sample_is_a_number(language):
    assert number(sample(language), language) == Decimal("1284.5")


@given(st.text(max_size=20), st.sampled_from(["en", "vi"]))
def test_any_text_is_a_number_or_none(text, language):
    value = number(text, language)
    assert value is None or value.is_finite()
