from contextlib import suppress
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import HttpRequest
from quizzes.finishing import finish
from quizzes.kinds.base import BadAnswer, Posted
from quizzes.models import Attempt, AttemptClosed, Response
from quizzes.pages import sitting
from quizzes.views.attempts import (
    ask,
    device_of,
    find,
    find_response,
    go,
    go_to_reached,
    hand_in,
    hand_in_overdue,
    leave,
)
from quizzes.wording import said

NEXT, LAST, PREVIOUS, FINISH, SKIP, REVEAL = "next", "last", "prev", "finish", "skip", "reveal"
PARTS = {"flag", "move"}
"""Buttons that are no answer."""
PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask a question; a POST does what the pressed button says with what the form holds."""
    now = timezone.now()
    if at_once := answer_and_go_on(request, pk, number, now):
        return at_once
    attempt = find(request, pk, None if request.method == "POST" else number)
    if hand_in_overdue(request, attempt, now):
        return leave(request, attempt)
    if request.method != "POST":
        return (
            go(request, attempt, "feedback", number, now) if attempt.is_finished else ask(request, attempt, number, now)
        )
    try:
        return take(request, attempt, number, now)
    except Response.DoesNotExist:
        raise Http404 from None
    except BadAnswer as refusal:
        return ask_again(request, attempt, find_response(attempt, number), now, problem=said(refusal.message))
    except AttemptClosed as closed:
        finish(attempt, now)
        messages.warning(request, str(closed))
        return leave(request, attempt)


def answer_and_go_on(request: HttpRequest, pk: int, number: int, now: datetime) -> HttpResponse | None:
    """What nearly every request of a quiz is: an answer, and what comes next. None when it is anything else, or
    something is not as it should be.
    """
    way = request.POST.get("go") if request.method == "POST" and request.htmx else None
    if way not in (NEXT, LAST) or PARTS & request.POST.keys():
        return None
    posted: Posted = dict(request.POST.lists())
    following = number + 1 if way == NEXT else None
    try:
        response = Attempt.objects.answer_own(
            request.user, device_of(request), pk, number, posted, now, sequence_of(request), following
        )
    except (Response.DoesNotExist, BadAnswer, AttemptClosed):
        return None
    attempt = response.attempt
    if attempt.terms.tells_at_once:
        return go(request, attempt, "feedback" if response.is_settled else "question", number, now)
    if following is None:
        return go(request, attempt, "submission", 0, now)
    return go(request, attempt, "question", following, now)


@require_POST
@login_required
def answer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Save an answer alone, sent as it was given or later, once or more often."""
    attempt, now = find(request, pk), timezone.now()
    posted = dict(request.POST.lists())
    save = attempt.answer if posted.get("go") else attempt.keep
    try:
        save(number, posted, now, sequence_of(request))
    except Response.DoesNotExist:
        raise Http404 from None
    except BadAnswer as refusal:
        return HttpResponse(said(refusal.message), content_type=PLAIN, status=422)
    except AttemptClosed as closed:
        return HttpResponse(str(closed), content_type=PLAIN, status=410)
    return HttpResponse(status=204)


@never_cache
@require_safe
@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Every question of an attempt that can be gone through freely, to be kept in case the server is away."""
    attempt, now = find(request, pk), timezone.now()
    if attempt.is_finished or attempt.is_over(now) or attempt.terms.tells_at_once or attempt.terms.one_way:
        raise Http404
    return render(request, "quizzes/sheet.html", {"pages": sitting.sheet(attempt, now)})


def take(request: HttpRequest, attempt: Attempt, number: int, now: datetime) -> HttpResponse:
    """
    :raises BadAnswer: for an answer that is missing or tampered with
    :raises AttemptClosed: when the attempt was handed in, or its time is up
    """
    posted: Posted = dict(request.POST.lists())
    if "flag" in posted:
        flagged = attempt.flag(number, request.POST["flag"] == "1", now)
        return ask_again(request, attempt, flagged, now)
    attempt.check_open(now)
    if "move" in posted:
        return ask_again(request, attempt, find_response(attempt, number), now)
    way, sequence = request.POST.get("go", NEXT), sequence_of(request)
    if way in (NEXT, LAST):
        response = attempt.answer(number, posted, now, sequence)
        if attempt.terms.tells_at_once:
            return go(request, attempt, "feedback" if response.is_settled else "question", number, now)
    elif way == REVEAL:
        attempt.give_up(number, now)
        return go(request, attempt, "feedback", number, now)
    elif way == SKIP:
        attempt.skip(number, now)
        return go_to_reached(request, attempt, now)
    elif way == FINISH and attempt.is_time_up(now):
        return time_is_up(request, attempt, number, now)
    else:
        attempt.keep(number, posted, now, sequence)
    target = goal(number, way)
    if target is None:
        return go(request, attempt, "submission", 0, now)
    return go(request, attempt, "question", target, now)


def time_is_up(request: HttpRequest, attempt: Attempt, number: int, now: datetime) -> HttpResponse:
    """Hand in with what the form holds, if that is an answer that was given in time."""
    with suppress(BadAnswer, AttemptClosed):
        attempt.keep(number, dict(request.POST.lists()), now, sequence_of(request))
    return hand_in(request, attempt, now)


def goal(number: int, way: str) -> int | None:
    """The number of the question that a button leads to; None for the summary."""
    if way in (FINISH, LAST):
        return None
    if way in (NEXT, PREVIOUS):
        return number + 1 if way == NEXT else number - 1
    if way.isdecimal() and len(way) < 5:
        return int(way)
    raise Http404


def sequence_of(request: HttpRequest) -> int | None:
    """When the browser says that the answer was given, in milliseconds; None when it says nothing of use."""
    sequence = request.POST.get("sequence", "")
    return int(sequence) if sequence.isascii() and sequence.isdecimal() and len(sequence) < 16 else None


def ask_again(
    request: HttpRequest, attempt: Attempt, response: Response, now: datetime, problem: str = ""
) -> HttpResponse:
    """The same question with what its form holds, which is not saved."""
    draft = response.asked_by.draft(response.shown, dict(request.POST.lists()))
    page = sitting.question_page(attempt, response, now, draft, problem)
    return render(request, "quizzes/question.html", {"page": page}, status=422 if problem else 200)
