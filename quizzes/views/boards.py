import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http import HttpRequest as AnyHttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest
from quizzes.forms import AppearanceForm
from quizzes.models import Quiz
from quizzes.pages import board_offers as offered
from quizzes.pages.board_offers import Seat
from quizzes.pages.leaderboard import board
from quizzes.periods import PERIODS, WEEK
from quizzes.points import CARD, PARAGRAPH, QUESTION


@require_safe
@login_required
def leaderboard(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/leaderboard.html", board_page(request, AppearanceForm(instance=request.user)))


@require_POST
@login_required
def appearance(request: HttpRequest) -> HttpResponse:
    form = AppearanceForm(request.POST, instance=request.user)
    if not form.is_valid():
        return render(request, "quizzes/leaderboard.html", board_page(request, form), status=422)
    form.save()
    seen_as = request.user.board_name()
    messages.success(
        request,
        _("Others now see you as “%(name)s”.") % {"name": seen_as}
        if seen_as
        else _("You are off the boards. Your points are kept, and you can come back at any time."),
    )
    return redirect(f"{reverse('quizzes:leaderboard')}?{urlencode(request.GET)}")


@require_safe
def points(request: AnyHttpRequest) -> HttpResponse:
    return render(request, "quizzes/points.html", {"paragraph": PARAGRAPH, "card": CARD, "question": QUESTION})


def board_page(request: HttpRequest, form: AppearanceForm) -> dict[str, Any]:
    """The board that the address asks for: of `course`, else where points came last; of `quiz` or for `period`, else
    the week; the page `after` the row that it names.
    """
    seats, now = offered.seats(request.user), timezone.now()
    if not seats:
        return {"courses": []}
    seat = asked_seat(request, seats)
    period = request.GET.get("period", WEEK)
    if seat is None or period not in PERIODS:
        raise Http404
    offers = offered.offers(seat.course, request.user)
    quizzes = offered.with_board(offers, now)
    page = board(seat.course, period, request.user, now, asked_page(request), asked_quiz(request, quizzes))
    return {
        "courses": [seat.course for seat in seats],
        "quizzes": quizzes,
        "board": page,
        "untaken": offered.untaken(offers) if page.mine else None,
        "excluded": offered.excluded(offers) if page.mine else [],
        "judges": seat.judges,
        "form": form,
    }


def asked_seat(request: HttpRequest, seats: list[Seat]) -> Seat | None:
    slug = request.GET.get("course")
    if not slug:
        return offered.home(seats)
    return next((seat for seat in seats if seat.course.slug == slug), None)


def asked_quiz(request: HttpRequest, quizzes: list[Quiz]) -> Quiz | None:
    pk = request.GET.get("quiz", "")
    if not pk:
        return None
    found = next((quiz for quiz in quizzes if str(quiz.pk) == pk), None)
    if found is None:
        raise Http404
    return found


def asked_page(request: HttpRequest) -> tuple[int, int] | None:
    """The score and the learner that the page before ended with."""
    found = re.fullmatch(r"([0-9]{1,15})-([0-9]{1,15})", request.GET.get("after", ""))
    return (int(found[1]), int(found[2])) if found else None
