"""What is to come for a learner, day by day, as their calendar has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.http import User
from content.models import Course
from quizzes.beginning import new_today
from quizzes.models import Absence, Exam, Override, Quiz
from quizzes.pages.progress import standing
from quizzes.scheduling import learner_day
from quizzes.sessions import minutes

DAYS_AHEAD = 60
DAYS_BACK = 30
"""So long what is over stays."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Whole days from `start` to `last`, both included, or one moment. `key` stays the same while it is the same thing;
    `path` is where it leads on this site. `is_busy` says that it takes time.
    """

    key: str
    title: str
    text: str
    start: date
    path: str
    last: date | None = None
    is_busy: bool = True


def agenda(learner: User, now: datetime) -> list[Entry]:
    """Cards to be reviewed, quizzes that open and close, exams, breaks. Six queries."""
    today = learner_day(now, learner.zone)
    return [
        *reviews(learner, today),
        *(entry for quiz in dated_quizzes(learner) for entry in of_quiz(quiz, now)),
        *map(of_exam, Exam.objects.of(learner).filter(day__gte=today - DAYS_BACK * DAY).select_related("course")),
        *map(of_break, Absence.objects.of(learner).ahead(today - DAYS_BACK * DAY)),
    ]


def reviews(learner: User, today: date) -> Iterator[Entry]:
    """A day with cards is an entry; what is new counts for today alone."""
    due = standing(learner, today).due
    due[0] += len(new_today(learner, today))
    for ahead in range(DAYS_AHEAD):
        if cards := due[ahead]:
            yield Entry(
                key=f"review-{today + ahead * DAY:%Y%m%d}",
                title=ngettext("Review one card", "Review %(n)s cards", cards) % {"n": cards},
                text=_("About %(n)s min.") % {"n": minutes(cards)},
                start=today + ahead * DAY,
                path=reverse("quizzes:review"),
            )


def dated_quizzes(learner: User) -> Iterator[Quiz]:
    """Open ones with a date, by this learner's own exceptions. Two queries."""
    mine: Mapping[int, Override] = {one.quiz_id: one for one in Override.objects.filter(learner=learner.pk)}
    quizzes = Quiz.objects.open().filter(course__in=Course.objects.visible_to(learner)).select_related("course")
    return (quiz.adjusted(mine.get(quiz.pk)) for quiz in quizzes)


def of_quiz(quiz: Quiz, now: datetime) -> Iterator[Entry]:
    told = (
        ("opens", _("Quiz opens: %(title)s"), quiz.opens_at),
        ("closes", _("Quiz closes: %(title)s"), quiz.closes_at),
    )
    for what, title, at in told:
        if at is not None and at > now - DAYS_BACK * DAY:
            named = title % {"title": quiz}
            yield Entry(f"quiz-{quiz.pk}-{what}", named, str(quiz.course), at, quiz.get_absolute_url(), is_busy=False)


def of_exam(exam: Exam) -> Entry:
    title = _("Exam: %(course)s") % {"course": exam.course}
    return Entry(f"exam-{exam.pk}", title, "", exam.day, exam.get_absolute_url())


def of_break(absence: Absence) -> Entry:
    path = reverse("quizzes:plan")
    return Entry(f"break-{absence.pk}", _("Break from cards"), "", absence.first, path, absence.last, is_busy=False)
