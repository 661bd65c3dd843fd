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
from content.models import Course
from quizzes.forms import AppearanceForm
from quizzes.models import Quiz
from quizzes.pages import leaderboard as boards
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
    courses, now = list(Course.objects.visible_to(request.user)), timezone.now()
    if not courses:
        return {"courses": courses}
    course = asked_course(request, courses)
    period = request.GET.get("period", WEEK)
    if course is None or period not in PERIODS:
        raise Http404
    quizzes = boards.quizzes_with_board(course, request.user, now)
    board = boards.board(course, period, request.user, now, asked_page(request), asked_quiz(request, quizzes))
    return {
        "courses": courses,
        "quizzes": quizzes,
        "board": board,
        "untaken": boards.untaken(course, request.user) if board.mine else None,
        "excluded": boards.excluded(course, request.user) if board.mine else [],
        "judges": Course.objects.reviewed_by(request.user).filter(pk=course.pk).exists(),
        "form": form,
    }


def asked_course(request: HttpRequest, courses: list[Course]) -> Course | None:
    slug = request.GET.get("course")
    if not slug:
        return boards.home(courses, request.user)
    return next((course for course in courses if course.slug == slug), None)


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
