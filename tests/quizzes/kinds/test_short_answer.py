import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS
from quizzes.kinds.wording import bare

SHORT = KINDS["short_answer"]


def marked(typed: str, *accepted: str, accents: bool = True, case: bool = False, similarity: int = 85):
    shown = {"stem": "What?", "minds_accents": accents, "minds_case": case, "similarity": similarity}
    key = {"accepted": list(accepted)}
    assert SHORT.problems(shown, key) == []
    return SHORT.mark(shown, key, SHORT.parse(shown, {"answer": [typed]}))


def right(*args, **kwargs) -> bool:
    return marked(*args, **kwargs).fraction == 1


@pytest.mark.parametrize("typed", ["soft power", "SOFT  power.", "“Soft power”", "sức mạnh mềm"])
def test_each_wording_counts_whatever_its_case_and_signs(typed):
    assert right(typed, "soft power", "sức mạnh mềm")


@pytest.mark.parametrize(
    ("typed", "similarity", "expected"),
    [
        ("independense", 85, True),
        ("independense", 100, False),
        ("poewr", 85, False),
        ("poewr", 80, True),
        ("indpndense", 85, False),
        ("ondependence", 80, False),
    ],
)
def test_slips_are_forgiven_as_far_as_the_author_says(typed, similarity, expected):
    assert right(typed, "independence", "power", similarity=similarity) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("đổi mới", "đổi mới"), ("doi moi", "đổi mới"), ("nghieng", "nghiêng"), ("Developpement", "développement")],
)
def test_an_answer_without_accents_counts_only_if_the_author_allows(typed, expected):
    assert right(typed, expected, accents=False)
    assert right(typed, expected) is (typed == expected)


def test_what_only_lacks_its_accents_or_capitals_is_told_so():
    assert "accents" in str(marked("doi moi", "đổi mới").note)
    assert "capital" in str(marked("hồ chí minh", "Hồ Chí Minh", case=True).note)
    assert marked("đổi thay", "đổi mới").note is None
    assert marked("đổi mới", "đổi mới").note is None


def test_capitals_count_where_the_author_says():
    assert right("un", "UN")
    assert not right("un", "UN", case=True)
    assert not right("INDEPENDENCe", "independence", case=True)
    assert right("UN", "UN", case=True)


def test_figures_are_never_a_slip():
    assert not right("article 1234568", "article 1234567", similarity=70)


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ", min_size=1, max_size=30).filter(str.strip))
def test_the_answer_itself_is_right_however_strict_and_without_accents_however_lenient(text):
    assert right(text, text, case=True, similarity=100)
    assert right(bare(text), text, accents=False, similarity=100)
