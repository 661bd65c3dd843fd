import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from quizzes.kinds.base import Message
from quizzes.models import About, Notice
from quizzes.models.notice import mail

pytestmark = pytest.mark.django_db

EXCLUDED = Message("Your attempt {number} at “{quiz}” does not count.", {"number": 2, "quiz": "Three pillars"})


@pytest.fixture
def told(learner, course, now):
    return Notice.objects.tell(learner, course, About.BOARD, EXCLUDED, now, link="/leaderboard/")


def by_mail(*people):
    for person in people:
        person.email, person.notices_by_mail = f"{person.username}@example.edu", True
        person.save()


def tasks():
    return list(DBTaskResult.objects.values_list("task_path", "args_kwargs"))


def test_the_sentence_is_kept_untranslated_and_said_in_the_reader_s_language(told, monkeypatch):
    kept = Notice.objects.get()
    assert (kept.text, kept.params) == (EXCLUDED.text, EXCLUDED.params)
    assert str(kept) == "Your attempt 2 at “Three pillars” does not count."
    monkeypatch.setattr("quizzes.wording._", lambda text: "Versuch {number}: “{quiz}” zählt nicht.")
    assert str(kept) == "Versuch 2: “Three pillars” zählt nicht."


def test_a_notice_is_unread_until_it_is_read_and_then_keeps_its_time(told, learner, classmate, now):
    assert Notice.objects.of(learner).unread().count() == 1
    assert Notice.objects.of(classmate).count() == 0
    assert [Notice.objects.of(learner).mark_read(now), Notice.objects.of(learner).mark_read(now)] == [1, 0]
    assert Notice.objects.get().read_at == now


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/", "//elsewhere.example", "leaderboard/", "javascript:alert(1)"]
)
def test_a_notice_leads_to_our_pages_alone(learner, course, now, link):
    with pytest.raises(IntegrityError, match="notice_links_to_our_pages"), transaction.atomic():
        Notice.objects.tell(learner, course, About.BOARD, EXCLUDED, now, link=link)


class TestMail:
    def test_nothing_is_sent_where_no_mail_can_be_sent(self, learner, course, now):
        by_mail(learner)
        Notice.objects.tell(learner, course, About.BOARD, EXCLUDED, now)
        assert tasks() == []

    def test_only_who_asked_for_it_gets_mail(self, learner, classmate, instructor, course, now, settings):
        settings.EMAIL_HOST = "mail.example.edu"
        by_mail(learner, instructor)
        instructor.is_active = False
        instructor.save()
        told = Notice.objects.tell_all(
            Notice.saying(person.pk, course, About.BOARD, EXCLUDED, now) for person in (learner, classmate, instructor)
        )
        assert tasks() == [("quizzes.models.notice.mail", {"args": [[told[0].pk]], "kwargs": {}})]

    def test_many_notices_take_as_many_queries_as_one(
        self, learner, classmate, course, now, settings, django_assert_num_queries
    ):
        settings.EMAIL_HOST = "mail.example.edu"
        by_mail(learner)
        people = [learner.pk, classmate.pk] * 40
        with django_assert_num_queries(3 + 2), transaction.atomic():  # and a savepoint
            Notice.objects.tell_all(Notice.saying(pk, course, About.BOARD, EXCLUDED, now) for pk in people)

    def test_the_worker_sends_it_in_plain_words(self, told, learner, settings):
        by_mail(learner)
        with override("en-gb"):
            mail.func([told.pk])
        (letter,) = outbox.outbox
        assert letter.to == ["linh@example.edu"]
        assert letter.subject == "Diplomacy in a new era: Leaderboard"
        assert letter.body.startswith("Your attempt 2 at “Three pillars” does not count.\n")
        assert "Notices" in letter.body
