"""Exams and breaks: what is planned, and what it does to the days."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import HttpRequest
from content.models import Course, Lesson
from quizzes.models import Absence, Exam
from quizzes.pages.plan import ExamPage, exam_page, lessons_of, plan, planned
from quizzes.pages.plan_forms import BreakForm, ExamForm
from quizzes.planning import cancel_break, set_break, set_exam
from quizzes.scheduling import learner_day


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    return page(request)


@require_POST
@login_required
def breaks(request: HttpRequest) -> HttpResponse:
    form = break_form(request, Absence())
    return keep_break(request, form, Absence()) if form.is_valid() else page(request, form, 422)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def one_break(request: HttpRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.of(request.user), pk=pk)
    form = break_form(request, absence)
    if form.is_valid():
        return keep_break(request, form, absence)
    context = {"form": form, "absence": absence}
    return render(request, "quizzes/break.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def break_removal(request: HttpRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.of(request.user), pk=pk)
    cancel_break(request.user, absence)
    messages.success(request, _("The break is taken back: each card comes on its own day again."))
    return to_plan()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exams(request: HttpRequest, slug: str) -> HttpResponse:
    """A new exam in this course."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    exam = Exam(learner_id=request.user.pk, course=course)
    form = exam_form(request, exam, lessons_of(course))
    if form.is_valid():
        return keep_exam(request, form, exam)
    context = {"form": form, "course": course}
    return render(request, "quizzes/exam_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exam(request: HttpRequest, pk: int) -> HttpResponse:
    """What an exam asks of every day, and the form to change it."""
    found = get_object_or_404(Exam.objects.of(request.user).select_related("course"), pk=pk)
    shown = exam_page(found, request.user, today_of(request))
    form = exam_form(request, found, shown.lessons, shown)
    if form.is_valid():
        return keep_exam(request, form, found)
    context = {"page": shown, "exam": found, "course": found.course, "form": form}
    return render(request, "quizzes/exam.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def exam_removal(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Exam.objects.of(request.user), pk=pk).delete()
    messages.success(request, _("The exam is removed. New cards come by your daily limit again; no card moved."))
    return to_plan()


def today_of(request: HttpRequest) -> date:
    return learner_day(timezone.now(), request.user.zone)


def to_plan() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("quizzes:plan"), status=303)


def page(request: HttpRequest, form: BreakForm | None = None, status: int = 200) -> HttpResponse:
    today = today_of(request)
    form = form or BreakForm(learner=request.user, absence=Absence(), today=today)
    return render(request, "quizzes/plan.html", {"plan": plan(request.user, today), "form": form}, status=status)


def break_form(request: HttpRequest, absence: Absence) -> BreakForm:
    initial = {"first": absence.first, "last": absence.last}
    today = today_of(request)
    return BreakForm(request.POST or None, learner=request.user, absence=absence, today=today, initial=initial)


def keep_break(request: HttpRequest, form: BreakForm, absence: Absence) -> HttpResponse:
    days = form.cleaned_data
    set_break(request.user, absence, days["first"], days["last"], today_of(request))
    (shown,) = planned(request.user, [absence])
    told = ngettext(
        "The break is planned. It moves one card: %(before)s before it, %(after)s after it.",
        "The break is planned. It moves %(n)s cards: %(before)s before it, %(after)s after it.",
        shown.moved,
    ) % {"n": shown.moved, "before": shown.before, "after": shown.after}
    messages.success(request, told if shown.moved else _("The break is planned. No card lies in it so far."))
    return to_plan()


def exam_form(request: HttpRequest, exam: Exam, lessons: Sequence[Lesson], shown: ExamPage | None = None) -> ExamForm:
    initial = {"day": exam.day, "lessons": shown.chosen} if shown else {}
    return ExamForm(request.POST or None, exam=exam, today=today_of(request), lessons=lessons, initial=initial)


def keep_exam(request: HttpRequest, form: ExamForm, exam: Exam) -> HttpResponse:
    set_exam(exam, form.cleaned_data["day"], form.cleaned_data["lessons"])
    messages.success(request, _("The exam is planned. What it asks of each day stands below."))
    return HttpResponseRedirect(exam.get_absolute_url(), status=303)
