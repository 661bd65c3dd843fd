import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import HttpRequest
from content.models import Course
from quizzes.measuring import figures, measure_stale
from quizzes.models import Judgement, Measure, Quiz, Status
from quizzes.pages import statistics
from quizzes.remedies import FixForm
from quizzes.views.queue import taught


@require_safe
@login_required
def quiz_statistics(request: HttpRequest, pk: int) -> HttpResponse:
    """Of everybody's first attempt at a quiz; with `?attempts=all` of every one."""
    quiz, every = find(request, pk), request.GET.get("attempts") == "all"
    report = statistics.Report(quiz, figures(quiz, every), every)
    return render(request, "quizzes/statistics.html", {"report": report, "course": quiz.course})


@require_safe
@login_required
def quiz_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a table for other programs."""
    quiz = find(request, pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statistics-{quiz.pk}.csv"'
    csv.writer(response).writerows(statistics.table(figures(quiz, request.GET.get("attempts") == "all")))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def fixes(request: HttpRequest, slug: str) -> HttpResponse:
    """Questions that the figures speak against; a post leaves one as it is, retires it, or looks at it again."""
    course = taught(request, slug)
    if request.method != "POST":
        return render(request, "quizzes/fixes.html", page_of(request, course))
    form = FixForm(course, request.POST)
    if not form.is_valid():
        return render(request, "quizzes/fixes.html", page_of(request, course) | {"form": form}, status=422)
    messages.success(request, done(form.cleaned_data["do"], form.cleaned_data["measure"], request))
    return HttpResponseRedirect(reverse("quizzes:fixes", args=[slug]), status=303)


@require_POST
@login_required
def measures(request: HttpRequest, slug: str) -> HttpResponse:
    """Count in what was handed in since."""
    course = taught(request, slug)
    n = measure_stale(timezone.now(), course)
    told = ngettext("%(n)d quiz was measured anew.", "%(n)d quizzes were measured anew.", n) % {"n": n}
    messages.success(request, told if n else _("Nothing has changed since the quizzes were measured."))
    return HttpResponseRedirect(reverse("quizzes:fixes", args=[slug]), status=303)


def done(what: str, row: Measure, request: HttpRequest) -> str:
    """Carry it out, and say so."""
    match what:
        case "leave":
            row.leave(request.user)
            return _("Left as it is. It comes up again when half as many answers more have come.")
        case "retire":
            reason = " ".join(row.reasons)[:300]
            Judgement.objects.decide([row.version.question], Status.RETIRED, request.user, timezone.now(), reason)
            return _("Retired: nobody is asked it any more, and what was answered stays.")
    row.leave(None)
    return _("It stands among those to fix again.")


def find(request: HttpRequest, pk: int) -> Quiz:
    mine = Quiz.objects.filter(course__in=Course.objects.taught_by(request.user)).select_related("course")
    return get_object_or_404(mine, pk=pk)


def page_of(request: HttpRequest, course: Course) -> dict[str, object]:
    state = (request.GET or request.POST).get("state", "open")
    if state not in statistics.STATES:
        raise Http404
    return {"course": course, "page": statistics.fixes(course, state, request.GET.get("at", ""))}
