"""A regrade among others who answer, hand in, rule and grade cards: nobody waits for ever, and all adds up."""

from random import Random

import pytest

from quizzes import finishing, regrading
from quizzes.models import Attempt, LedgerEntry, Regrade, Remedy, Response, Ruling
from quizzes.models.board import Decision
from quizzes.regrading import RegradeRefused
from tests.factories import QuizFactory, UserFactory
from tests.quizzes.regrading.scene import MINUTE, A, B, take
from tests.quizzes.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_regrade_goes_between_those_who_answer_and_hand_in(course, learner, instructor, now):
    quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    disputed = take(quiz, learner, now, A, B, B).responses.get(number=1)
    opened = [quiz.begin(UserFactory(), now, Random(1)).pk for _ in range(6)]
    second = quiz.begin(learner, now + MINUTE, Random(1)).pk
    for pk in (*opened, second):
        Attempt.objects.get(pk=pk).answer(1, A, now)

    def find(pk):
        return Attempt.objects.select_related("learner", "quiz").get(pk=pk)

    def decide():
        answer = Response.objects.get(pk=disputed.pk)
        for _ in range(50):
            seen = regrading.plan(regrading.propose(answer, Remedy.ADMIT).verdict).digest
            try:
                regrading.regrade(answer, Remedy.ADMIT, "So it is.", instructor, now, seen=seen)
                return
            except RegradeRefused:  # somebody was quicker; look again
                continue

    def rule():
        Ruling.objects.decide(disputed.attempt, instructor, Decision.EXCLUDE, "Odd.", now)

    at_once(
        decide,
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
