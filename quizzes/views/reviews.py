from collections import Counter
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest, User
from content.models import Course
from content.quoting import lit_quote
from quizzes import scheduling, sessions
from quizzes.figures import charts
from quizzes.models import Card, Rating, Review
from quizzes.pages.asking import Asked, GradeForm, TypedForm, UndoForm
from quizzes.pages.library import place
from quizzes.pages.progress import phase
from quizzes.pages.typed import compared
from quizzes.reviewing import review_card, undo_review
from quizzes.sessions import Turn


@never_cache
@require_safe
@login_required
def session(request: HttpRequest) -> HttpResponse:
    """The card that comes next, or with `show` the answer of the card that was asked."""
    return page(request, course_of(request), Asked.read(request.GET.get("asked")), show="show" in request.GET)


@require_POST
@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    course, now = course_of(request), timezone.now()
    form = GradeForm(request.POST)
    if not form.is_valid():
        return page(request, course, form.asked, show=form.asked is not None, error=form.sentence, status=422)
    asked: Asked = form.cleaned_data["token"]
    card = get_object_or_404(Card.objects.visible_to(request.user).select_related("key_point__course"), pk=asked.card)
    review_card(request.user, card, form.rating_of(card), now, asked.seconds(now), seen=asked.seen)
    return onward(request, course)


@require_POST
@login_required
def answers(request: HttpRequest) -> HttpResponse:
    """The answer beside what was typed. Nothing is written, so it is shown at once."""
    course, form = course_of(request), TypedForm(request.POST)
    if not form.is_valid():
        return page(request, course, form.asked, error=form.sentence, status=422)
    return page(request, course, form.asked, show=True, typed=form.cleaned_data["typed"])


@require_POST
@login_required
def undo(request: HttpRequest) -> HttpResponse:
    course, now = course_of(request), timezone.now()
    form = UndoForm(request.POST)
    if not form.is_valid():
        return page(request, course, error=_("Choose the grade to undo. Nothing was changed."), status=422)
    mine = Review.objects.of(request.user).select_related("key_point", "learner")
    review = get_object_or_404(mine, pk=form.cleaned_data["review"])
    last = sessions.session(request.user, now, course).last
    if last is not None and last.pk == review.pk:
        undo_review(review, now)
    elif review.undone_at is None:
        messages.warning(request, _("Only the last grade of a session can be undone. Nothing was changed."))
    return onward(request, course)


def course_of(request: HttpRequest) -> Course | None:
    """The course that the session keeps to; None for all of them."""
    if "course" not in request.GET:
        return None
    return get_object_or_404(Course.objects.visible_to(request.user), slug=request.GET["course"])


def onward(request: HttpRequest, course: Course | None) -> HttpResponse:
    if request.htmx:
        return page(request, course)
    return HttpResponseRedirect(reverse("quizzes:review") + scope(course), status=303)


def scope(course: Course | None) -> str:
    return f"?{urlencode({'course': course.slug})}" if course else ""


def page(
    request: HttpRequest,
    course: Course | None,
    asked: Asked | None = None,
    *,
    show: bool = False,
    typed: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """A question, its answer, or the end of the session."""
    learner, now = request.user, timezone.now()
    state = sessions.session(learner, now, course)
    turn = sessions.turn_asked(learner, asked.card, asked.seen, state) if asked else state.turn
    if turn is None:  # the card was graded in the meantime
        turn, asked, show = state.turn, None, False
    context = {"session": state, "course": course, "scope": scope(course), "error": error} | strip(state)
    if turn is None:
        context |= ending(learner, state, now)
    else:
        context |= question(learner, turn, asked or Asked.now(turn, now), now)
        context |= answer(learner, turn, now, typed) if show else {}
    return render(request, "quizzes/review.html", context, status=status)


def strip(state: sessions.Session) -> dict[str, Any]:
    ratings = [review.rating for review in state.done]
    return {"deck": charts.deck(ratings, state.left), "tally": Counter(charts.GRADES[rating] for rating in ratings)}


def question(learner: User, turn: Turn, asked: Asked, now: datetime) -> dict[str, Any]:
    today = scheduling.learner_day(now, learner.zone)
    return {"turn": turn, "card": turn.card, "token": asked.token, "phase": phase(turn.memory, today, learner.weights)}


def answer(learner: User, turn: Turn, now: datetime, typed: str) -> dict[str, Any]:
    today = scheduling.learner_day(now, learner.zone)
    intervals = sessions.intervals(learner, turn, today)
    return {
        "compared": compared(turn.card, typed),
        "share": [intervals[rating] for rating in (Rating.GOOD, Rating.HARD, Rating.AGAIN)],
        "quote": lit_quote(turn.card.citation, turn.card.lit),
        "grades": [(rating, charts.GRADES[rating], intervals[rating]) for rating in Rating],
    }


def ending(learner: User, state: sessions.Session, now: datetime) -> dict[str, Any]:
    return {"ending": sessions.ending(learner, state, now), "place": place(learner)}
