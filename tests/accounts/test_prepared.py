"""A query that is put into SQL once answers as the one that is made anew."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from accounts.prepared import EXPECTED, Prepared, Stamping, _Statement, add, prepare, put, write
from quizzes.models import Absence, Attempt, Memory, Response
from quizzes.models.asked import with_steps
from quizzes.pages.sitting import steps
from tests.factories import KeyPointFactory, QuestionFactory, QuizFactory, UserFactory


def fields(row) -> dict:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


@pytest.fixture
def attempt(course, learner, now) -> Attempt:
    lesson = KeyPointFactory(lesson__course=course).lesson
    questions = [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(3)]
    quiz = QuizFactory(course=course, with_questions=questions, feedback="end", shuffle=False)
    return quiz.begin(learner, now, Random(1))


def test_its_rows_are_those_of_the_queryset(attempt, learner):
    prepared = Prepared(
        lambda pk: Response.objects.filter(attempt=pk).select_related("attempt__quiz").order_by("number")
    )
    for _again in range(2):
        found = prepared.all(attempt.pk)
        wanted = list(Response.objects.filter(attempt=attempt).select_related("attempt__quiz").order_by("number"))
        assert [fields(row) for row in found] == [fields(row) for row in wanted]
        assert fields(found[0].attempt.quiz) == fields(wanted[0].attempt.quiz)
        assert vars(found[0]._state) == vars(wanted[0]._state)


def test_its_rows_lack_what_was_deferred_until_it_is_asked_for(attempt):
    found = Prepared(lambda pk: Response.objects.filter(attempt=pk).defer("shown").order_by("number")).all(attempt.pk)[
        0
    ]
    assert found.get_deferred_fields() == {"shown"}
    assert found.shown == Response.objects.get(pk=found.pk).shown
    found.is_flagged = True
    found.save()
    assert Response.objects.get(pk=found.pk).is_flagged


def test_rows_are_stamped_once_and_come_as_they_are_then(attempt, now):
    def make(pk, number):
        return with_steps(Response.objects.filter(attempt=pk, number=number).order_by())

    seen = Stamping("first_seen_at", make)
    for moment in (now, now + timedelta(minutes=1)):
        with CaptureQueriesContext(connection) as queries:
            found = seen.get(attempt.pk, 2, moment)
        assert len(queries) == 1
        wanted = make(attempt.pk, 2).get()
        assert wanted.first_seen_at == now
        assert fields(found) == fields(wanted)
    assert seen.get(attempt.pk, 9, now) is None
    assert attempt.responses.filter(first_seen_at=None).count() == 2


def test_rows_of_values_come_in_the_order_asked_for(attempt):
    prepared = Prepared(
        lambda pk: Response.objects.filter(attempt=pk).order_by("-number").values_list("points", "number", "shown")
    )
    for _again in range(2):
        found = prepared.all(attempt.pk)
        assert found == list(
            Response.objects.filter(attempt=attempt).order_by("-number").values_list("points", "number", "shown")
        )
        assert [type(value) for value in found[0]] == [Decimal, int, dict]


def test_days_and_moments_are_keys_too(attempt, now):
    moments = Prepared(lambda since, until: Attempt.objects.filter(started_at__gt=since, started_at__lte=until))
    day = timedelta(days=1)
    assert moments.all(now - day, now) == [attempt]
    assert moments.all(now, now + day) == []
    first, last = date(2027, 3, 1), date(2027, 3, 9)
    Absence.objects.create(learner=attempt.learner, first=first, last=last, planned=first)
    days = Prepared(lambda learner, day: Absence.objects.filter(learner=learner, first__lte=day, last__gte=day))
    found = [len(days.all(attempt.learner_id, date(2027, 3, day))) for day in (1, 9, 10)]
    assert found == [1, 1, 0]


def test_each_number_of_keys_and_each_choice_has_a_query_of_its_own(attempt):
    def make(*numbers, flagged):
        return Response.objects.filter(number__in=numbers, is_flagged=flagged).order_by("number").values_list("number")

    prepared = Prepared(make)
    for _again in range(2):
        assert prepared.all(1, 3, flagged=False) == [(1,), (3,)]
        assert prepared.all(2, flagged=False) == [(2,)]
        assert prepared.all(2, flagged=True) == []
    assert prepared.all(*range(1, 1000), flagged=False) == [(1,), (2,), (3,)]
    assert prepared.all(flagged=False) == []


def test_each_call_asks_for_its_own_keys(attempt, learner):
    prepared = Prepared(lambda pk, person: Attempt.objects.filter(pk=pk, learner=person))
    with CaptureQueriesContext(connection) as queries:
        assert prepared.get(attempt.pk, learner.pk) == attempt
        assert prepared.get(attempt.pk, learner.pk + 1) is None
        assert prepared.get(attempt.pk + 1, learner.pk) is None
    assert len(queries) == 3


def test_a_key_that_the_query_does_not_use_is_a_mistake(attempt):
    with pytest.raises(ValueError, match="Each key"):
        Prepared(lambda pk, _unused: Attempt.objects.filter(pk=pk)).all(attempt.pk, 1)


def test_an_attempt_is_found_by_those_to_whom_it_is_visible(attempt, learner, stranger, course, now):
    root = UserFactory(is_superuser=True)
    for person in (learner, stranger, root):
        visible = Attempt.objects.visible_to(person).filter(pk=attempt.pk).first()
        assert Attempt.objects.seen_by(person, attempt.pk) == visible
        assert Attempt.objects.seen_by(person, attempt.pk, 1) == visible
    course.memberships.filter(user=learner).update(left_at=now)
    assert Attempt.objects.seen_by(learner, attempt.pk) is None
    assert Attempt.objects.seen_by(learner, attempt.pk, 1) is None


def test_the_question_at_hand_tells_of_those_beside_it(attempt, learner, now):
    attempt.answer(1, {"answer": ["k1"]}, now)
    attempt.flag(2, True, now)
    found = Attempt.objects.seen_by(learner, attempt.pk, 2)
    told = [(step.number, int(step.is_answered), int(step.is_flagged)) for step in steps(attempt)]
    assert sorted(map(tuple, found.at_hand.beside)) == told
    assert told[0][1:] == (1, 0)
    assert told[1][1:] == (0, 1)
    assert Attempt.objects.seen_by(learner, attempt.pk, 99) is None


@pytest.mark.parametrize("size", [2**15, 2**31, 2**63, 10**30])
def test_what_is_larger_than_any_key_is_not_found(attempt, learner, size):
    assert Attempt.objects.seen_by(learner, attempt.pk, size) is None
    assert Attempt.objects.seen_by(learner, attempt.pk + size, 1) is None
    assert Attempt.objects.seen_by(learner, attempt.pk + size) is None


def test_what_is_written_is_what_save_would_write(attempt, now):
    row, like = attempt.responses.order_by("number")[:2]
    for one in (row, like):
        one.answer, one.fraction, one.answered_at, one.tries = {"choice": "k1"}, 0.5, now, 3
        one.certainty, one.points = None, Decimal("9")
    names = ["answer", "fraction", "answered_at", "tries", "certainty"]
    write(row, *names)
    like.save(update_fields=names)
    row.refresh_from_db()
    like.refresh_from_db()
    assert {name: getattr(row, name) for name in names} == {name: getattr(like, name) for name in names}
    assert row.points == 1, "only what is named is written"
    row.answer = None
    write(row, "answer")
    assert Response.objects.filter(pk=row.pk, answer__isnull=True).exists()


def test_a_row_that_is_gone_cannot_be_written(attempt):
    row = attempt.responses.first()
    Response.objects.filter(pk=row.pk).delete()
    with pytest.raises(DatabaseError, match="not there any more"):
        write(row, "tries")


def test_what_is_added_is_what_bulk_create_would_add(attempt):
    old = list(attempt.responses.order_by("number"))

    def copies(first: int) -> list[Response]:
        found = [Response.objects.get(pk=one.pk) for one in old]
        for number, one in enumerate(found, start=first):
            one.pk, one.number = None, number
        return found

    ours = add(copies(100))
    theirs = Response.objects.bulk_create(copies(200))
    assert [one.number for one in Response.objects.filter(pk__in=[one.pk for one in ours]).order_by("pk")] == [
        100,
        101,
        102,
    ]
    assert not any(one._state.adding for one in ours)
    left_out = {"id", "number"}
    for one, other in zip(ours, theirs, strict=True):
        one.refresh_from_db()
        other.refresh_from_db()
        assert {name: value for name, value in fields(one).items() if name not in left_out} == {
            name: value for name, value in fields(other).items() if name not in left_out
        }
    assert add([]) == []


def test_what_is_put_takes_the_place_of_what_it_agrees_with(course, learner):
    points = KeyPointFactory.create_batch(3, lesson__course=course)
    days = {"due": date(2026, 3, 4), "asked_from": date(2026, 3, 5), "last_day": date(2026, 3, 1)}

    def memories(*some, stability: float) -> list[Memory]:
        return [Memory(learner=learner, key_point=one, stability=stability, difficulty=5.5, **days) for one in some]

    first = put(memories(*points[:2], stability=1.5), ("learner", "key_point"))
    put(memories(*points[1:], stability=7.25), ("learner", "key_point"))
    kept = {one.key_point_id: one for one in Memory.objects.filter(learner=learner)}
    assert [kept[one.pk].stability for one in points] == [1.5, 7.25, 7.25]
    assert kept[points[1].pk].pk == first[1].pk, "the row that was there"
    assert (kept[points[2].pk].due, kept[points[2].pk].reps) == (days["due"], 0)


def test_many_rows_are_added_at_once_and_many_more_in_turns(attempt, monkeypatch):
    monkeypatch.setattr("accounts.prepared.MOST_ROWS", 2)
    rows = [Response.objects.get(pk=one.pk) for one in attempt.responses.all()]
    for number, one in enumerate(rows, start=100):
        one.pk, one.number = None, number
    with CaptureQueriesContext(connection) as queries:
        add(rows)
    assert len(queries) == 2
    assert [Response.objects.get(pk=one.pk).number for one in rows] == [100, 101, 102]


def test_what_an_attempt_mostly_asks_is_put_into_sql_before(attempt, learner, client, monkeypatch):
    page = f"/attempts/{attempt.pk}/questions/1/"
    client.force_login(learner)
    client.get(page)  # what is asked is loaded with the views
    made = []
    monkeypatch.setattr("accounts.prepared._Statement", lambda *given: made.append(given) or _Statement(*given))
    prepare()
    assert len(made) == len(EXPECTED)
    assert client.get(page).status_code == 200
    answer = {"go": "next", "answer": "k1", "came_with": ""}
    assert client.post(page, answer, headers={"HX-Request": "true"}).status_code == 200
    assert len(made) == len(EXPECTED)
