from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from accounts.http import HttpRequest
from quizzes.finishing import finish, finish_own
from quizzes.forms import DisputeForm
from quizzes.models import Attempt, Response
from quizzes.models.asked import TOLD
from quizzes.pages import sitting
from quizzes.pages.feedback import feedback_page
from quizzes.pages.results import result_page


@never_cache
@require_safe
@login_required
def result(request: HttpRequest, pk: int) -> HttpResponse:
    attempt, now = find(request, pk, lesson=True), timezone.now()
    hand_in_overdue(request, attempt, now)
    if attempt.is_finished:
        return render(request, "quizzes/result.html", {"page": result_page(attempt, now)})
    return HttpResponseRedirect(where_it_stopped(attempt))


@never_cache
@require_safe
@login_required
def feedback(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A question with its answer marked: after the attempt, or during it where feedback comes at once."""
    attempt, now = find(request, pk), timezone.now()
    if hand_in_overdue(request, attempt, now):
        return leave(request, attempt)
    return tell(request, attempt, number, now)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still open; a POST hands the attempt in."""
    if request.method == "POST":
        return hand_in_own(request, pk, timezone.now())
    attempt, now = find(request, pk), timezone.now()
    if hand_in_overdue(request, attempt, now) or attempt.is_finished:
        return leave(request, attempt)
    return sum_up(request, attempt, 0, now)


# Finding ------------------------------------------------------------------------


def find(request: HttpRequest, pk: int, number: int | None = None, lesson: bool = False) -> Attempt:
    """With its quiz and course; with the question of this number, which must be there, at hand."""
    attempt = Attempt.objects.seen_by(request.user, pk, number, lesson)
    if attempt is None:
        raise Http404
    return ours(request, attempt)


def ours(request: HttpRequest, attempt: Attempt) -> Attempt:
    attempt.learner = request.user
    attempt.device = device_of(request)
    return attempt


def device_of(request: HttpRequest) -> str:
    """A name for the browser session that tells nothing else of it."""
    return salted_hmac("quizzes.device", request.session.session_key or "").hexdigest()[:8]


def find_response(attempt: Attempt, number: int) -> Response:
    held = attempt.at_hand
    response = held if held and held.number == number else attempt.read(number)
    if response is None:
        raise Http404
    return response


def hand_in_overdue(request: HttpRequest, attempt: Attempt, now: datetime) -> bool:
    """Hand in what is past its time, and say so."""
    overdue = attempt.is_over(now)
    if overdue:
        hand_in(request, attempt, now)
    return overdue


def hand_in(request: HttpRequest, attempt: Attempt, now: datetime) -> HttpResponse:
    finish(attempt, now)
    return leave(request, attempt, warn_if=attempt.is_time_up(now))


def hand_in_own(request: HttpRequest, pk: int, now: datetime) -> HttpResponse:
    """As `find` and `hand_in`, at one stroke."""
    try:
        attempt, is_new = finish_own(request.user, pk, now)
    except Attempt.DoesNotExist:
        raise Http404 from None
    return leave(request, attempt, warn_if=is_new and attempt.is_time_up(now))


# Showing ------------------------------------------------------------------------


def ask(request: HttpRequest, attempt: Attempt, number: int, now: datetime) -> HttpResponse:
    response = find_response(attempt, number)
    if response.is_settled:
        return go(request, attempt, "feedback", number, now)
    if not attempt.may_ask(number):
        return go_to_reached(request, attempt, now)
    response.see(now)
    return render(request, "quizzes/question.html", {"page": sitting.question_page(attempt, response, now)})


UNTOUCHED = DisputeForm()
"""The same to everybody, so that it is made and rendered once."""


def tell(
    request: HttpRequest, attempt: Attempt, number: int, now: datetime, refused: DisputeForm | None = None
) -> HttpResponse:
    """A marked question; `refused` is what its learner has against it, and was not sent."""
    response = TOLD.get(attempt.pk, number)
    if response is None:
        raise Http404
    response.attempt = attempt
    if not attempt.is_finished and not response.is_settled:
        return go(request, attempt, "question", number, now)
    context = {"page": feedback_page(attempt, response, now), "form": refused or UNTOUCHED}
    return render(request, "quizzes/feedback.html", context, status=422 if refused else 200)


def sum_up(request: HttpRequest, attempt: Attempt, number: int, now: datetime) -> HttpResponse:
    return render(request, "quizzes/submission.html", {"page": sitting.summary_page(attempt, now)})


Page = Callable[[HttpRequest, Attempt, int, datetime], HttpResponse]
PAGES: dict[str, Page] = {"question": ask, "feedback": tell, "submission": sum_up}


def go(request: HttpRequest, attempt: Attempt, name: str, number: int, now: datetime) -> HttpResponse:
    """To another page of the attempt: within this reply for htmx, else by a redirect."""
    url = address(name, attempt, number)
    if request.htmx:
        return push_url(PAGES[name](request, attempt, number, now), url)
    return HttpResponseRedirect(url, status=303)


def go_to_reached(request: HttpRequest, attempt: Attempt, now: datetime) -> HttpResponse:
    """Where there is no way back: to the question reached, or to the summary after the last one."""
    if attempt.responses.filter(number=attempt.reached).exists():
        return go(request, attempt, "question", attempt.reached, now)
    return go(request, attempt, "submission", 0, now)


def leave(request: HttpRequest, attempt: Attempt, warn_if: bool = False) -> HttpResponse:
    """To the result, which has another masthead than the attempt's pages; perhaps saying that time was up."""
    if warn_if:
        messages.warning(request, _("Time was up, so the attempt was handed in with the answers saved until then."))
    if request.htmx:
        return HttpResponseClientRedirect(attempt.get_absolute_url())
    return HttpResponseRedirect(attempt.get_absolute_url(), status=303)


def where_it_stopped(attempt: Attempt) -> str:
    """The question at hand, else the first without an answer, else the summary."""
    if attempt.at_hand:
        return address("question", attempt, attempt.at_hand.number)
    steps = sitting.steps(attempt)
    if attempt.terms.one_way:
        number = attempt.reached if attempt.reached <= len(steps) else None
    else:
        number = sitting.open_question(steps)
    return address("question", attempt, number) if number else address("submission", attempt)


def address(name: str, attempt: Attempt, number: int = 0) -> str:
    keys = {"pk": attempt.pk} | ({} if name == "submission" else {"number": number})
    return reverse(f"quizzes:{name}", kwargs=keys)
