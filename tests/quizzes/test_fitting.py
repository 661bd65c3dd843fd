from datetime import date, timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command

from quizzes import fitting, scheduling
from quizzes.fitting import FitRefused, fit, fit_of, fitted_to, histories, unfit
from quizzes.models import Memory, Rating, Review
from quizzes.scheduling import AGAIN, GOOD, STANDARD
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
STEADY = tuple(weight * 3 if place < 4 else weight for place, weight in enumerate(STANDARD))
"""Somebody whose first memories last three times as long."""


def log_of(weights, count, rng):
    """{key point: (rating, day, retention)} of somebody whose memory these weights describe, on the usual schedule."""
    log = {}
    for point in range(1, count + 1):
        true, planned, day, steps = None, None, date(2025, 9, 1) + rng.randrange(60) * DAY, []
        for _ in range(rng.randint(3, 8)):
            known = true is None or rng.random() < scheduling.retrievability(true, day, weights)
            rating = GOOD if known else AGAIN
            steps.append((rating, day, 0.9))
            true = scheduling.review(true, rating, day, 0.9, weights)
            planned = scheduling.review(planned, rating, day)
            day = max(planned.due, day + DAY)
        log[point] = steps
    return log


@pytest.fixture
def studied(learner, course):
    """Hundreds of reviews of a steady memory, kept as the standard schedule has it."""
    lesson = factories.LessonFactory(edition__document__course=course)
    log = log_of(STEADY, 250, Random(7))
    first = factories.KeyPointFactory(lesson=lesson)
    points = type(first).objects.bulk_create(
        type(first)(
            lesson=lesson, course=course, kind="list", label=f"point {number}", citation=first.citation,
            order=number, content=first.content,
        )
        for number in log
    )  # fmt: skip
    reviews = [
        Review(learner=learner, key_point=point, rating=rating, day=day, retention=retention, at=NOW - DAY)
        for point, steps in zip(points, log.values(), strict=True)
        for rating, day, retention in steps
    ]
    Review.objects.bulk_create(reviews)
    states = [scheduling.replay(steps) for steps in log.values()]
    Memory.objects.keep(
        Memory.of_state(learner, point.pk, state, ()) for point, state in zip(points, states, strict=True)
    )
    return log


class TestFittedTo:
    def test_a_steady_memory_gets_longer_intervals_and_truer_predictions(self):
        found = fitted_to(log_of(STEADY, 400, Random(1)), NOW)
        assert found.after < found.before
        assert found.weights[2] > STANDARD[2] * 1.3
        assert 0 < found.gain < 100

    def test_too_few_reviews_are_refused_with_their_number(self):
        with pytest.raises(FitRefused, match="400 reviews or more on later days, and there are 2: review on"):
            fitted_to({1: [(GOOD, NOW.date() + gap * DAY, 0.9) for gap in (0, 0, 1, 5)]}, NOW)

    def test_without_the_extra_it_is_said_who_can_install_it(self, monkeypatch):
        monkeypatch.setattr(fitting, "find_spec", lambda name: None)
        with pytest.raises(FitRefused, match="whoever runs it can install the extra “optimize”"):
            fitted_to({}, NOW)

    def test_a_history_ends_on_each_later_day(self):
        steps = [(GOOD, NOW.date() + gap * DAY, 0.9) for gap in (0, 0, 2, 2, 9)]
        assert list(histories(steps)) == [
            [(3, 0), (3, 0), (3, 2)],
            [(3, 0), (3, 0), (3, 2), (3, 0), (3, 7)],
        ]


class TestFit:
    def test_the_parameters_are_kept_and_every_memory_is_replayed_with_them(self, learner, studied, now):
        found = fit(learner, now)
        learner.refresh_from_db()
        assert learner.weights == found.weights != ()
        assert fit_of(learner) == found
        states = [memory.state for memory in Memory.objects.of(learner).order_by("key_point")]
        assert states == [scheduling.replay(steps, found.weights) for steps in studied.values()]
        assert states != [scheduling.replay(steps) for steps in studied.values()]

    def test_later_reviews_follow_them(self, learner, studied, now):
        found = fit(learner, now)
        point = factories.KeyPointFactory()
        Memory.objects.record(learner, point, Rating.GOOD, now)
        assert Memory.objects.get(key_point=point).stability == found.weights[2]

    def test_a_request_that_began_before_uses_them_too(self, learner, studied, now):
        early = type(learner).objects.get(pk=learner.pk)
        found = fit(learner, now)
        point = factories.KeyPointFactory()
        Memory.objects.record(early, point, Rating.GOOD, now)
        assert Memory.objects.get(key_point=point).stability == found.weights[2]

    def test_taken_back_everything_is_as_before(self, learner, studied, now):
        before = {memory.pk: memory.state for memory in Memory.objects.of(learner)}
        fit(learner, now)
        unfit(learner)
        learner.refresh_from_db()
        assert (learner.weights, fit_of(learner)) == ((), None)
        assert {memory.pk: memory.state for memory in Memory.objects.of(learner)} == before

    def test_a_review_in_the_meantime_is_not_lost(self, learner, studied, now, monkeypatch):
        point = Memory.objects.of(learner).first().key_point
        put, calls = fitting.put, []

        def review_first(*args):
            if not calls:
                Memory.objects.record(learner, point, Rating.EASY, now)
            calls.append(args)
            return put(*args)

        monkeypatch.setattr(fitting, "put", review_first)
        found = fit(learner, now)
        log = Review.objects.filter(key_point=point).order_by("at", "pk").values_list("rating", "day", "retention")
        assert len(calls) == 2
        assert Memory.objects.get(key_point=point).state == scheduling.replay(log, found.weights)

    def test_who_reviews_on_and_on_is_told_and_nothing_changes(self, learner, studied, now, monkeypatch):
        monkeypatch.setattr(fitting, "put", lambda *args: False)
        with pytest.raises(FitRefused, match="Nothing was changed"):
            fit(learner, now)
        learner.refresh_from_db()
        assert learner.weights == ()


class TestCommand:
    def test_it_tells_what_was_found_and_takes_it_back(self, learner, studied, capsys):
        call_command("fit", "linh")
        assert "reviews, error of prediction 0." in capsys.readouterr().out
        call_command("fit", "linh", "--undo")
        assert "linh: the standard schedule is back." in capsys.readouterr().out

    def test_a_refusal_is_one_sentence(self, learner):
        with pytest.raises(CommandError, match="linh: A schedule is fitted to 400 reviews"):
            call_command("fit", "linh")

    def test_an_unknown_name_is_told(self, db):
        with pytest.raises(CommandError, match="There is nobody with the user name nobody"):
            call_command("fit", "nobody")
