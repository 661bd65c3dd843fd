import pytest

from quizzes.models import Quiz
from quizzes.pages.starting import attempts_in_words, pause_in_words, rules_in_words, time_in_words


@pytest.mark.parametrize(
    ("allowed", "used", "sentence"),
    [
        (None, 3, "You can try as often as you like. Your best attempt counts for the leaderboard."),
        (1, 0, "You have one attempt."),
        (3, 0, "You have three attempts. Your best attempt counts for the leaderboard."),
        (3, 1, "You have two attempts left."),
        (3, 2, "You have one attempt left."),
        (1, 2, "You have zero attempts left."),
    ],
)
def test_attempts_are_said_in_words(allowed, used, sentence):
    assert attempts_in_words(allowed, used) == sentence


def test_time_is_said_in_words():
    assert time_in_words(1).startswith("You have 1 minute from")
    assert time_in_words(15).startswith("You have 15 minutes from")
    assert time_in_words(None).startswith("There is no time limit.")


def test_the_rules_tell_when_an_answer_can_be_changed():
    practice, graded = (" ".join(rules_in_words(Quiz(feedback=when, pass_mark=60), 0)) for when in ("now", "end"))
    assert "An answer stands once it is given." in practice
    assert "Until then you can change every answer." in graded
    assert "60 % of the points are a pass." in practice


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"one_way": True}, "There is no way back to a question once you have gone on."),
        ({"counts": "last"}, "Your last attempt counts for the leaderboard."),
        ({"counts": "average"}, "The average of your attempts counts for the leaderboard."),
        ({"delay": 90}, "Between two attempts there is a pause of 90 minutes."),
        ({"delay": 120}, "Between two attempts there is a pause of 2 hours."),
        ({"tries": 3, "retry_cost": 25}, "You have three tries at each question; each further one costs 25 %"),
    ],
)
def test_each_rule_is_said_in_a_sentence(rules, sentence):
    assert sentence in " ".join(rules_in_words(Quiz(**rules), 0))
    assert sentence not in " ".join(rules_in_words(Quiz(), 0))


def test_a_pause_is_said_in_hours_where_they_are_whole():
    assert [pause_in_words(minutes) for minutes in (1, 60, 61)] == ["1 minute", "1 hour", "61 minutes"]
