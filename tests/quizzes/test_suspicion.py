import pytest

from quizzes.statistics import ItemFigures
from quizzes.suspicion import Choice, findings


def figures(n=60, facility=0.6, efficiency=0.5):
    return ItemFigures(n, facility, 0.4, 0.3, efficiency, 0.1, 0.1)


def choices(right=(30, 15), wrong=(20, 5), other=(10, 0)):
    named = [("a", "trust", True, *right), ("b", "speed", False, *wrong), ("c", "wealth", False, *other)]
    return [Choice(*one) for one in named]


def codes(*args, **kwargs):
    return [finding.code for finding in findings(*args, **kwargs)]


def test_a_sound_question_has_nothing_against_it():
    assert codes(figures(), 0.25, choices(), 20) == []


@pytest.mark.parametrize(
    ("found", "guess", "code", "words"),
    [
        (figures(efficiency=0.149), 0.25, "efficiency", "only 15 % as well as it could, by 60 answers"),
        (figures(efficiency=-0.3), 0.25, "efficiency", "does worse here than who does not, by 60 answers"),
        (figures(facility=0.98), 0.25, "easy", "98 % of 60 answers"),
        (figures(facility=0.2), 0.25, "chance", "earn 20 % on average, blind guessing would earn 25 %"),
    ],
)
def test_each_figure_speaks_in_a_sentence_with_its_number_of_answers(found, guess, code, words):
    (finding,) = findings(found, guess, choices(), 20)
    assert finding.code == code
    assert words in str(finding.message)


def test_the_thresholds_themselves_are_no_fault():
    assert codes(figures(facility=0.97, efficiency=0.15), 0.97, choices(), 20) == []


def test_a_wrong_option_that_the_best_choose_comes_first():
    found = findings(figures(efficiency=0.1), 0.25, choices(right=(30, 6), wrong=(20, 14)), 20)
    assert [finding.code for finding in found] == ["mistaken", "efficiency"]
    assert str(found[0].message).startswith("Of the 20 who did best elsewhere, 14 chose “speed” and 6 the right answer")


def test_as_many_of_the_best_is_not_more():
    assert codes(figures(), 0.25, choices(right=(30, 10), wrong=(20, 10)), 20) == []


def test_a_dead_option_is_told_after_fifty_answers():
    assert codes(figures(n=50), 0.25, choices(other=(0, 0)), 16) == ["dead"]
    assert codes(figures(n=49), 0.25, choices(other=(0, 0)), 16) == []
    assert codes(figures(n=100), 0.25, choices(other=(2, 0)), 33) == []


def test_of_few_answers_nothing_is_said():
    assert codes(figures(n=19, facility=1.0, efficiency=0.0), 0.25, choices(right=(0, 0), wrong=(19, 6)), 6) == []
