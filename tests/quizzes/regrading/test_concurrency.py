"""A regrade among others who answer, hand in, rule and grade cards: nobody waits for ever, and all adds up."""

from random import Random
from threading import Event

import pytest
from django.db import connection

from quizzes import finishing, regrading
from quizzes.models import Attempt, LedgerEntry, Regrade, Remedy, Response, Ruling
from quizzes.models.ruling import Decision
from quizzes.regrading import RegradeRefused
from tests.factories import QuizFactory, UserFactory
from tests.quizzes.regrading.scene import MINUTE, A, B, take
from tests.quizzes.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def decide(disputed, remedy, by, now) -> Regrade:
    """Look, decide, and look again where somebody was quicker."""
    answer = Response.objects.get(pk=disputed.pk)
    for _ in range(50):
        seen = regrading.plan(regrading.propose(answer, remedy).verdict).digest
        try:
            return regrading.regrade(answer, remedy, "So it is.", by, now, seen=seen)
        except RegradeRefused:
            continue
    raise AssertionError("somebody was always quicker")


def test_a_regrade_goes_between_those_who_answer_and_hand_in(course, learner, instructor, now):
    quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    disputed = take(quiz, learner, now, A, B, B).responses.get(number=1)
    opened = [quiz.begin(UserFactory(), now, Random(1)).pk for _ in range(6)]
    second = quiz.begin(learner, now + MINUTE, Random(1)).pk
    for pk in (*opened, second):
        Attempt.objects.get(pk=pk).answer(1, A, now)

    def find(pk):
        return Attempt.objects.select_related("learner", "quiz").get(pk=pk)

    def rule():
        Ruling.objects.decide(disputed.attempt, instructor, Decision.EXCLUDE, "Odd.", now)

    at_once(
        lambda: decide(disputed, Remedy.ADMIT, instructor, now),
        rule,
        *[lambda pk=pk: finishing.finish(find(pk), now + MINUTE) for pk in opened],
        lambda: finishing.finish(find(second), now + 2 * MINUTE),
    )
    assert Regrade.objects.standing().count() == 1
    assert set(Response.objects.filter(number=1).values_list("fraction", flat=True)) == {1.0}
    assert {str(one.score) for one in Attempt.objects.filter(pk__in=[*opened, second])} == {"1.00"}
    held = {pk: sum(LedgerEntry.objects.filter(attempt=pk).values_list("points", flat=True)) for pk in opened}
    assert set(held.values()) == {10}
    assert sum(LedgerEntry.objects.filter(attempt=disputed.attempt).values_list("points", flat=True)) == 0
    assert sum(LedgerEntry.objects.filter(attempt=second).values_list("points", flat=True)) == 10


def test_of_two_regrades_at_once_one_is_asked_to_look_again(course, learner, classmate, instructor, now):
    quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    answers = [take(quiz, one, now, A, B, B).responses.get(number=1) for one in (learner, classmate)]
    seen = regrading.plan(regrading.propose(answers[0], Remedy.ADMIT).verdict).digest
    refused = []

    def decide(answer):
        try:
            regrading.regrade(answer, Remedy.ADMIT, "So it is.", instructor, now, seen=seen)
        except RegradeRefused as refusal:
            refused.append(str(refusal))

    at_once(*[lambda answer=answer: decide(Response.objects.get(pk=answer.pk)) for answer in answers])
    assert (Regrade.objects.count(), len(refused)) == (1, 1)


WAIT = 0.4
"""Seconds for which one of the two below stops half-way; who is in its way waits that long, nobody else does."""


@pytest.fixture
def halfway(monkeypatch):
    """halfway(name of a function) stops it, once, until the other one is done or has waited: what both tell by."""
    reached, other_done = Event(), Event()

    def stop(target, name):
        verb = getattr(target, name)

        def stopping(*args, **kwargs):
            if not reached.is_set():
                reached.set()
                other_done.wait(WAIT)
            return verb(*args, **kwargs)

        monkeypatch.setattr(target, name, stopping)
        return reached, other_done

    return stop


@pytest.mark.parametrize("remedy", [Remedy.ADMIT, Remedy.VOID])
def test_who_begins_in_the_instant_of_a_regrade_is_marked_by_it(course, learner, instructor, now, halfway, remedy):
    quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    disputed, newcomer = take(quiz, learner, now, A, B, B).responses.get(number=1), UserFactory()
    reached, regraded = halfway(Response, "asking")

    def regrade():
        reached.wait()
        decide(disputed, remedy, instructor, now)
        regraded.set()

    at_once(lambda: quiz.begin(newcomer, now, Random(1)), regrade)
    assert_alike(disputed)


@pytest.mark.parametrize("remedy", [Remedy.ADMIT, Remedy.VOID])
def test_who_begins_while_a_regrade_is_written_is_asked_what_then_holds(
    course, learner, instructor, now, halfway, remedy
):
    quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    disputed, newcomer = take(quiz, learner, now, A, B, B).responses.get(number=1), UserFactory()
    reached, begun = halfway(regrading, "carry_out")

    def begin():
        reached.wait()
        quiz.begin(newcomer, now, Random(1))
        begun.set()

    at_once(lambda: decide(disputed, remedy, instructor, now), begin)
    assert_alike(disputed)
    left = {Remedy.ADMIT: 3, Remedy.VOID: 2}[remedy]
    assert Response.objects.filter(attempt__learner=newcomer).count() == left


def test_who_begins_while_a_regrade_is_taken_back_has_the_first_key(course, learner, instructor, now, halfway):
    quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    disputed, newcomer = take(quiz, learner, now, A, B, B).responses.get(number=1), UserFactory()
    row, key = decide(disputed, Remedy.ADMIT, instructor, now), disputed.key
    reached, begun = halfway(regrading, "put_back")

    def begin():
        reached.wait()
        quiz.begin(newcomer, now, Random(1))
        begun.set()

    at_once(lambda: regrading.take_back(row, instructor, now + MINUTE), begin)
    assert_alike(disputed)
    assert Response.objects.get(attempt__learner=newcomer, number=1).key == key


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="one writer at a time")
def test_who_begins_waits_for_nobody_who_does_so_too(course, now, halfway):
    quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    reached, others_begun = halfway(Response, "asking")
    begun = []

    def begin(learner):
        begun.append(quiz.begin(learner, now, Random(1)).learner_id)

    def begin_later(learner):
        reached.wait()
        begin(learner)
        others_begun.set()

    first, second = UserFactory(), UserFactory()
    at_once(lambda: begin(first), lambda: begin_later(second))
    assert begun == [second.pk, first.pk]


def assert_alike(disputed):
    """All who were asked this question have the same key, and it counts for all or for nobody."""
    asked = Response.objects.filter(question=disputed.question_id)
    assert len({(str(one.key), one.is_void) for one in asked}) == 1
