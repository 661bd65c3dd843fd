from random import Random

import pytest
from axes.models import AccessLog

from accounts.models import User
from content.models import Membership, Role
from quizzes.finishing import finish
from quizzes.leaving import OWN, LeavingRefused, leave
from quizzes.models import Attempt, Dispute, LedgerEntry, Memory, Notice, Objection, Rating, Response, Review
from quizzes.pages.leaderboard import board
from quizzes.reviewing import review_card
from tests import factories
from tests.conftest import member
from tests.quizzes.test_belongings import busy, lesson  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db


class TestLeave:
    def test_names_go_and_nobody_signs_in(self, busy, now):  # noqa: F811
        busy.email = "linh@example.org"
        busy.fitted = {"weights": []}
        busy.save()
        leave(busy, now)
        gone = User.objects.get(pk=busy.pk)
        assert gone.username.startswith("gone-")
        assert (gone.email, gone.display_name, gone.fitted, gone.is_active) == ("", "", {}, False)
        assert (gone.name, gone.gone_at) == ("Somebody who left", now)
        assert gone.board_name() is None
        assert not gone.has_usable_password()
        assert not gone.check_password("correct horse battery")

    def test_what_only_they_saw_goes(self, busy, now):  # noqa: F811
        leave(busy, now)
        for model in OWN:
            assert not model.objects.filter(learner=busy).exists(), model
        assert not Notice.objects.filter(person=busy).exists()
        assert Membership.objects.get(user=busy).left_at == now
        assert Dispute.objects.get().words == ""
        assert not AccessLog.objects.exists()

    def test_what_figures_rest_on_stays(self, busy, classmate, now):  # noqa: F811
        kept = (Attempt, Response, Review, LedgerEntry)
        before = [model.objects.count() for model in kept]
        points = sum(entry.points for entry in LedgerEntry.objects.all())
        leave(busy, now)
        assert [model.objects.count() for model in kept] == before
        assert sum(entry.points for entry in LedgerEntry.objects.all()) == points

    def test_the_board_loses_the_row_and_no_other(self, course, learner, classmate, lesson, now):  # noqa: F811
        for person, questions in ((learner, 2), (classmate, 1)):
            person.on_boards = "name"
            person.save()
            asked = [factories.QuestionFactory(key_point__lesson=lesson) for _ in range(questions)]
            attempt = factories.QuizFactory(course=course, with_questions=asked).begin(person, now, Random(1))
            for number in range(1, questions + 1):
                attempt.answer(number, {"answer": ["k2"]}, now)
            finish(attempt, now)
        before = {row.name: row.points for row in board(course, "all", classmate, now).rows}
        leave(learner, now)
        after = {row.name: row.points for row in board(course, "all", classmate, now).rows}
        assert after == {name: points for name, points in before.items() if name != "Linh Trần"}

    def test_others_keep_what_is_theirs(self, busy, classmate, lesson, now):  # noqa: F811
        review_card(classmate, factories.CardFactory(key_point__lesson=lesson), Rating.GOOD, now)
        leave(busy, now)
        assert Memory.objects.get().learner == classmate
        classmate.refresh_from_db()
        assert classmate.name == "Minh Phạm"

    def test_the_only_instructor_makes_somebody_else_one_first(self, instructor, learner, course, now):
        with pytest.raises(LeavingRefused, match="You are the only instructor of “Diplomacy in a new era”"):
            leave(instructor, now)
        member(course, Role.INSTRUCTOR, "an", "An Lê")
        leave(instructor, now)

    def test_a_course_with_nobody_else_in_it_holds_nobody(self, instructor, now):
        leave(instructor, now)
        assert User.objects.get(pk=instructor.pk).gone_at

    def test_the_only_superuser_stays(self, stranger, now):
        stranger.is_superuser = True
        stranger.save()
        with pytest.raises(LeavingRefused, match="make somebody else a superuser first"):
            leave(stranger, now)

    def test_a_dispute_stays_without_its_words(self, busy, now):  # noqa: F811
        leave(busy, now)
        assert Dispute.objects.get().objection == Objection.RIGHT
