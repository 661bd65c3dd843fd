"""One course with a row of everything that an address can name, and the people who may ask for it."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone
from factory.declarations import Transformer

from accounts.models import User
from content.models import Course, Membership, Role, SameIdea, Upload
from quizzes import regrading
from quizzes.finishing import finish
from quizzes.kinds.base import Message
from quizzes.models import (
    About,
    Absence,
    Attempt,
    Decision,
    Dispute,
    Exam,
    Note,
    Notice,
    Objection,
    Quiz,
    Regrade,
    Remedy,
    Response,
    Ruling,
)
from tests import factories
from tests.quizzes.boardroom import flagged

ROLES = ("anonymous", "stranger", "outsider", "learner", "reviewer", "instructor", "superuser")
"""An outsider teaches another course. The last four belong to the course of the scene."""


def scene() -> dict[str, Any]:
    """What the table names with `of`, and the people by their role.

    Everything personal is the learner's, uploads are the instructor's.
    """
    course = factories.CourseFactory(slug="diplomacy", title="Diplomacy in a new era")
    there: dict[str, Any] = {"course": course, **people(course)}
    there["membership"] = Membership.objects.get(user=there["learner"])
    message = Message("You are told.", {})
    there["notice"] = Notice.objects.tell(there["learner"], course, About.COURSE, message, timezone.now())
    there |= plans(course, there["learner"])
    there |= material(course, there["instructor"])
    first = there["edition"].paragraphs.get(number=1)
    there["note"] = Note.objects.write(there["learner"], there["edition"], first, "To be learnt.", timezone.now())
    return there | quizzes(course, there["learner"], there["reviewer"])


def plans(course: Course, learner: User) -> dict[str, Any]:
    day = timezone.now().date() + timedelta(days=9)
    return {
        "exam": Exam.objects.create(course=course, learner=learner, day=day),
        "break": Absence.objects.create(learner=learner, first=day, last=day, planned=day),
    }


def people(course: Course) -> dict[str, User]:
    return {
        "stranger": person("stranger"),
        "outsider": person("outsider", factories.CourseFactory(), Role.INSTRUCTOR),
        "learner": person("learner", course),
        "reviewer": person("reviewer", course, Role.REVIEWER),
        "instructor": person("instructor", course, Role.INSTRUCTOR),
        "superuser": person("superuser", is_superuser=True),
    }


def person(name: str, course: Course | None = None, role: Role = Role.LEARNER, **fields: Any) -> User:
    # Nobody signs in by a password here, and hashing one takes its time.
    user: User = factories.UserFactory(username=name, password=Transformer.Force("!"), **fields)
    if course:
        factories.MembershipFactory(course=course, user=user, role=role)
    return user


def material(course: Course, instructor: User) -> dict[str, Any]:
    now = timezone.now()
    point = factories.KeyPointFactory(lesson__edition__document__course=course)
    other = factories.KeyPointFactory(lesson__edition__document__course=course)
    edition = point.lesson.edition
    return {
        "document": edition.document,
        "edition": edition,
        "lesson": point.lesson,
        "citation": point.citation,
        "keypoint": point,
        "card": factories.CardFactory(key_point=point),
        "same idea": SameIdea.objects.decide((point, other), True, instructor, now),
        "upload": Upload.objects.create(course=course, by=instructor, file_name="a.txt", data=b"A.", created_at=now),
    }


def quizzes(course: Course, learner: User, reviewer: User) -> dict[str, Any]:
    now = timezone.now()
    quiz, taken = factories.QuizFactory(course=course), factories.QuizFactory(course=course)
    finished = right_throughout(taken, learner)
    return {
        "quiz": quiz,
        "question": quiz.questions.first(),
        "attempt": quiz.begin(learner, now, Random(1)),
        "finished attempt": finished,
        "dispute": Dispute.objects.raise_for(finished.responses.get(number=1), Objection.SOURCE, "", now),
        "flag": flagged(finished, now),
        "ledgerentry": finished.ledger.get(),
        "ruling": Ruling.objects.decide(finished, reviewer, Decision.KEEP, "Nothing odd.", now),
        "regrade": voided(finished.responses.get(number=2), reviewer),
    }


def right_throughout(quiz: Quiz, learner: User) -> Attempt:
    now = timezone.now()
    attempt = quiz.begin(learner, now, Random(1))
    for response in attempt.responses.all():
        attempt.answer(response.number, response.asked_by.solve(response.shown, response.key), now)
    finish(attempt, now)
    return attempt


def voided(response: Response, by: User) -> Regrade:
    seen = regrading.plan(regrading.propose(response, Remedy.VOID).verdict).digest
    return regrading.regrade(response, Remedy.VOID, "It has two right answers.", by, timezone.now(), seen=seen)
