from datetime import timedelta
from random import Random

import pytest

from quizzes import regrading
from quizzes.finishing import finish
from quizzes.models import (
    Dispute,
    DisputeState,
    LedgerEntry,
    Memory,
    Notice,
    Objection,
    Question,
    Regrade,
    Remedy,
    Response,
    Review,
    Ruling,
    Status,
)
from quizzes.models.ruling import Decision
from quizzes.regrading import RegradeRefused
from tests.factories import QuizFactory, UserFactory
from tests.quizzes.regrading.scene import MINUTE, A, B, C, differences, snapshot, take

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=5)
REASON = "The text says so in ¶ 2."


@pytest.fixture
def quiz(course):
    return QuizFactory(course=course, feedback="end", shuffle=False)


@pytest.fixture
def others():
    return [UserFactory() for _ in range(4)]


@pytest.fixture
def disputed(quiz, learner, classmate, others, now) -> Response:
    """The learner's answer A to the first question; others gave the same, the right one, another, or none."""
    attempt = take(quiz, learner, now, A, B, B)
    take(quiz, classmate, now, B, B, B)
    take(quiz, others[0], now, C, B, A)
    take(quiz, others[1], now, None, B, B)
    take(quiz, others[2], now, A, A, A, hand_in=False)
    take(quiz, others[3], now, A, A, A)
    take(quiz, others[3], now + LATER, B, A, A)
    return attempt.responses.get(number=1)


def decide(response, remedy, by, now, reason=REASON, **more):
    seen = regrading.plan(regrading.propose(response, remedy).verdict).digest
    return regrading.regrade(response, remedy, reason, by, now, seen=seen, **more)


class TestTheDryRun:
    @pytest.mark.parametrize("remedy", Remedy)
    def test_it_lists_exactly_what_then_changes(self, disputed, instructor, now, remedy):
        before = snapshot()
        changes = regrading.plan(regrading.propose(disputed, remedy).verdict)
        assert snapshot() == before
        decide(disputed, remedy, instructor, now + 2 * LATER)
        after = snapshot()
        marks = differences(before, after, "answers")
        assert {one.response: (one.before, one.after) for one in changes.remarked} == {
            pk: (old[0], new[0]) for pk, (old, new) in marks.items() if old[:2] != new[:2]
        }
        assert {one.response for one in changes.answers} == set(marks)
        told = {one.attempt.pk: (one.before.points, one.before.out_of) for one in changes.scores}
        new = {one.attempt.pk: (one.after.points, one.after.out_of) for one in changes.scores}
        ceilings = dict(changes.ceilings)
        scores = differences(before, after, "scores")
        assert {pk: pair for pk, pair in scores.items() if pk not in ceilings} == {
            pk: (told[pk], new[pk]) for pk in told
        }
        assert {pk: pair[1] for pk, pair in scores.items() if pk in ceilings} == {
            pk: (None, most) for pk, most in ceilings.items()
        }
        points = differences(before, after, "points")
        assert {attempt.pk: more for attempt, more in changes.points} == {
            pk: (new or 0) - (old or 0) for pk, (old, new) in points.items()
        }
        memories = differences(before, after, "memories")
        assert {(one.learner, one.key_point): (one.before, one.after) for one in changes.memories} == memories

    def test_it_takes_as_many_queries_for_many_answers(self, disputed, quiz, now, django_assert_num_queries):
        verdict = regrading.propose(disputed, Remedy.ADMIT).verdict
        with django_assert_num_queries(10):
            regrading.plan(verdict)
        for _ in range(12):
            take(quiz, UserFactory(), now, A, A, B)
        with django_assert_num_queries(10):
            regrading.plan(verdict)


