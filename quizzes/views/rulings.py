from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import HttpRequest, User
from content.models import Course
from quizzes.examining import examine_anew
from quizzes.forms import LimitsForm, RulingForm
from quizzes.models import Attempt, Decision, Limits, Quiz, Ruling
from quizzes.models.ruling import RulingRefused
from quizzes.pages import integrity
from quizzes.pages.consequences import effect
from quizzes.pages.names import staff_name

PAGE = 20
BESIDE = 8
"""Attempts on a page of their own, and beside the one that is looked at."""


@require_safe
@login_required
def attempts(request: HttpRequest, slug: str) -> HttpResponse:
    course = judged_course(request.user, slug)
    found = search(request.GET, course)
    page = Paginator(found["attempts"], PAGE).get_page(request.GET.get("page"))
    context = {**found, "course": course, "page": page, "entries": [integrity.entry(row) for row in page]}
    return render(request, "quizzes/board_attempts.html", context)


@require_safe
@login_required
def attempt(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    course = judged_course(request.user, slug)
    attempt = get_object_or_404(integrity.attempts_in(course), pk=pk)
    return render(request, "quizzes/board_attempt.html", attempt_page(request, course, attempt, RulingForm(attempt)))


@require_POST
@login_required
def rulings(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    course = judged_course(request.user, slug)
    attempt = get_object_or_404(integrity.attempts_in(course), pk=pk)
    form = RulingForm(attempt, request.POST)
    if not decided(form, attempt, request.user):
        page = attempt_page(request, course, attempt, form)
        return render(request, "quizzes/board_attempt.html", page, status=422)
    messages.success(request, outcome(Decision(form.cleaned_data["decision"]), attempt.learner))
    return redirect(f"{reverse('quizzes:board_attempt', args=[slug, pk])}?{request.GET.urlencode()}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def limits(request: HttpRequest, slug: str) -> HttpResponse:
    """What the course takes for odd. New limits hold for attempts that nobody has decided on, too."""
    course = judged_course(request.user, slug)
    kept = Limits.objects.filter(course=course).first() or Limits(course=course)
    form = LimitsForm(request.POST or None, instance=kept)
    if not form.is_valid():
        page = {"course": course, "form": form}
        return render(request, "quizzes/board_limits.html", page, status=422 if form.is_bound else 200)
    form.save()
    examine_anew(course)
    messages.success(request, _("Saved. Attempts without a decision are looked at again within a minute."))
    return HttpResponseRedirect(reverse("quizzes:board_limits", args=[slug]), status=303)


def judged_course(user: User, slug: str) -> Course:
    return get_object_or_404(Course.objects.reviewed_by(user), slug=slug)


def decided(form: RulingForm, attempt: Attempt, by: User) -> bool:
    """Whether the ruling was made; what refused it stands in the form's errors."""
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        Ruling.objects.decide(
            attempt, by, Decision(data["decision"]), form.stated_reason(), timezone.now(), data["note"]
        )
    except RulingRefused as refusal:
        form.add_error("reason" if "reason" in form.fields else "words", str(refusal))
        return False
    return True


def outcome(decision: Decision, learner: User) -> str:
    name = staff_name(learner)
    if decision == Decision.EXCLUDE:
        return _("Excluded. %(name)s reads the reason on their board; the score stays in their own progress.") % {
            "name": name
        }
    if decision == Decision.RESTORE:
        return _("Restored. The attempt counts again, and the boards follow.")
    return _("Kept. The attempt counts as before, and the decision is on record.")


def search(query: QueryDict, course: Course) -> dict[str, Any]:
    """The attempts that an address asks for: `state`, and `learner` or `quiz` when it is those of one."""
    state, learner, quiz = query.get("state", "open"), query.get("learner", ""), query.get("quiz", "")
    if state not in integrity.STATES:
        raise Http404
    attempts, learners = integrity.attempts_in(course), integrity.learners_in(course)
    if learner:
        attempts = attempts.filter(learner=int(learner)) if learner in dict(learners) else attempts.none()
    quizzes = Quiz.objects.filter(course=course).order_by("title", "pk")
    if quiz:
        attempts = attempts.filter(quiz=int(quiz)) if quiz in {str(one.pk) for one in quizzes} else attempts.none()
    return {
        "state": state,
        "learner": learner,
        "quiz": quiz,
        "quizzes": quizzes,
        "learners": learners,
        "counts": integrity.counts(attempts),
        "attempts": attempts.filter(integrity.STATES[state]),
    }


def attempt_page(request: HttpRequest, course: Course, attempt: Attempt, form: RulingForm) -> dict[str, Any]:
    query = request.GET.copy()
    query.setdefault("state", integrity.state_of(attempt))
    found = search(query, course)
    return {
        **found,
        "course": course,
        "entries": [integrity.entry(row) for row in integrity.around(found["attempts"], attempt, BESIDE)],
        "case": integrity.case(attempt),
        "effect": effect(attempt, timezone.now()),
        "form": form,
    }
