from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from quizzes import finishing
from quizzes.models import Attempt, Dispute
from quizzes.models.dispute import DAILY
from tests.factories import QuizFactory
from tests.quizzes.views.test_questions import HTMX, at
from tests.quizzes.views.test_quizzes import text_of

pytestmark = pytest.mark.usefixtures("clock")

SAID = {"objection": "right", "words": "The text says both."}


@pytest.fixture
def begin(course, learner, now):
    def begin(**rules) -> Attempt:
        return QuizFactory(course=course, **{"shuffle": False, "feedback": "end", **rules}).begin(
            learner, now, Random(1)
        )

    return begin


@pytest.fixture
def finished(begin, now) -> Attempt:
    attempt = begin()
    attempt.answer(2, {"answer": ["k1"]}, now)
    finishing.finish(attempt, now)
    return attempt


@pytest.fixture
def url(finished) -> str:
    return at(finished, 2, "dispute")


@pytest.fixture
def raised(finished, now) -> Dispute:
    return Dispute.objects.raise_for(finished.responses.get(number=2), "unclear", "", now)


def decided(raised: Dispute, state: str, reply: str = "") -> None:
    Dispute.objects.filter(pk=raised.pk).update(state=state, reply=reply, decided_at=raised.at)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_question_is_disputed_and_says_so(sign_in, learner, finished, url, headers):
    client = sign_in(learner)
    assert "Dispute this question" in text_of(client.get(at(finished, 2, "feedback")))
    text = text_of(client.post(url, SAID, headers=headers, follow=True))
    assert "Sent to your instructor." in text
    assert "Not decided yet “My answer is right, too”" in text
    assert "The text says both." in text
    assert "Dispute this question" not in text
    assert "Question 2, disputed Not decided yet" in text_of(client.get(finished.get_absolute_url()))


def test_the_form_sent_twice_is_one_dispute(sign_in, learner, url):
    client = sign_in(learner)
    for words in ("once", "twice"):
        client.post(url, {**SAID, "words": words})
    assert [dispute.words for dispute in Dispute.objects.all()] == ["twice"]


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({}, "Say what is wrong with the question."),
        ({"objection": "rude"}, "Say what is wrong with the question."),
        ({"objection": "other", "words": " "}, "Say in your own words what is wrong."),
        ({"objection": "right", "words": "x" * 601}, "Say it in up to 600 signs."),
    ],
)
def test_a_form_that_says_nothing_of_use_asks_again(sign_in, learner, url, posted, sentence):
    response = sign_in(learner).post(url, posted)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Dispute.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_can_be_withdrawn_and_raised_again(sign_in, learner, finished, raised, url, headers):
    client = sign_in(learner)
    for _click in range(2):
        text = text_of(client.post(f"{url}withdrawal/", headers=headers, follow=True))
        assert "Dispute this question" in text
    assert "disputed" not in text_of(client.get(finished.get_absolute_url()))
    client.post(url, SAID)
    raised.refresh_from_db()
    assert raised.is_open


@pytest.mark.parametrize(("state", "told"), [("accepted", "Accepted"), ("declined", "Declined")])
def test_what_was_decided_is_shown_and_stays(sign_in, learner, finished, raised, url, state, told):
    decided(raised, state, "Both are in the source.")
    client = sign_in(learner)
    text = text_of(client.get(at(finished, 2, "feedback")))
    assert told in text
    assert "Your instructor says: Both are in the source." in text
    assert "Withdraw it" not in text
    for address, posted in ((url, SAID), (f"{url}withdrawal/", {})):
        assert "This dispute was decided, so it stays as it is." in text_of(client.post(address, posted, follow=True))
    raised.refresh_from_db()
    assert raised.state == state


def test_a_day_has_room_for_so_many(sign_in, learner, finished, begin, url, now):
    for _quiz in range(4):
        other = begin()
        for response in other.responses.all():
            Dispute.objects.filter(pk__gt=0).count() < DAILY and Dispute.objects.raise_for(response, "right", "", now)
    response = sign_in(learner).post(url, SAID)
    assert response.status_code == 422
    assert f"You have disputed {DAILY} questions within a day." in text_of(response)
    Dispute.objects.update(at=now - timedelta(days=2))
    assert sign_in(learner).post(url, SAID).status_code == 303


def test_only_what_was_told_can_be_disputed(sign_in, learner, begin, now):
    silent, practice = begin(shows={"after": []}), begin(feedback="now")
    finishing.finish(silent, now)
    client = sign_in(learner)
    assert client.post(at(silent, 1, "dispute"), SAID).status_code == 404
    assert "Dispute" not in text_of(client.get(at(silent, 1, "feedback")))
    assert client.post(at(practice, 1, "dispute"), SAID).status_code == 404
    practice.answer(1, {"answer": ["k1"]}, now)
    assert client.post(at(practice, 1, "dispute"), SAID).status_code == 303


def test_it_is_absent_for_everybody_else(client, sign_in, classmate, stranger, instructor, url, raised):
    for address in (url, f"{url}withdrawal/"):
        assert client.post(address, SAID).status_code == 302
    for other in (classmate, stranger, instructor):
        for address in (url, f"{url}withdrawal/"):
            assert sign_in(other).post(address, SAID).status_code == 404
    raised.refresh_from_db()
    assert raised.is_open


def test_it_takes_no_other_method(sign_in, learner, url):
    assert sign_in(learner).get(url).status_code == sign_in(learner).get(f"{url}withdrawal/").status_code == 405


def test_a_decision_has_its_time(raised):
    with pytest.raises(IntegrityError, match="dispute_decided_at_some_time"), transaction.atomic():
        Dispute.objects.update(state="accepted")
