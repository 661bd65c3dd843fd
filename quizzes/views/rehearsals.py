import random

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import HttpRequest
from content.models import Course
from quizzes.kinds.base import BadAnswer, Posted
from quizzes.models import Quiz
from quizzes.pages.rehearsal import Rehearsal, RehearsalPage, Stage
from quizzes.wording import said

NEXT, ANSWER, SKIP = "next", "answer", "skip"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rehearsal(request: HttpRequest, pk: int) -> HttpResponse:
    """Go through a quiz as a learner does; nothing of it is kept."""
    courses = Course.objects.taught_by(request.user)
    quiz = get_object_or_404(Quiz.objects.select_related("course").filter(course__in=courses), pk=pk)
    held = Rehearsal.read(quiz, request.POST.get("token", "")) if request.method == "POST" else None
    if held is None:
        if request.method == "POST":
            messages.warning(request, _("The form was changed on its way, so the dry run begins anew."))
        held = Rehearsal.begin(quiz, request.user, random.SystemRandom())
        return show(request, Stage(quiz, held, request.user, timezone.now()).page())
    stage = Stage(quiz, held, request.user, timezone.now())
    try:
        return show(request, onward(stage, dict(request.POST.lists()), request))
    except BadAnswer as refusal:
        page = stage.page(dict(request.POST.lists()), said(refusal.message))
        return show(request, page, status=422)


def onward(stage: Stage, posted: Posted, request: HttpRequest) -> RehearsalPage:
    """
    :raises BadAnswer: for a form that is empty or tampered with
    """
    way = request.POST.get("go", "")
    if way not in (ANSWER, SKIP):
        return stage.page(posted if "move" in posted else None)
    taken = stage.answered(posted) if way == ANSWER else stage.passed_over()
    after = Stage(stage.quiz, taken, request.user, timezone.now())
    is_settled = len(taken.said) > 0 and not after.may_try_again(taken.said[-1])
    return after.told() if after.terms.tells_at_once and is_settled else after.page()


def show(request: HttpRequest, page: RehearsalPage, status: int = 200) -> HttpResponse:
    return render(request, "quizzes/rehearsal.html", {"page": page, "course": page.quiz.course}, status=status)
