from datetime import timedelta

import pytest

from quizzes.figures.pace import Half
from quizzes.models import Decision, Ruling
from quizzes.pages import integrity
from tests import factories
from tests.quizzes.boardroom import finished, flagged, member


@pytest.fixture
def quiz(course):
    return factories.QuizFactory(course=course)


class TestLists:
    def test_an_attempt_is_open_until_somebody_decides(self, course, quiz, learner, reviewer, now):
        days = (now + timedelta(days=day) for day in range(5))
        fresh, kept, excluded, restored, plain = (finished(quiz, learner, day) for day in days)
        for attempt in (fresh, kept):
            flagged(attempt, now)
        Ruling.objects.decide(kept, reviewer, Decision.KEEP, "", now)
        Ruling.objects.decide(excluded, reviewer, Decision.EXCLUDE, "Too fast", now)
        Ruling.objects.decide(restored, reviewer, Decision.EXCLUDE, "Too fast", now)
        Ruling.objects.decide(restored, reviewer, Decision.RESTORE, "Not so", now)
        attempts = integrity.attempts_in(course)
        found = {name: list(attempts.filter(state)) for name, state in integrity.STATES.items()}
        everything = [plain, restored, excluded, kept, fresh]
        assert found == {"open": [fresh], "excluded": [excluded], "kept": [restored, kept], "all": everything}
        assert integrity.counts(attempts) == {"open": 1, "excluded": 1, "kept": 2, "all": 5}
        assert [integrity.state_of(row) for row in attempts] == ["all", "kept", "excluded", "kept", "open"]

    def test_open_attempts_and_other_courses_are_left_out(self, course, quiz, learner, now):
        unfinished = finished(quiz, learner, now)
        type(unfinished).objects.filter(pk=unfinished.pk).update(finished_at=None, score=None)
        finished(factories.QuizFactory(), learner, now)
        assert not integrity.attempts_in(course).exists()

    def test_the_list_beside_an_attempt_is_the_stretch_that_holds_it(self, course, quiz, learner, now):
        rows = [finished(quiz, learner, now - timedelta(days=day)) for day in range(5)]
        attempts = integrity.attempts_in(course)
        assert integrity.around(attempts, rows[0], 2) == rows[0:2]
        assert integrity.around(attempts, rows[3], 2) == rows[2:4]
        assert integrity.around(attempts, rows[4], 2) == rows[4:]

    def test_learners_are_named_by_their_display_name_alone(self, course, quiz, now):
        named, nameless = member(course, "Linh Trần"), member(course, "")
        for learner in (named, nameless):
            finished(quiz, learner, now)
        assert integrity.learners_in(course) == [
            (str(nameless.pk), f"Learner {nameless.pk}"),
            (str(named.pk), "Linh Trần"),
        ]


class TestCase:
    def test_tells_each_answer_in_words_with_its_time(self, quiz, learner, now):
        attempt = finished(quiz, learner, now, (1, 0, None), (3, 5, 2))
        answers = integrity.case(attempt).answers
        assert [(answer.number, answer.words, answer.verdict, answer.took) for answer in answers] == [
            (1, "trust", "good", 3),
            (2, "speed", "bad", 5),
            (3, "", "", None),
        ]
        assert answers[0].at == attempt.started_at + timedelta(seconds=3)

    def test_an_answer_that_is_partly_right_is_called_so(self, quiz, learner, now):
        assert integrity.case(finished(quiz, learner, now, (0.5, 1, 1))).answers[0].verdict == "part"

    def test_compares_with_the_median_of_everybody_else(self, course, quiz, learner, now):
        for seconds in ((10, 40, 7), (20, 50, 7), (30, 60, 7)):
            finished(quiz, member(course, "Somebody"), now, seconds=seconds)
        attempt = finished(quiz, learner, now, seconds=(1, 1, 1))
        finished(quiz, learner, now - timedelta(days=1), seconds=(999, 999, 999))
        case = integrity.case(attempt)
        assert [answer.usual for answer in case.answers] == [Half(15, 20, 25), Half(45, 50, 55), Half(7, 7, 7)]
        assert (case.class_size, case.usual) == (3, 77)
        assert [lane.number for lane in case.timeline.lanes] == [1, 2, None]

    def test_leaves_excluded_attempts_out_of_the_class(self, course, quiz, learner, reviewer, now):
        other = finished(quiz, member(course, "Somebody"), now)
        attempt = finished(quiz, learner, now)
        Ruling.objects.decide(other, reviewer, Decision.EXCLUDE, "Too fast", now)
        case = integrity.case(attempt)
        assert (case.class_size, case.usual) == (0, None)
        assert [lane.number for lane in case.timeline.lanes] == [1]

    def test_knows_the_quickest_and_the_slowest_answer(self, quiz, learner, now):
        case = integrity.case(finished(quiz, learner, now, (1, 1, None), (3, 5, 2)))
        assert (case.quickest, case.slowest) == (3, 5)
        empty = integrity.case(finished(quiz, learner, now, (None, None, None)))
        assert (empty.quickest, empty.slowest) == (None, None)

    def test_the_trail_holds_every_ruling_on_the_learner_in_this_course(self, course, quiz, learner, reviewer, now):
        attempt = finished(quiz, learner, now)
        same_course = finished(factories.QuizFactory(course=course), learner, now)
        elsewhere = finished(factories.QuizFactory(), learner, now)
        somebody = finished(quiz, member(course, "Somebody"), now)
        for minute, row in enumerate((attempt, same_course, elsewhere, somebody)):
            Ruling.objects.decide(row, reviewer, Decision.KEEP, "", now + timedelta(minutes=minute))
        assert [ruling.attempt for ruling in integrity.case(attempt).trail] == [same_course, attempt]

    def test_an_attempt_is_ruled_once_somebody_decided_on_it_itself(self, course, quiz, learner, reviewer, now):
        looked_at, other = (finished(quiz, learner, now + timedelta(days=day)) for day in range(2))
        Ruling.objects.decide(looked_at, reviewer, Decision.KEEP, "", now)
        assert [integrity.case(attempt).is_ruled for attempt in (looked_at, other)] == [True, False]

    def test_costs_as_many_queries_for_many_as_for_few(self, course, quiz, learner, now, django_assert_num_queries):
        for number in range(6):
            finished(quiz, member(course, f"Person {number}"), now)
            finished(quiz, learner, now - timedelta(days=number))
        attempt = integrity.attempts_in(course).filter(learner=learner)[0]
        with django_assert_num_queries(7):
            integrity.case(attempt)
