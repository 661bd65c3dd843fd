from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import HttpRequest
from quizzes.finishing import finish
from quizzes.kinds.base import BadAnswer, Posted
from quizzes.models import Attempt, AttemptClosed, Response
from quizzes.pages import sitting
from quizzes.views.attempts import ask, find, find_response, go, hand_in, hand_in_overdue, leave
from quizzes.wording import said

NEXT, PREVIOUS, FINISH = "next", "prev", "finish"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask a question; a POST does what the pressed button says with what the form holds."""
    attempt, now = find(request, pk), timezone.now()
    if hand_in_overdue(request, attempt, now):
        return leave(request, attempt)
    if request.method != "POST":
        return (
            go(request, attempt, "feedback", number, now) if attempt.is_finished else ask(request, attempt, number, now)
        )
    response = find_response(attempt, number)
    try:
        return take(request, attempt, response, now)
    except BadAnswer as refusal:
        return ask_again(request, attempt, response, now, problem=said(refusal.message))
    except AttemptClosed as closed:
        finish(attempt, now)
        messages.warning(request, str(closed))
        return leave(request, attempt)


def take(request: HttpRequest, attempt: Attempt, response: Response, now: datetime) -> HttpResponse:
    """
    :raises BadAnswer: for an answer that is missing or tampered with
    :raises AttemptClosed: when the attempt was handed in, or its time is up
    """
    attempt.check_open(now)
    posted: Posted = dict(request.POST.lists())
    if "flag" in posted:
        attempt.flag(response.number, request.POST["flag"] == "1", now)
        response.is_flagged = request.POST["flag"] == "1"
    if "flag" in posted or "move" in posted:
        return ask_again(request, attempt, response, now)
    way = request.POST.get("go", NEXT)
    if way != NEXT:
        attempt.keep(response.number, posted, now)
        if way == FINISH and attempt.is_time_up(now):
            return hand_in(request, attempt, now)
        return go_to(request, attempt, goal(response.number, way), now)
    attempt.answer(response.number, posted, now)
    if attempt.terms.tells_at_once:
        return go(request, attempt, "feedback", response.number, now)
    return go_to(request, attempt, response.number + 1, now)


def go_to(request: HttpRequest, attempt: Attempt, number: int | None, now: datetime) -> HttpResponse:
    """To a question, or to the summary after the last one."""
    if number is None or number == attempt.responses.count() + 1:
        return go(request, attempt, "submission", 0, now)
    return go(request, attempt, "question", number, now)


def goal(number: int, way: str) -> int | None:
    """The number of the question that a button leads to; None for the summary."""
    if way == FINISH:
        return None
    if way == PREVIOUS:
        return number - 1
    if way.isdecimal() and len(way) < 5:
        return int(way)
    raise Http404


def ask_again(
    request: HttpRequest, attempt: Attempt, response: Response, now: datetime, problem: str = ""
) -> HttpResponse:
    """The same question with what its form holds, which is not saved."""
    draft = response.asked_by.draft(response.shown, dict(request.POST.lists()))
    page = sitting.question_page(attempt, response, now, draft, problem)
    return render(request, "quizzes/question.html", {"page": page}, status=422 if problem else 200)
