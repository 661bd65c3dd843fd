import pytest
from django.urls import reverse

from quizzes import fitting
from quizzes.fitting import Fit
from quizzes.scheduling import STANDARD
from tests.conftest import NOW
from tests.quizzes.views.test_plan import words_of

pytestmark = pytest.mark.django_db

SCHEDULE = reverse("quizzes:schedule")
FOUND = Fit(weights=tuple(STANDARD), reviews=812, before=0.40, after=0.38, at=NOW.isoformat())


def test_it_begins_with_the_standard_parameters(learner, sign_in):
    assert "It has the standard parameters now." in words_of(sign_in(learner).get(SCHEDULE))


def test_too_few_reviews_are_told_in_one_sentence(learner, sign_in):
    response = sign_in(learner).post(SCHEDULE)
    assert response.status_code == 422
    assert "A schedule is fitted to 400 reviews or more on later days, and there are 0: review on." in words_of(
        response
    )


def test_a_fit_is_told_with_what_it_gained_and_taken_back(learner, sign_in, monkeypatch):
    monkeypatch.setattr(fitting, "fitted_to", lambda log, now: FOUND)
    client = sign_in(learner)
    page = words_of(client.post(SCHEDULE, follow=True))
    assert "The schedule is fitted to you" in page
    assert "It was fitted to 812 of your reviews on 2 March 2026. On them its predictions miss by 5.0 % less" in page
    page = words_of(client.post(reverse("quizzes:schedule_removal"), follow=True))
    assert "The standard schedule is back" in page
    assert "It has the standard parameters now." in page


def test_one_that_gains_nothing_is_told(learner, sign_in, monkeypatch):
    monkeypatch.setattr(fitting, "fitted_to", lambda log, now: Fit((), 812, 0.4, 0.4, NOW.isoformat()))
    page = words_of(sign_in(learner).post(SCHEDULE, follow=True))
    assert "The standard schedule predicts your reviews as well as any: it stays." in page
    assert "compared with 812 of your reviews" in page


def test_a_long_log_is_left_to_the_worker(learner, sign_in, monkeypatch):
    asked = []
    monkeypatch.setattr(fitting, "QUICK", -1)
    monkeypatch.setattr("quizzes.views.schedule.fit_later", type("Task", (), {"enqueue": asked.append}))
    page = words_of(sign_in(learner).post(SCHEDULE, follow=True))
    assert "it is being worked out" in page
    assert asked == [learner.pk]


def test_anonymous_visitors_sign_in_first(client):
    assert client.get(SCHEDULE).url == f"{reverse('login')}?next={SCHEDULE}"
