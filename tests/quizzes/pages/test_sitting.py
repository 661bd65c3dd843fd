from datetime import timedelta

import pytest

from quizzes.models import Quiz
from quizzes.pages.sitting import (
    Clock,
    Step,
    SummaryPage,
    attempts_in_words,
    open_question,
    rules_in_words,
    time_in_words,
)


def steps(*answered: bool) -> list[Step]:
    return [Step(number, is_answered, False) for number, is_answered in enumerate(answered, start=1)]


@pytest.mark.parametrize(
    ("answered", "after", "found"),
    [
        ((False, False), 0, 1),
        ((True, False, False), 0, 2),
        ((False, True, False), 1, 3),
        ((False, True, True), 3, 1),
        ((True, True), 1, None),
        ((), 0, None),
    ],
)
def test_the_next_open_question_is_sought_round_the_end(answered, after, found):
    assert open_question(steps(*answered), after) == found


def test_a_clock_counts_down_to_nothing(now):
    clocks = [Clock(now + timedelta(seconds=seconds), now) for seconds in (554, 0, -20)]
    assert [clock.left for clock in clocks] == ["9:14", "0:00", "0:00"]
    assert clocks[0].duration == "PT9M14S"


def test_going_back_leads_to_what_is_open_then_to_what_is_flagged_then_to_the_end():
    flagged = [Step(1, True, False), Step(2, True, True), Step(3, True, False)]
    assert SummaryPage(None, tuple(steps(True, False, True)), None).back == 2
    assert SummaryPage(None, tuple(flagged), None).back == 2
    assert SummaryPage(None, tuple(steps(True, True)), None).back == 2


@pytest.mark.parametrize(
    ("allowed", "used", "sentence"),
    [
        (None, 3, "You can try as often as you like. Your best attempt counts for the leaderboard."),
        (1, 0, "You have one attempt."),
        (3, 0, "You have three attempts. The best one counts for the leaderboard."),
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
