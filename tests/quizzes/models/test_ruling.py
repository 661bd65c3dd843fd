from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from quizzes.models import Decision, LedgerEntry, Ruling
from quizzes.models.ruling import RulingRefused
from tests import factories
from tests.quizzes.boardroom import finished, ledger_of, settled


@pytest.fixture
def quiz(course):
    return factories.QuizFactory(course=course)


class TestDecide:
    def test_exclusion_takes_the_points_and_restoring_gives_them_back(self, quiz, learner, reviewer, now):
        attempt = settled(quiz, learner, now)
        ruling = Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, " Too fast ", now, " see him ")
        assert (ruling.reason, ruling.note, ruling.by, ruling.at) == ("Too fast", "see him", reviewer, now)
        assert attempt.is_excluded
        assert ledger_of(learner) == 0
        Ruling.objects.decide(attempt, reviewer, Decision.RESTORE, "A fault of ours", now)
        attempt.refresh_from_db()
        assert not attempt.is_excluded
        assert ledger_of(learner) == 30

    def test_excluding_the_best_lets_the_next_best_count(self, quiz, learner, reviewer, now):
        best = settled(quiz, learner, now)
        second = settled(quiz, learner, now + timedelta(days=1), (1, 1, 0))
        Ruling.objects.decide(best, reviewer, Decision.EXCLUDE, "Too fast", now)
        assert (ledger_of(learner, attempt=best), ledger_of(learner, attempt=second)) == (0, 20)

    def test_keeping_needs_no_reason_and_moves_no_points(self, quiz, learner, reviewer, now):
        attempt = settled(quiz, learner, now)
        Ruling.objects.decide(attempt, reviewer, Decision.KEEP, "", now)
        assert (Ruling.objects.count(), LedgerEntry.objects.count()) == (1, 1)

    @pytest.mark.parametrize(
        ("excluded", "decision", "reason", "sentence"),
        [
            (False, Decision.EXCLUDE, "  ", "Give a reason"),
            (True, Decision.RESTORE, "", "Give a reason"),
            (True, Decision.EXCLUDE, "Again", "excluded already"),
            (True, Decision.KEEP, "Fine", "excluded already"),
            (False, Decision.RESTORE, "Fine", "counts already"),
        ],
    )
    def test_a_decision_that_makes_no_sense_is_refused_whole(
        self, quiz, learner, reviewer, now, excluded, decision, reason, sentence
    ):
        attempt = settled(quiz, learner, now)
        if excluded:
            Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, "Too fast", now)
        before = Ruling.objects.count(), ledger_of(learner)
        with pytest.raises(RulingRefused, match=sentence):
            Ruling.objects.decide(attempt, reviewer, decision, reason, now)
        assert (Ruling.objects.count(), ledger_of(learner)) == before

    def test_an_open_attempt_is_not_ruled_on(self, quiz, learner, reviewer, now):
        attempt = finished(quiz, learner, now)
        type(attempt).objects.filter(pk=attempt.pk).update(finished_at=None, score=None)
        with pytest.raises(RulingRefused, match="not handed in"):
            Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, "Too fast", now)

    def test_the_database_too_asks_for_a_reason(self, quiz, learner, reviewer, now):
        attempt = settled(quiz, learner, now)
        with pytest.raises(IntegrityError, match="ruling_that_changes_has_reason"), transaction.atomic():
            Ruling.objects.create(attempt=attempt, decision=Decision.EXCLUDE, reason="", by=reviewer, at=now)
