import random

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest
from quizzes.finishing import finish_overdue
from quizzes.models import Attempt, AttemptRefused, Quiz
from quizzes.pages import results, starting
from quizzes.views.attempts import where_it_stopped


@require_safe
@login_required
def quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """What the quiz asks, its rules, and earlier attempts."""
    quiz, now = find(request, pk), timezone.now()
    mine = Attempt.objects.of(request.user).filter(quiz=quiz).order_by("-number")
    attempts = list(mine)
    if any(attempt.is_over(now) for attempt in attempts):
        finish_overdue(request.user, quiz, now)
        attempts = list(mine.all())
    context = {
        "page": starting.start_page(quiz, request.user, attempts, now),
        "attempts": results.attempt_rows(attempts, now),
    }
    return render(request, "quizzes/quiz.html", context)


@require_POST
@login_required
def attempts(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin, or go on with what was begun."""
    quiz, now = find(request, pk), timezone.now()
    try:
        attempt = quiz.begin(request.user, now, random.SystemRandom(), is_led=True)
        if attempt.is_over(now):
            finish_overdue(request.user, quiz, now)
            attempt = quiz.begin(request.user, now, random.SystemRandom(), is_led=True)
    except AttemptRefused as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(quiz.get_absolute_url(), status=303)
    return HttpResponseRedirect(where_it_stopped(attempt), status=303)


def find(request: HttpRequest, pk: int) -> Quiz:
    quiz = Quiz.objects.seen_by(request.user, pk)
    if quiz is None:
        raise Http404
    return quiz
