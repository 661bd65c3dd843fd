"""The three things that help most after a quiz, each a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.http import User
from accounts.prepared import Prepared
from content.quoting import LitQuote, lit_quote
from quizzes.models import Attempt, Memory, Quiz, Response
from quizzes.models.asked import TOLD
from quizzes.pages.heads import counted
from quizzes.wording import number_word


@dataclass(frozen=True, slots=True)
class NextStep:
    title: str
    text: str
    url: str
    quote: LitQuote | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """After an attempt: `due` key points of it that a review would ask for today, and the next open `quiz` of its
    course that its learner has not tried.
    """

    due: int
    quiz: Quiz | None


def ahead(attempt: Attempt, today: date) -> Ahead:
    """One query."""
    learner = attempt.learner
    found = AHEAD.get(learner.pk, attempt.pk, attempt.quiz.course_id, today, root=learner.is_superuser)
    assert found
    due, pk, title = found
    return Ahead(due, Quiz(pk=pk, title=title) if pk else None)


def ahead_of(learner: int, attempt: int, course: int, today: date, *, root: bool) -> "QuerySet[User, Any]":
    asked = Response.objects.filter(attempt_id=attempt, question__key_point=OuterRef("key_point"))
    due = Memory.objects.reviewable_by(User(pk=learner, is_superuser=root)).due(today).filter(Exists(asked))
    untaken = Quiz.objects.open().filter(course_id=course).exclude(attempts__learner=learner).order_by("pk")
    quiz = (Subquery(untaken.values(name)[:1]) for name in ("pk", "title"))
    return User.objects.filter(pk=learner).values_list(counted(due, "learner"), *quiz)


AHEAD = Prepared(ahead_of, int, int, int, date, root=False)


def next_steps(attempt: Attempt, responses: Sequence[Response], ahead: Ahead) -> list[NextStep]:
    """The three that help most."""
    course = attempt.quiz.course
    missed = sorted(
        (one for one in responses if one.earned < one.points and not one.is_void),
        key=lambda one: one.earned - one.points,
    )
    steps = [reread(missed[0], len(missed))] if missed else []
    if ahead.due:
        steps.append(review(ahead.due, course.slug))
    if ahead.quiz:
        steps.append(take(ahead.quiz))
    if missed and attempt.quiz.lesson:
        steps.append(
            NextStep(
                _("Go back to the lesson"),
                _("“%(lesson)s” has all that this quiz asks.") % {"lesson": attempt.quiz.lesson},
                attempt.quiz.lesson.get_absolute_url(),
            )
        )
    steps.append(
        NextStep(
            _("See what you know by now"), _("This quiz counts there, point by point."), reverse("quizzes:progress")
        )
    )
    steps.append(NextStep(_("Go on with the course"), str(course), course.get_absolute_url()))
    return steps[:3]


def reread(response: Response, misses: int) -> NextStep:
    """One query, as nothing else of a result shows a source."""
    told = TOLD.get(response.attempt_id, response.number)
    assert told
    asked = told.wording
    text = ngettext(
        "It answers the question you missed.", "Of the %(n)s questions you missed, this one cost most.", misses
    )
    quote = lit_quote(asked.citation, asked.feedback.get("lit", ()))
    return NextStep(
        _("Reread one passage"), text % {"n": number_word(misses)}, asked.citation.get_absolute_url(), quote
    )


def review(due: int, slug: str) -> NextStep:
    title = ngettext("Review one card", "Review %(n)s cards", due) % {"n": number_word(due)}
    text = ngettext("It is due today, as this quiz has shown.", "They are due today, as this quiz has shown.", due)
    return NextStep(title, text, f"{reverse('quizzes:review')}?course={slug}")


def take(quiz: Quiz) -> NextStep:
    return NextStep(
        _("Then take “%(quiz)s”") % {"quiz": quiz}, _("You have not tried this one yet."), quiz.get_absolute_url()
    )
