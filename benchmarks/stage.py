"""What the benchmarks play on: a course with a quiz of ten questions, and learners who are signed in already.

python -m benchmarks.stage LEARNERS     fills the database that DATABASE_URL names, migrated; prints a Stage as JSON
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

import django

QUESTIONS = 10
PASSWORD = "correct horse battery"  # noqa: S105 - of nobody


@dataclass(frozen=True, slots=True)
class Seat:
    """A learner with a session, and another one as Django keeps it for the bare views; their open attempt with the
    keys of its responses.
    """

    username: str
    session: str
    bare: str
    attempt: int
    responses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """`quiz` has been begun by everybody; `repeated` by nobody, and may be taken again and again."""

    course: str
    quiz: int
    repeated: int
    seats: tuple[Seat, ...]

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Stage":
        found = json.loads(text)
        return cls(
            found["course"],
            found["quiz"],
            found["repeated"],
            tuple(Seat(**{**seat, "responses": tuple(seat["responses"])}) for seat in found["seats"]),
        )


def fill(learners: int) -> Stage:
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from accounts.models import User
    from content.models import Membership
    from tests.factories import CourseFactory, EditionFactory, KeyPointFactory, LessonFactory

    now = timezone.now()
    course = CourseFactory(slug="load", title="Under load", created_at=now)
    lesson = LessonFactory(edition=EditionFactory(document__course=course), course=course)
    points = [KeyPointFactory(lesson=lesson, course=course) for _ in range(QUESTIONS)]
    quiz, repeated = quiz_of(course, points, "Exam"), quiz_of(course, points, "Again and again")
    # One hash for all: hashing is slow on purpose, and what is measured is the sign-in, not the sign-up.
    password = make_password(PASSWORD)
    people = User.objects.bulk_create(
        User(username=f"load{n}", display_name=f"Learner {n}", password=password, on_boards="name")
        for n in range(learners)
    )
    Membership.objects.bulk_create(Membership(course=course, user=one, role="learner", joined_at=now) for one in people)
    return Stage(course.slug, quiz.pk, repeated.pk, tuple(seat(quiz, one, now) for one in people))


def quiz_of(course: Any, points: Any, title: str) -> Any:
    """Answers are told at the end, and can be changed until then, as in an exam."""
    from tests.factories import QuestionFactory, QuizFactory

    questions = [
        QuestionFactory(course=course, key_point=point, shown=shown(title, n)) for n, point in enumerate(points)
    ]
    return QuizFactory(course=course, title=title, with_questions=questions, feedback="end", time_limit=90)


def shown(title: str, n: int) -> dict:
    words = (
        "speed, as some of those who were asked would have it",
        "trust",
        "wealth and influence",
        "the number of ships",
    )
    options = [{"id": f"k{place}", "text": text} for place, text in enumerate(words, start=1)]
    return {
        "stem": f"Which of these is one of the three pillars that diplomacy rests on, in the text? ({title} {n})",
        "options": options,
    }


def seat(quiz: Any, user: Any, now: Any) -> Seat:
    attempt = quiz.begin(user, now, Random(user.pk))  # noqa: S311 - nothing is secret here
    responses = tuple(attempt.responses.order_by("number").values_list("pk", flat=True))
    return Seat(user.username, signed_in(user), signed_in(user, BARE), attempt.pk, responses)


OURS, BARE = "accounts.backends.Backend", "django.contrib.auth.backends.ModelBackend"


def signed_in(user: Any, backend: str = OURS) -> str:
    """The key of a new session of theirs."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(fill(int(sys.argv[1])).as_json())
