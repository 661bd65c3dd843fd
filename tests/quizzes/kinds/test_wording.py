import pytest

from quizzes.kinds.wording import akin, close, words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("soft power", "“Soft power”"),
        ("  soft   POWER ", "soft power"),
        ("softpower", "soft power"),
        ("self reliance", "self-reliance"),
        ("the countrys role", "the country’s role"),
        ("internatoinal", "international"),
        ("resiliance", "resilience"),
        ("1,000", "1000"),
        ("96%", "96 %"),
        ("-5", "−5"),
        ("Đổi mới", "đổi mới"),
        ("Đổi mới", "Đổi mới"),
    ],
)
def test_case_spaces_marks_and_small_slips_are_forgiven(typed, expected):
    assert close(typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("place", "peace"),
        ("soft tower", "soft power"),
        ("unstable", "stable"),
        ("dependence", "independence"),
        ("unconstitutional", "constitutional"),
        ("internal", "international"),
        ("95", "96"),
        ("1945", "1954"),
        ("1.5", "15"),
        ("5", "-5"),
        ("19451", "1945 1"),
        ("$5", "€5"),
        ("ma", "má"),
        ("cử", "cứ"),
        ("power", "soft power"),
        ("", "soft power"),
        ("?!", "soft power"),
    ],
)
def test_another_word_is_not_a_slip(typed, expected):
    assert not close(typed, expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [("diplomacy", "diplomatic"), ("develop", "development"), ("nation", "national"), ("law", "law"), ("laws", "laws")],
)
def test_words_of_one_root_are_akin(one, other):
    assert akin(one, other)
    assert akin(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("internal", "international"), ("law", "lawn"), ("96", "96th"), ("vai", "vào")]
)
def test_words_that_only_begin_alike_are_not_akin(one, other):
    assert not akin(one, other)


def test_words_keep_numbers_together_and_drop_the_rest_of_the_punctuation():
    assert words("“On 18/2, 1.5 million – 96% – agreed…” (10:30)") == (
        "on",
        "18/2",
        "1.5",
        "million",
        "96%",
        "agreed",
        "10:30",
    )