class TestAdmitting:
    def test_the_same_answer_is_right_for_everybody_and_the_old_one_stays_so(self, disputed, instructor, now):
        decide(disputed, Remedy.ADMIT, instructor, now)
        shares = [one.fraction for one in Response.objects.filter(question=disputed.question).order_by("pk")]
        assert shares == [1.0, 1.0, 0.0, None, 1.0, 1.0, 1.0]

    def test_from_now_on_the_question_asks_so_as_a_new_version(self, disputed, quiz, instructor, now):
        row = decide(disputed, Remedy.ADMIT, instructor, now)
        question = Question.objects.get(pk=disputed.question_id)
        assert (question.version, question.key) == (2, {"right": "k2", "also": [{"right": "k1"}]})
        assert row.successor.number == 2
        assert set(question.responses.values_list("version", flat=True)) == {row.successor_id}
        assert take(quiz, UserFactory(), now, A, B, B).score == 3

    def test_a_question_that_was_edited_since_stays_as_it_is(self, disputed, quiz, instructor, now):
        question = Question.objects.get(pk=disputed.question_id)
        question.shown = {**question.shown, "stem": "Which of the three comes first?"}
        question.revise(instructor, now)
        later = take(quiz, UserFactory(), now, A, B, B)
        row = decide(disputed, Remedy.ADMIT, instructor, now)
        question.refresh_from_db()
        assert (row.successor, question.version, question.key) == (None, 2, {"right": "k2"})
        later.refresh_from_db()
        disputed.attempt.refresh_from_db()
        assert (later.score, disputed.attempt.score) == (2, 3)

    def test_points_boards_and_schedule_follow(self, disputed, learner, instructor, now):
        memory = Memory.objects.get(learner=learner, key_point=disputed.question.key_point)
        decide(disputed, Remedy.ADMIT, instructor, now + LATER)
        assert [entry.points for entry in LedgerEntry.objects.filter(learner=learner)] == [20, 10]
        correction = LedgerEntry.objects.filter(learner=learner).last()
        assert correction.counts_at == disputed.attempt.finished_at
        again = Memory.objects.get(pk=memory.pk)
        assert (memory.lapses, again.lapses, again.due > memory.due) == (0, 0, True)
        assert Memory.objects.rebuild(learner, again.key_point).state == again.state

    def test_the_old_review_stays_in_the_log_undone(self, disputed, learner, instructor, now):
        decide(disputed, Remedy.ADMIT, instructor, now + LATER)
        old, new = Review.objects.filter(response=disputed).order_by("pk")
        assert (old.rating, old.undone_at, new.rating, new.undone_at) == (1, now + LATER, 3, None)
        assert (old.at, old.day, old.seconds, old.was_due) == (new.at, new.day, new.seconds, new.was_due)

    def test_whose_score_changed_is_told_and_nobody_else(self, disputed, learner, others, instructor, now):
        decide(disputed, Remedy.ADMIT, instructor, now)
        told = {notice.person: str(notice) for notice in Notice.objects.all()}
        assert set(told) == {learner, others[3]}
        assert told[learner] == (
            f"Question 1 of “Three pillars” was marked again: your score is now 3 of 3. Before it was 2 of 3. {REASON}"
        )
        assert Notice.objects.get(person=learner).link == disputed.attempt.get_absolute_url()

    def test_a_score_that_is_not_shown_yet_is_not_told_by_the_back_door(self, quiz, learner, instructor, now):
        quiz.shows = {"after": [], "open": []}
        quiz.save()
        attempt = take(quiz, learner, now, A, B, B)
        decide(attempt.responses.get(number=1), Remedy.ADMIT, instructor, now)
        assert "shown later" in str(Notice.objects.get())


class TestRekeying:
    def test_the_old_answer_is_wrong_then(self, disputed, classmate, instructor, now):
        decide(disputed, Remedy.REKEY, instructor, now)
        shares = [one.fraction for one in Response.objects.filter(question=disputed.question).order_by("pk")]
        assert shares == [1.0, 0.0, 0.0, None, 1.0, 1.0, 0.0]
        assert sum(LedgerEntry.objects.filter(learner=classmate).values_list("points", flat=True)) == 20
        assert disputed.question.versions.last().key == {"right": "k1"}


