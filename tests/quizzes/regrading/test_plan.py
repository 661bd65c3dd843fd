"""A regrade at random: the dry run lists exactly what then changes, and taking it back restores all."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes import regrading
from quizzes.models import Remedy, Response
from quizzes.regrading import RegradeRefused
from tests.conftest import NOW
from tests.factories import CourseFactory, QuizFactory, UserFactory
from tests.quizzes.regrading.scene import A, B, C, differences, snapshot, take

forms = st.sampled_from([A, B, C, None])
sheets = st.lists(st.tuples(st.integers(0, 3), st.tuples(forms, forms, forms)), min_size=1, max_size=7)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(
    sheets=sheets,
    remedies=st.lists(st.sampled_from(Remedy), min_size=1, max_size=3),
    counts=st.sampled_from(["best", "last", "first", "average"]),
    certainty=st.booleans(),
)
def test_what_is_told_is_done_and_what_is_done_can_be_taken_back(
    django_db_blocker, sheets, remedies, counts, certainty
):
    quiz = QuizFactory(course=CourseFactory(), feedback="end", shuffle=False, counts=counts, certainty=certainty)
    people = [UserFactory() for _ in range(4)]
    for number, (who, posted) in enumerate(sheets):
        sure = [form and form | {"certainty": [str(1 + number % 3)]} for form in posted]
        take(quiz, people[who], NOW + timedelta(hours=number), *sure, hand_in=number % 5 < 4)
    now, done = NOW + timedelta(days=2), []
    for remedy in remedies:
        answers = Response.objects.filter(attempt__quiz=quiz, number=1, answer__isnull=False, is_void=False)
        wanted = answers.filter(fraction__lt=1).first() or answers.first()
        if wanted is None:
            break
        try:
            changes = regrading.plan(regrading.propose(wanted, remedy).verdict)
        except RegradeRefused:
            continue
        before = snapshot()
        row = regrading.regrade(wanted, remedy, "So it says.", people[0], now, seen=changes.digest)
        after = snapshot()
        assert_told(changes, before, after)
        done.append((row, before))
        now += timedelta(hours=1)
    for row, before in reversed(done):
        now += timedelta(hours=1)
        told, between = regrading.plan(regrading.undoing(row)), snapshot()
        assert regrading.take_back(row, people[0], now).digest == told.digest
        assert_told(told, between, snapshot())
        assert snapshot() == before


def assert_told(changes, before, after):
    marks = {pk: pair for pk, pair in differences(before, after, "answers").items() if pair[0][:2] != pair[1][:2]}
    assert {one.response for one in changes.remarked} == set(marks)
    scores = differences(before, after, "scores")
    told = {one.attempt.pk: (one.after.points, one.after.out_of) for one in changes.scores}
    assert told | {pk: (None, most) for pk, most in changes.ceilings} == {pk: pair[1] for pk, pair in scores.items()}
    points = differences(before, after, "points")
    assert {one.pk: more for one, more in changes.points} == {
        pk: (new or 0) - (old or 0) for pk, (old, new) in points.items()
    }
    assert {(one.learner, one.key_point): (one.before, one.after) for one in changes.memories} == differences(
        before, after, "memories"
    )
