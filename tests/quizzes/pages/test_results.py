from decimal import Decimal
from random import Random

import pytest

from content.models import Membership
from quizzes import finishing
from quizzes.models import Attempt
from quizzes.pages.results import against_last_time, attempt_rows, result_page
from tests.factories import KeyPointFactory, LessonFactory, QuestionFactory, QuizFactory
from tests.quizzes.boardroom import finished, member

RIGHT, WRONG = {"answer": ["k2"]}, {"answer": ["k1"]}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("1", "One better than last time."),
        ("2", "Two better than last time."),
        ("-1.00", "One fewer than last time."),
        ("0.00", "As many points as last time."),
        ("0.60", "0.6 points better than last time."),
        ("-1.97", "1.97 points fewer than last time."),
    ],
)
def test_a_change_is_said_in_words(change, sentence):
    assert against_last_time(Decimal(change)) == sentence


@pytest.fixture
def play(course, learner, now):
    """play(quiz, answers) hands in one attempt."""

    def play(quiz, *answers):
        attempt = quiz.begin(learner, now, Random(1))
        for number, posted in enumerate(answers, start=1):
            if posted:
                attempt.answer(number, posted, now)
        finishing.finish(attempt, now)
        return attempt

    return play


@pytest.fixture
def quiz(course):
    """Two questions on one key point, one on another, one on none."""
    lesson = LessonFactory(edition__document__course=course)
    twice, once = (KeyPointFactory(lesson=lesson, label=label) for label in ("twice", "once"))
    questions = [QuestionFactory(key_point=point) for point in (twice, twice, once, once)]
    questions[3].key_point = None
    questions[3].save()
    return QuizFactory(course=course, with_questions=questions, shuffle=False)


def rows(page) -> list[tuple]:
    return [(row.label, row.verdicts, row.right, row.change) for row in page.concepts]


def test_questions_are_grouped_by_key_point_the_weakest_first(quiz, play, now):
    assert rows(result_page(play(quiz, RIGHT, WRONG, RIGHT, None), now)) == [
        ("Other questions", ("open",), 0, ""),
        ("twice", ("good", "bad"), 1, ""),
        ("once", ("good",), 1, ""),
    ]


def test_each_key_point_is_compared_with_last_time(quiz, play, now):
    play(quiz, RIGHT, WRONG, RIGHT, RIGHT)
    assert rows(result_page(play(quiz, RIGHT, RIGHT, WRONG, RIGHT), now)) == [
        ("once", ("bad",), 0, "1 fewer"),
        ("twice", ("good", "good"), 2, "1 more"),
        ("Other questions", ("good",), 1, "as before"),
    ]


def test_a_key_point_that_was_not_asked_before_is_new(quiz, play, course, now):
    attempt = play(quiz, RIGHT)
    attempt.responses.filter(question__key_point__label="once").delete()
    assert ("once", ("open",), 0, "new") in rows(result_page(play(quiz, RIGHT), now))


def test_the_weakest_key_point_is_the_one_that_cost_most(quiz, play, now):
    page = result_page(play(quiz, WRONG, WRONG, WRONG, RIGHT), now)
    assert (page.weakest.label, page.cost) == ("twice", "two points")


def test_what_belongs_to_no_key_point_is_not_named(quiz, play, now):
    assert result_page(play(quiz, RIGHT, RIGHT, RIGHT, WRONG), now).weakest is None


def test_the_first_attempt_is_measured_against_the_pass_mark(quiz, play, now):
    assert result_page(play(quiz, RIGHT, RIGHT, RIGHT), now).comparison == "Passed at the first attempt."


def test_attempts_carry_their_change_with_a_true_minus(quiz, play, now):
    attempts = [play(quiz, RIGHT), play(quiz, RIGHT, RIGHT), play(quiz, RIGHT), play(quiz, WRONG, RIGHT)]
    found = attempt_rows(attempts[::-1], now)
    assert [(row.score, row.difference) for row in found] == [
        ("1 / 4", "±0"),
        ("1 / 4", "−1"),
        ("2 / 4", "+1"),
        ("1 / 4", ""),
    ]


def test_of_many_attempts_the_newest_are_listed_and_the_one_looked_at(quiz, play, client, learner, now):
    attempts = [play(quiz, RIGHT) for _ in range(12)]
    numbers = [row.attempt.number for row in result_page(attempts[-1], now).recent]
    assert numbers == [12, 11, 10, 9, 8, 7]
    assert [row.attempt.number for row in result_page(attempts[0], now).recent] == [*numbers, 1]
    client.force_login(learner, "accounts.backends.Backend")
    assert "All 12 attempts" in client.get(attempts[-1].get_absolute_url()).content.decode()
    assert f"All {len(attempts)}" not in client.get(quiz.get_absolute_url()).content.decode()


def test_one_attempt_is_no_line(quiz, play, now):
    first = play(quiz, RIGHT)
    assert result_page(first, now).chart is None
    assert len(result_page(play(quiz, RIGHT, RIGHT), now).chart.points) == 2


def test_a_question_that_counts_for_nobody_is_not_lost(quiz, play, now):
    attempt = play(quiz, WRONG, RIGHT, WRONG, RIGHT)
    attempt.responses.filter(number__in=[1, 3]).update(is_void=True)
    page = result_page(attempt, now)
    assert rows(page) == [("twice", ("good",), 1, ""), ("Other questions", ("good",), 1, "")]
    assert [verdict for _number, verdict in page.verdicts] == ["void", "good", "void", "good"]
    assert page.weakest is None
    assert not any("Reread" in step.title for step in page.next_steps)


class TestMedian:
    @pytest.fixture
    def taken(self, quiz, course, now):
        """taken(*scores) hands in an attempt of another learner for each score of four."""

        def taken(*scores):
            for score in scores:
                finished(quiz, member(course, "Somebody"), now, [1] * score + [0] * (4 - score))

        return taken

    def test_is_of_everybodys_best_attempt(self, quiz, play, taken, now):
        taken(4, 3, 1, 0)
        play(quiz)
        page = result_page(play(quiz, RIGHT, RIGHT, WRONG, WRONG), now)
        assert page.median == 2
        assert page.chart.middle[0] == page.chart.ticks[1][0]

    def test_is_not_told_of_few_nor_of_who_left_or_was_excluded(self, quiz, play, taken, now):
        taken(4, 3, 1, 0)
        Membership.objects.filter(user__display_name="Somebody").order_by("pk").first().leave(now)
        mine = play(quiz, RIGHT)
        assert result_page(mine, now).median is None
        taken(2)
        assert result_page(mine, now).median == 1
        Attempt.objects.exclude(learner=mine.learner).filter(score=2).update(is_excluded=True)
        assert result_page(mine, now).median is None

    def test_is_kept_where_scores_are_not_shown_yet(self, quiz, play, taken, now):
        taken(4, 3, 1, 0)
        quiz.shows = {"after": []}
        quiz.save()
        assert result_page(play(quiz, RIGHT), now).median is None