class TestVoiding:
    def test_it_counts_for_nobody_and_every_score_is_out_of_less(self, disputed, classmate, others, instructor, now):
        decide(disputed, Remedy.VOID, instructor, now)
        scores = {one.learner: (one.score, one.max_score) for one in disputed.attempt.quiz.attempts.order_by("-number")}
        assert scores[classmate] == (2, 2)
        assert scores[others[1]] == (2, 2)
        assert scores[others[2]] == (None, 2)

    def test_it_says_nothing_of_the_memory_any_more(self, disputed, classmate, instructor, now):
        decide(disputed, Remedy.VOID, instructor, now)
        point = disputed.question.key_point
        assert not Memory.objects.filter(learner=classmate, key_point=point).exists()
        assert not Review.objects.standing().filter(key_point=point).exists()

    def test_nobody_is_asked_again(self, disputed, quiz, learner, instructor, now):
        decide(disputed, Remedy.VOID, instructor, now)
        assert Question.objects.get(pk=disputed.question_id).status == Status.RETIRED
        assert quiz.begin(learner, now + LATER, Random(1)).responses.count() == 2

    def test_an_open_attempt_is_handed_in_without_it(self, disputed, others, instructor, now):
        decide(disputed, Remedy.VOID, instructor, now)
        attempt = others[2].attempts.get()
        attempt.answer(1, B, now)
        finish(attempt, now)
        assert (attempt.score, attempt.max_score) == (0, 2)


class TestTakingBack:
    @pytest.mark.parametrize("remedy", Remedy)
    def test_everything_is_as_it_was(self, disputed, instructor, now, remedy):
        before = snapshot()
        status = disputed.question.status
        row = decide(disputed, remedy, instructor, now + LATER)
        assert snapshot() != before
        regrading.take_back(row, instructor, now + 2 * LATER)
        assert snapshot() == before
        question = Question.objects.get(pk=disputed.question_id)
        assert (question.status, question.key) == (status, {"right": "k2"})
        assert question.versions.last().says_the_same_as(disputed.version)

    def test_it_can_be_done_again_and_taken_back_again(self, disputed, instructor, now):
        before = snapshot()
        for remedy in (Remedy.VOID, Remedy.ADMIT, Remedy.VOID):
            row = decide(Response.objects.get(pk=disputed.pk), remedy, instructor, now + LATER)
            regrading.take_back(row, instructor, now + 2 * LATER)
            assert snapshot() == before

    def test_one_after_the_other_the_last_first(self, disputed, others, instructor, now):
        before = snapshot()
        first = decide(disputed, Remedy.ADMIT, instructor, now + LATER)
        between = snapshot()
        c = others[0].attempts.get().responses.get(number=1)
        second = decide(c, Remedy.ADMIT, instructor, now + 2 * LATER)
        with pytest.raises(RegradeRefused, match="later"):
            regrading.take_back(first, instructor, now + 3 * LATER)
        regrading.take_back(second, instructor, now + 3 * LATER)
        assert snapshot() == between
        regrading.take_back(first, instructor, now + 3 * LATER)
        assert snapshot() == before

    def test_what_was_answered_since_is_marked_by_the_key_that_holds(self, disputed, quiz, others, instructor, now):
        row = decide(disputed, Remedy.ADMIT, instructor, now + LATER)
        newcomer = take(quiz, UserFactory(), now + 2 * LATER, A, B, B)
        changed = others[2].attempts.get()
        changed.answer(1, B, now + 2 * LATER)
        regrading.take_back(row, instructor, now + 3 * LATER)
        newcomer.refresh_from_db()
        assert newcomer.score == 2
        assert changed.responses.get(number=1).fraction == 1
        assert set(disputed.question.responses.values_list("version", flat=True)) == {disputed.version_id}

    def test_twice_is_refused(self, disputed, instructor, now):
        row = decide(disputed, Remedy.ADMIT, instructor, now)
        regrading.take_back(row, instructor, now)
        with pytest.raises(RegradeRefused, match="taken back before"):
            regrading.take_back(row, instructor, now)


