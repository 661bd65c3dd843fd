"""A class of fictitious learners who study for four weeks, through the same verbs as real people.

The same course, day and seed give the same class. Its members are marked (`User.is_demo`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from accounts.http import User
from content.models import Course, Lesson, Role
from quizzes.beginning import new_today
from quizzes.examining import examine_new
from quizzes.finishing import finish
from quizzes.kinds import KINDS
from quizzes.models import Attempt, Decision, Memory, Quiz, Rating, Reading, Ruling, Standing
from quizzes.reading import mark_read
from quizzes.reviewing import review_card
from quizzes.scheduling import learner_day
from quizzes.sessions import queue, turn

DAYS = 28
CARDS_A_DAY = 8
SEED = 9


@dataclass(frozen=True, slots=True)
class Persona:
    """`recall` is the chance of knowing an answer, `diligence` that of studying on a day; both 0..1."""

    username: str
    name: str
    zone: str
    on_boards: str
    recall: float
    diligence: float
    hour: int


CLASS = (
    Persona("ngoc", "Ngọc Đặng", "Asia/Ho_Chi_Minh", "name", 0.90, 0.92, 20),
    Persona("minh", "Minh Phạm", "Asia/Ho_Chi_Minh", "initials", 0.78, 0.75, 21),
    Persona("jonas", "Jonas Weber", "Europe/Berlin", "name", 0.82, 0.70, 19),
    Persona("sofia", "Sofia Marín", "Europe/Madrid", "name", 0.86, 0.80, 22),
    Persona("tomas", "Tomás Silva", "America/Sao_Paulo", "anonymous", 0.70, 0.55, 18),
    Persona("amara", "Amara Okafor", "Africa/Lagos", "name", 0.88, 0.64, 7),
    Persona("yuki", "Yuki Tanaka", "Asia/Tokyo", "initials", 0.92, 0.60, 8),
    Persona("lena", "Lena Novak", "Europe/Prague", "name", 0.74, 0.66, 12),
    Persona("omar", "Omar Haddad", "Africa/Cairo", "hidden", 0.80, 0.72, 17),
    Persona("priya", "Priya Nair", "Asia/Kolkata", "name", 0.84, 0.58, 6),
    Persona("elise", "Élise Moreau", "Europe/Paris", "anonymous", 0.66, 0.48, 13),
    Persona("samuel", "Samuel Boateng", "Africa/Accra", "name", 0.76, 0.52, 16),
)


@transaction.atomic
def play_class(course: Course, now: datetime, joined_by: Persona | None = None) -> int:
    """Enrol the class and let it study over the four weeks before `now`; `joined_by` plays an account
    that exists already. Returns how many learners took part.
    """
    personas = [*CLASS, *([joined_by] if joined_by else [])]
    first = now - timedelta(days=DAYS)
    # Nobody studied before there was a course; its board of all time tells the day it began.
    Course.objects.filter(pk=course.pk, created_at__gt=first).update(created_at=first)
    learners = [(enrolled(course, persona, first), persona) for persona in personas]
    for day in range(DAYS):
        for learner, persona in learners:
            rng = Random(f"{SEED}/{persona.username}/{day}")  # noqa: S311
            starts = start_of(learner, persona, first + timedelta(days=day), rng)
            if starts < now - timedelta(hours=2) and rng.random() < persona.diligence:
                study(course, learner, persona, starts, rng)
    exclude_one(course, now - timedelta(days=3))
    hurry(course, now - timedelta(hours=3))
    examine_new(now, Attempt.objects.count())
    return len(learners)


@transaction.atomic
def remove_class() -> int:
    """Delete the demo learners and all they did; how many there were."""
    class_of = User.objects.filter(is_demo=True)
    count = class_of.count()
    Standing.objects.filter(learner__in=class_of).relist(gone=True)
    class_of.delete()
    return count


def enrolled(course: Course, persona: Persona, now: datetime) -> User:
    learner, _created = User.objects.get_or_create(
        username=persona.username if persona not in CLASS else f"demo-{persona.username}",
        defaults={
            "display_name": persona.name,
            "time_zone": persona.zone,
            "on_boards": persona.on_boards,
            "is_demo": True,
            # Nobody signs in as a member of the demo class.
            "password": "!",
        },
    )
    course.admit(learner, now)
    return learner


def start_of(learner: User, persona: Persona, day: datetime, rng: Random) -> datetime:
    local = day.astimezone(learner.zone).replace(hour=persona.hour, minute=rng.randrange(60), second=rng.randrange(60))
    return local.astimezone(day.tzinfo)


def study(course: Course, learner: User, persona: Persona, at: datetime, rng: Random) -> None:
    """One sitting: now and then a lesson, then cards, sometimes a quiz on what was read."""
    if rng.random() < 0.4 and (lesson := next_lesson(course, learner)):
        mark_read(learner, lesson, lesson.last_paragraph, at)
        at += timedelta(minutes=lesson.minutes)
    at = review(course, learner, persona, at, rng)
    if rng.random() < 0.22 and (quiz := next_quiz(course, learner)):
        take(quiz, learner, persona, at + timedelta(minutes=2), rng)


def next_lesson(course: Course, learner: User) -> Lesson | None:
    read = Reading.objects.of(learner).filter(finished_at__isnull=False)
    return course.lessons.exclude(readings__in=read).first()


def review(course: Course, learner: User, persona: Persona, at: datetime, rng: Random) -> datetime:
    """Grades what waits, up to a daily number; returns the time after the last card."""
    today = learner_day(at, learner.zone)
    due, _again = queue(learner, today, course)
    waiting: list[Memory | int] = [
        *due.order_by("asked_from", "pk")[:CARDS_A_DAY],
        *new_today(learner, today, course),
    ]
    for coming in waiting[:CARDS_A_DAY]:
        seconds = rng.uniform(5, 24)
        at += timedelta(seconds=seconds)
        review_card(learner, turn(coming).card, rating(persona, rng), at, seconds)
    return at


def rating(persona: Persona, rng: Random) -> Rating:
    if rng.random() > persona.recall:
        return Rating.AGAIN
    return rng.choices([Rating.HARD, Rating.GOOD, Rating.EASY], [2, 6, 2])[0]


def next_quiz(course: Course, learner: User) -> Quiz | None:
    """The quiz taken least often, among those on lessons that were read; at most three goes each."""
    read = set(Reading.objects.of(learner).filter(finished_at__isnull=False).values_list("lesson", flat=True))
    taken = list(Attempt.objects.filter(learner=learner).values_list("quiz", flat=True))
    ready = [
        quiz
        for quiz in course.quizzes.open()
        if (quiz.lesson_id in read or len(read) >= 3) and taken.count(quiz.pk) < 3
    ]
    return min(ready, key=lambda quiz: taken.count(quiz.pk), default=None)


def take(quiz: Quiz, learner: User, persona: Persona, at: datetime, rng: Random) -> None:
    attempt = quiz.begin(learner, at, rng)
    practised = min(0.97, persona.recall + 0.05 * attempt.number)
    for response in attempt.responses.all():
        response.see(at)
        at += timedelta(seconds=rng.uniform(7, 40))
        kind = KINDS[response.kind]
        knows = rng.random() < practised
        posted = kind.solve(response.shown, response.key) if knows else kind.guess(response.shown, rng)
        attempt.answer(response.number, posted, at)
    finish(attempt, at + timedelta(seconds=5))


def exclude_one(course: Course, at: datetime) -> None:
    """One decision, so that the desk of the reviewers shows what a decision looks like; none where one stands."""
    taken = Attempt.objects.finished().filter(quiz__course=course, learner__is_demo=True)
    if taken.filter(is_excluded=True).exists():
        return
    attempt = taken.filter(finished_at__lt=at).first()
    reviewer = User.objects.filter(memberships__course=course, memberships__role=Role.REVIEWER).first()
    if attempt and reviewer:
        Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, "Technical fault: the connection dropped twice.", at)


def hurry(course: Course, at: datetime) -> None:
    """One attempt again, faster than it can be read, so that the desk of the reviewers shows what a flag looks like."""
    taken = Attempt.objects.finished().filter(quiz__course=course, learner__is_demo=True, finished_at__lt=at)
    last = taken.filter(is_excluded=False).select_related("quiz", "learner").first()
    if last is None or last.quiz.attempts.filter(learner=last.learner_id, finished_at__gt=at).exists():
        return
    attempt = last.quiz.begin(last.learner, at, Random(SEED))  # noqa: S311
    for response in attempt.responses.all():
        response.see(at)
        at += timedelta(seconds=1.4)
        attempt.answer(response.number, KINDS[response.kind].solve(response.shown, response.key), at)
    finish(attempt, at)
