"""Nothing that is kept of a person is left out of the export."""

import csv
import io
import json
from datetime import timedelta
from random import Random
from zipfile import ZipFile

import pytest
from axes.models import AccessLog
from django.apps import apps

from accounts.models import User
from content.models import Upload
from quizzes.belongings import BELONGINGS, NOT_THEIRS
from quizzes.exporting import SOME, cell, export
from quizzes.finishing import finish
from quizzes.models import (
    Absence,
    Aside,
    Attempt,
    Dispute,
    Exam,
    Feed,
    LedgerEntry,
    Memory,
    Note,
    Objection,
    Quiz,
    Rating,
    Reading,
    Response,
    Review,
)
from quizzes.planning import set_break, set_exam
from quizzes.reviewing import review_card
from tests import factories

pytestmark = pytest.mark.django_db

RIGHT = {"answer": ["k2"]}


def leading_to_people():
    """(model label, field name) of every relation of a model to a person."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and not field.many_to_many and field.related_model is User:
                yield model._meta.label, field.name


def covered():
    """Those that the export follows."""
    return {(one.model._meta.label, person) for one in BELONGINGS for person in one.persons}


def left_out(relations):
    return [relation for relation in relations if relation not in covered() and relation[0] not in NOT_THEIRS]


def test_every_relation_to_a_person_is_followed_or_has_a_reason():
    assert left_out(leading_to_people()) == []


def test_a_new_one_would_be_noticed():
    assert left_out([("quizzes.Diary", "learner"), ("quizzes.Review", "learner")]) == [("quizzes.Diary", "learner")]


def test_what_hangs_on_a_persons_attempt_is_followed_too():
    """A model with a relation to attempts or answers holds something of who made them."""
    held = {one.model for one in BELONGINGS}
    about = {
        model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in (Attempt, Response)
    }
    assert about - held == set()


def test_names_are_unique_and_columns_exist():
    assert len({one.name for one in BELONGINGS}) == len(BELONGINGS)
    for one in BELONGINGS:
        assert one.without <= {field.attname for field in one.model._meta.concrete_fields}, one.name
        assert set(one.marks) <= set(one.columns), one.name


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course, number=1, title="Three pillars")


@pytest.fixture
def busy(learner, course, lesson, now):
    """A learner with a row in every table that learners fill."""
    card = factories.CardFactory(key_point__lesson=lesson)
    Reading.objects.advance(learner, lesson, 2, now)
    review_card(learner, card, Rating.GOOD, now)
    edition = lesson.edition
    Note.objects.write(learner, edition, edition.paragraphs.first(), "=1+1 is mine", now)
    Aside.objects.suspend(learner, card.key_point, now)
    set_break(learner, Absence(), now.date() + timedelta(days=4), now.date() + timedelta(days=5), now.date())
    set_exam(Exam(learner=learner, course=course), now.date() + timedelta(days=9), [lesson.pk])
    Feed.objects.renew(learner, now)
    AccessLog.objects.create(username=learner.username, ip_address="10.0.0.1", session_hash="secret")
    questions = [factories.QuestionFactory(key_point__lesson=lesson) for _ in range(2)]
    attempt = factories.QuizFactory(course=course, with_questions=questions).begin(learner, now, Random(1))
    attempt.answer(1, RIGHT, now)
    finish(attempt, now)
    Dispute.objects.raise_for(attempt.responses.get(number=1), Objection.RIGHT, "It is so.", now)
    return learner


def opened(person, now):
    with ZipFile(io.BytesIO(b"".join(export(person, now)))) as archive:
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    tables = {name: json.loads(text) for name, text in files.items() if name.startswith("json/")}
    return files, {name.removeprefix("json/").removesuffix(".json"): rows for name, rows in tables.items()}


class TestExport:
    def test_every_table_is_there_twice_with_the_same_rows(self, busy, now):
        files, tables = opened(busy, now)
        assert set(tables) == {one.name for one in BELONGINGS}
        for name, rows in tables.items():
            cells = list(csv.DictReader(io.StringIO(files[f"csv/{name}.csv"])))
            assert len(cells) == len(rows), name
            assert all(set(row) == set(rows[0]) for row in rows), name
        assert "What Pilcrow keeps of Linh Trần, on 2026-03-02 09:30 UTC." in files["README.txt"]

    def test_what_was_done_is_in_it(self, busy, now):
        _, tables = opened(busy, now)
        counts = {name: len(rows) for name, rows in tables.items() if rows}
        assert counts == {
            "profile": 1,
            "memberships": 1,
            "readings": 1,
            "notes": 1,
            "reviews": 2,
            "memories": 2,
            "set_aside": 1,
            "breaks": 1,
            "exams": 1,
            "exam_lessons": 1,
            "calendar_address": 1,
            "attempts": 1,
            "answers": 2,
            "disputes": 1,
            "points": 1,
            "standings": 4,
            "sign_ins": 1,
        }
        assert tables["readings"][0]["of"] == "Three pillars"
        assert tables["answers"][0]["answer"] == {"choice": "k2"}
        assert tables["answers"][0]["fraction"] == 1.0

    def test_keys_and_secrets_are_not(self, busy, now):
        files, tables = opened(busy, now)
        every = "".join(files.values())
        assert "key" not in tables["answers"][0]
        for secret in (busy.password, busy.feed.digest, "secret", "argon2", "md5$"):
            assert secret not in every

    def test_nothing_of_others_is(self, busy, classmate, now):
        _, tables = opened(classmate, now)
        assert {name for name, rows in tables.items() if rows} == {"profile", "memberships"}

    def test_marks_that_a_quiz_does_not_show_yet_stay_empty(self, learner, course, now):
        quiz = factories.QuizFactory(course=course, feedback="end", shows={"after": [], "open": [], "during": []})
        attempt = quiz.begin(learner, now, Random(1))
        attempt.answer(1, RIGHT, now)
        assert [row["fraction"] for row in opened(learner, now)[1]["answers"]] == [None, None, None]
        finish(attempt, now)
        _, tables = opened(learner, now)
        assert tables["attempts"][0]["score"] is None
        assert {row["fraction"] for row in tables["answers"]} == {None}
        assert {row["rating"] for row in tables["reviews"]} == {None}
        Quiz.objects.update(shows={})
        Attempt.objects.update(rules=Quiz.objects.get().rules.as_json())
        assert opened(learner, now)[1]["attempts"][0]["score"] == "1.00"

    def test_a_spreadsheet_works_nothing_out(self, busy, now):
        files, tables = opened(busy, now)
        assert tables["notes"][0]["text"] == "=1+1 is mine"
        assert "'=1+1 is mine" in files["csv/notes.csv"]
        assert [cell(value) for value in ("+1", "plain", -1, None)] == ["'+1", "plain", -1, None]

    def test_what_instructors_did_is_theirs(self, instructor, course, now):
        Upload.objects.create(course=course, by=instructor, file_name="a.txt", data=b"A.", created_at=now)
        (row,) = opened(instructor, now)[1]["uploads"]
        assert (row["file_name"], row["in"]) == ("a.txt", "Diplomacy in a new era")
        assert "data" not in row

    def test_it_begins_before_its_end_is_read(self, busy, lesson, now):
        point = factories.KeyPointFactory(lesson=lesson)
        Review.objects.bulk_create(
            Review(learner=busy, key_point=point, rating=3, day=now.date(), at=now) for _ in range(3 * SOME)
        )
        sizes = [len(piece) for piece in export(busy, now)]
        assert max(sizes) < sum(sizes) / 2

    def test_its_queries_do_not_grow(self, busy, lesson, now, django_assert_num_queries):
        with django_assert_num_queries(len(BELONGINGS) + 1):
            list(export(busy, now))
        for _ in range(5):
            Memory.objects.record(busy, factories.KeyPointFactory(lesson=lesson), Rating.GOOD, now)
        with django_assert_num_queries(len(BELONGINGS) + 1):
            list(export(busy, now))


def test_the_log_and_the_ledger_are_whole(busy, now):
    _, tables = opened(busy, now)
    assert [row["id"] for row in tables["reviews"]] == list(Review.objects.of(busy).values_list("pk", flat=True))
    assert sum(row["points"] for row in tables["points"]) == sum(entry.points for entry in LedgerEntry.objects.all())
