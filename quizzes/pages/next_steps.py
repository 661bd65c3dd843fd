"""The three things that help most after a quiz, each a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.http import User
from content.quoting import LitQuote, lit_quote
from quizzes.models import Attempt, Memory, Quiz, Response
from quizzes.models.prepared import Prepared
from quizzes.wording import number_word


@dataclass(frozen=True, slots=True)
class NextStep:
    title: str
    text: str
    url: str
    quote: LitQuote | None = None


def due_today(attempt: Attempt, today: date) -> int:
    """How many key points of this attempt a review would ask for today."""
    found = DUE.get(attempt.learner_id, attempt.pk, today, root=attempt.learner.is_superuser)
    return found[0] if found else 0


def next_steps(attempt: Attempt, responses: Sequence[Response], due: int) -> list[NextStep]:
    """The three that help most."""
    course = attempt.quiz.course
    missed = sorted(
        (one for one in responses if one.earned < one.points and not one.is_void),
        key=lambda one: one.earned - one.points,
    )
    steps = [reread(missed[0], len(missed))] if missed else []
    if due:
        steps.append(review(due, course.slug))
    steps += [take(quiz) for quiz in untaken(attempt)]
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
    asked = response.wording
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


def untaken(attempt: Attempt) -> "list[Quiz]":
    """The next open quiz of the course that the learner has not tried."""
    return UNTAKEN.all(attempt.quiz.course_id, attempt.learner_id)


def due_of(learner: int, attempt: int, today: date, *, root: bool) -> "QuerySet[Memory, Any]":
    """How many, unless there are none."""
    asked = Response.objects.filter(attempt_id=attempt, question__key_point=OuterRef("key_point"))
    due = Memory.objects.reviewable_by(User(pk=learner, is_superuser=root)).due(today).filter(Exists(asked))
    return due.order_by().values("learner").annotate(all=Count("pk")).values_list("all")


def untaken_by(course: int, learner: int) -> "QuerySet[Quiz]":
    return Quiz.objects.open().filter(course_id=course).exclude(attempts__learner=learner).order_by("pk")[:1]


DUE, UNTAKEN = Prepared(due_of), Prepared(untaken_by)


def take(quiz: Quiz) -> NextStep:
    return NextStep(
        _("Then take “%(quiz)s”") % {"quiz": quiz}, _("You have not tried this one yet."), quiz.get_absolute_url()
    )
