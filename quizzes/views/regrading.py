from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest
from content.models import Course
from quizzes import regrading
from quizzes.models import Dispute, Regrade, Remedy
from quizzes.pages import disputes as cases
from quizzes.pages.dry_run import DryRun, dry_run, pages
from quizzes.regrading import RegradeRefused
from quizzes.remedies import DecisionForm, DeclineForm, RemedyForm
from quizzes.views.queue import taught

PAGE = 30


@require_safe
@login_required
def disputes(request: HttpRequest, slug: str) -> HttpResponse:
    """What learners have against questions. `?state=decided` lists those that were decided."""
    course = taught(request, slug)
    found, state = cases.disputes_in(course), request.GET.get("state", "open")
    if state not in cases.STATES:
        raise Http404
    page = Paginator(found.filter(cases.STATES[state]), PAGE).get_page(request.GET.get("page"))
    context = {"state": state, "counts": cases.counts(found), "page": page, "entries": cases.listed(page)}
    return render(request, "quizzes/disputes.html", {"course": course, **context})


@require_safe
@login_required
def dispute(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One dispute. With `?remedy=` and `answer=` in the address, what that remedy would change, page by page."""
    course, raised = find(request, slug, pk)
    return show(request, course, raised)


@require_POST
@login_required
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Carry out what was looked at."""
    course, raised = find(request, slug, pk)
    form = DecisionForm(raised.response.version_id, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        verb = Remedy(given["remedy"]), given["reason"], request.user, timezone.now()
        try:
            row = regrading.regrade(given["response"] or raised.response, *verb, seen=given["seen"], dispute=raised)
        except RegradeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done(row))
            return back(course, raised)
    return show(request, course, raised, status=422, remedy=form)


@require_POST
@login_required
def refusal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Leave the question as it is."""
    course, raised = find(request, slug, pk)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            regrading.decline(raised, form.cleaned_data["reply"], request.user, timezone.now())
        except RegradeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Declined. The learner is told, with your reason."))
            return back(course, raised)
    return show(request, course, raised, status=422, decline=form)


@require_POST
@login_required
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a regrade back."""
    course = taught(request, slug)
    row = get_object_or_404(Regrade.objects.visible_to(request.user), pk=pk, version__question__course=course)
    try:
        changes = regrading.take_back(row, request.user, timezone.now())
    except RegradeRefused as refused:
        messages.error(request, str(refused))
    else:
        n = len(changes.scores)
        told = ngettext("Taken back: %(n)d score is as it was.", "Taken back: %(n)d scores are as they were.", n)
        messages.success(request, told % {"n": n})
    return back(course, row.dispute)


def find(request: HttpRequest, slug: str, pk: int) -> tuple[Course, Dispute]:
    course = taught(request, slug)
    return course, get_object_or_404(cases.disputes_in(course), pk=pk)


def back(course: Course, raised: Dispute | None) -> HttpResponse:
    args: list[Any] = [course.slug, raised.pk] if raised else [course.slug]
    return HttpResponseRedirect(reverse(f"quizzes:{'dispute_case' if raised else 'disputes'}", args=args), status=303)


def show(request: HttpRequest, course: Course, raised: Dispute, status: int = 200, **forms: Any) -> HttpResponse:
    case = cases.case(raised)
    form: RemedyForm | None = forms.get("remedy")
    if form is None and "remedy" in request.GET:
        form = RemedyForm(raised.response.version_id, request.GET)
    run = run_of(form, raised, course)
    context = {
        "course": course,
        "case": case,
        "remedies": Remedy,
        "form": form,
        "decline": forms.get("decline", DeclineForm()),
        "run": run,
        "pages": pages(run, request.GET) if run else {},
    }
    return render(request, "quizzes/dispute.html", context, status=status)


def run_of(form: RemedyForm | None, raised: Dispute, course: Course) -> DryRun | None:
    """What the chosen remedy would change; None where none is chosen, or it cannot be had: the form says why."""
    if form is None or (not form.is_valid() and not form.cleaned_data.get("remedy")) or form.is_lost:
        return None
    given = form.cleaned_data
    try:
        proposal = regrading.propose(given.get("response") or raised.response, Remedy(given["remedy"]))
    except RegradeRefused as refused:
        if str(refused) not in form.non_field_errors():
            form.add_error(None, str(refused))
        return None
    return dry_run(regrading.plan(proposal.verdict), course, timezone.now())


def done(row: Regrade) -> str:
    n = row.answers.count()
    told = ngettext("%(n)d answer was marked again.", "%(n)d answers were marked again.", n) % {"n": n}
    return told + " " + _("Scores, points and schedules follow, and the learners are told.")
