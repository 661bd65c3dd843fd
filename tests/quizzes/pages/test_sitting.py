from datetime import timedelta

import pytest

from quizzes.pages.sitting import Clock, Step, SummaryPage, open_question


def steps(*answered: bool) -> list[Step]:
    return [
        Step(number, f"Question {number}", is_answered, False) for number, is_answered in enumerate(answered, start=1)
    ]


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
    flagged = [Step(n, f"Question {n}", True, n == 2) for n in (1, 2, 3)]
    assert SummaryPage(None, tuple(steps(True, False, True)), None).back == 2
    assert SummaryPage(None, tuple(flagged), None).back == 2
    assert SummaryPage(None, tuple(steps(True, True)), None).back == 2
