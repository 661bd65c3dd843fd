import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS
from quizzes.kinds.base import BadAnswer

NUMERIC = KINDS["numeric"]
PLAIN = {"stem": "How many years?", "units": []}
YEARS = {"stem": "How long?", "units": [{"id": "y7", "text": "years"}]}
EXAMPLES = NUMERIC.examples()


def fraction(shown: dict, key: dict, typed: str, unit: str = "", language: str = "en-gb") -> float:
    assert NUMERIC.problems(shown, key) == []
    answer = NUMERIC.parse(shown, {"answer": [typed], "unit": [unit], "language": [language]})
    return NUMERIC.mark(shown, key, answer).fraction


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ({"value": 96}, "96", 1),
        ({"value": 96}, "96.0", 1),
        ({"value": 96}, "96.01", 0),
        ({"value": 96, "within": 0.5}, "95.5", 1),
        ({"value": 96, "within": 0.5}, "96.6", 0),
        ({"value": 200, "within": 5, "percent": True}, "190", 1),
        ({"value": 200, "within": 5, "percent": True}, "189.9", 0),
        ({"value": -200, "within": 5, "percent": True}, "-210", 1),
        ({"value": 0.1, "within": 0.2}, "0.3", 1),
        ({"value": 0}, "-0", 1),
    ],
)
def test_a_number_is_right_within_its_tolerance(key, typed, expected):
    assert fraction(PLAIN, key, typed) == expected


def test_the_same_figures_mean_another_number_in_another_language():
    assert fraction(PLAIN, {"value": 1284}, "1.284", language="vi") == 1
    assert fraction(PLAIN, {"value": 1284}, "1.284", language="en-gb") == 0


def test_a_number_malformed_in_its_language_is_asked_again_with_a_sample():
    with pytest.raises(BadAnswer, match=r"1\.284,5"):
        NUMERIC.parse(PLAIN, {"answer": ["12.84"], "language": ["vi"]})


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [("1297.5", "k4", 1), ("1297500", "c7", 1), ("1,297,500 m", "", 1), ("1297.5 km", "c7", 1), ("1297.5", "c7", 0.5)],
)
def test_the_right_number_counts_in_any_unit_and_half_in_a_wrong_one(typed, unit, expected):
    assert fraction(EXAMPLES.shown, EXAMPLES.key, typed, unit) == expected


def test_one_unit_is_printed_and_may_be_typed():
    key = {"value": 96, "unit": "y7"}
    assert fraction(YEARS, key, "96") == fraction(YEARS, key, "96 years") == 1
    assert not NUMERIC.form(YEARS, None)["several"]


def test_the_marked_item_says_what_counts():
    item = NUMERIC.reveal(PLAIN, {"value": 200, "within": 5, "percent": True}, None)
    assert (item["expected"], item["low"], item["high"]) == ("200", "190", "210")
    assert NUMERIC.reveal(PLAIN, {"value": 200}, None)["low"] == ""


def test_a_draft_that_is_no_number_yet_fills_the_form_again():
    draft = NUMERIC.draft(EXAMPLES.shown, {"answer": ["12,9"], "unit": ["c7"]})
    form = NUMERIC.form(EXAMPLES.shown, draft)
    assert (form["value"], [unit["chosen"] for unit in form["units"]]) == ("12,9", [False, True])
    assert NUMERIC.mark(EXAMPLES.shown, EXAMPLES.key, draft).fraction == 0


@given(st.integers(-(10**9), 10**9), st.integers(0, 1000), st.integers(-2000, 2000))
def test_what_is_right_is_what_is_near_enough(value, room, off):
    assert fraction(PLAIN, {"value": value, "within": room}, str(value + off)) == (abs(off) <= room)