class TestRefusals:
    def test_without_a_reason_nothing_is_done(self, disputed, instructor, now):
        before = snapshot()
        with pytest.raises(RegradeRefused, match="reason"):
            decide(disputed, Remedy.ADMIT, instructor, now, reason="  ")
        assert snapshot() == before
        assert not Regrade.objects.exists()

    def test_what_came_in_meanwhile_is_looked_at_first(self, disputed, quiz, instructor, now):
        seen = regrading.plan(regrading.propose(disputed, Remedy.ADMIT).verdict).digest
        take(quiz, UserFactory(), now, A, A, A)
        with pytest.raises(RegradeRefused, match="since you looked"):
            regrading.regrade(disputed, Remedy.ADMIT, REASON, instructor, now, seen=seen)

    def test_an_answer_that_is_right_needs_no_remedy(self, classmate, disputed):
        right = classmate.attempts.get().responses.get(number=1)
        with pytest.raises(RegradeRefused, match="right already"):
            regrading.propose(right, Remedy.ADMIT)


class TestDisputes:
    @pytest.fixture
    def disputes(self, disputed, others, now):
        alike = others[3].attempts.get(number=1).responses.get(number=1)
        other = others[0].attempts.get().responses.get(number=1)
        return [Dispute.objects.raise_for(one, Objection.RIGHT, "", now) for one in (disputed, alike, other)]

    def states(self):
        return list(Dispute.objects.order_by("pk").values_list("state", flat=True))

    def test_those_that_are_put_right_are_accepted_with_it(self, disputes, disputed, instructor, now):
        decide(disputed, Remedy.ADMIT, instructor, now, dispute=disputes[0])
        assert self.states() == ["accepted", "accepted", "open"]
        assert Notice.objects.filter(about="dispute").count() == 2
        assert "was accepted" in str(Notice.objects.filter(about="dispute").last())

    def test_when_it_counts_for_nobody_all_are(self, disputes, disputed, instructor, now):
        decide(disputed, Remedy.VOID, instructor, now, dispute=disputes[0])
        assert self.states() == ["accepted"] * 3

    def test_taken_back_they_wait_again(self, disputes, disputed, instructor, now):
        row = decide(disputed, Remedy.ADMIT, instructor, now, dispute=disputes[0])
        regrading.take_back(row, instructor, now)
        assert self.states() == ["open"] * 3

    def test_one_is_declined_with_a_reason_that_its_learner_reads(self, disputes, learner, instructor, now):
        with pytest.raises(RegradeRefused, match="reason"):
            regrading.decline(disputes[0], " ", instructor, now)
        regrading.decline(disputes[0], "The text names trust first.", instructor, now)
        notice = Notice.objects.get()
        assert (notice.person, notice.link) == (
            learner,
            f"/attempts/{disputes[0].response.attempt_id}/questions/1/feedback/",
        )
        assert str(notice).endswith("was declined. The text names trust first.")
        assert Dispute.objects.get(pk=disputes[0].pk).state == DisputeState.DECLINED
        with pytest.raises(RegradeRefused, match="meanwhile"):
            regrading.decline(disputes[0], "Again.", instructor, now)


def test_an_excluded_attempt_is_scored_anew_and_still_brings_no_points(disputed, learner, instructor, now):
    Ruling.objects.decide(disputed.attempt, instructor, Decision.EXCLUDE, "Copied.", now)
    decide(disputed, Remedy.ADMIT, instructor, now)
    disputed.attempt.refresh_from_db()
    assert disputed.attempt.score == 3
    assert sum(LedgerEntry.objects.filter(learner=learner).values_list("points", flat=True)) == 0


def test_a_memory_that_went_on_since_is_replayed_whole(disputed, learner, instructor, now):
    point = disputed.question.key_point
    for days, grade in ((1, 3), (5, 1), (6, 3)):
        Memory.objects.record(learner, point, grade, now + timedelta(days=days))
    before = Memory.objects.get(learner=learner, key_point=point)
    row = decide(disputed, Remedy.ADMIT, instructor, now + timedelta(days=8))
    after = Memory.objects.get(pk=before.pk)
    assert after.stability > before.stability
    assert (before.reps, after.reps) == (4, 4)
    regrading.take_back(row, instructor, now + timedelta(days=9) + MINUTE)
    assert Memory.objects.get(pk=before.pk).state == before.state
