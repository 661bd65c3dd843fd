from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.http import HttpRequest
from content.models import Course
from quizzes.forms import REJECTIONS, JudgementForm
from quizzes.kinds import KINDS
from quizzes.models import Judgement, Status
from quizzes.pages.queue import CARDS, queue


@require_safe
@login_required
def drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for an instructor's word. `?kind=choice` shows one kind, `?at=q12` opens that draft, `?item=q7`
    ticks one, and `?all=1` every one."""
    course = taught(request, slug)
    return render(request, "quizzes/queue.html", page_of(request, course))


@require_POST
@login_required
def judgements(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept or reject one draft or several."""
    course = taught(request, slug)
    form = JudgementForm(course, request.POST)
    if not form.is_valid():
        return render(request, "quizzes/queue.html", page_of(request, course) | {"form": form}, status=422)
    status = Status.APPROVED if form.accepts else Status.RETIRED
    n = Judgement.objects.decide(form.items, status, request.user, timezone.now(), form.stated)
    messages.success(request, accepted(n) if form.accepts else rejected(n))
    return back(course, request.POST.get("kind", ""), request.POST.get("next", ""))


@require_POST
@login_required
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back what this person decided last."""
    course = taught(request, slug)
    last = Judgement.objects.last_of(request.user, course)
    first = last.first()
    n = last.undo(timezone.now())
    if first is None:
        messages.info(request, _("There is nothing to take back."))
        return back(course)
    messages.success(request, ngettext("%(n)d item is back.", "%(n)d items are back.", n) % {"n": n})
    return back(course, "", f"{'q' if first.question_id else 'c'}{first.question_id or first.card_id}")


def taught(request: HttpRequest, slug: str) -> Course:
    return get_object_or_404(Course.objects.taught_by(request.user), slug=slug)


def page_of(request: HttpRequest, course: Course) -> dict[str, object]:
    tab = (request.GET or request.POST).get("kind", "")
    if tab not in ("", CARDS, *KINDS):
        raise Http404
    ticked = None if "all" in request.GET else (request.GET or request.POST).getlist("item")
    page = queue(course, tab, (request.GET or request.POST).get("at", ""), ticked)
    undoable = Judgement.objects.last_of(request.user, course).exists()
    return {"course": course, "page": page, "undoable": undoable, "rejections": REJECTIONS}


def back(course: Course, tab: str = "", at: str = "") -> HttpResponseRedirect:
    query = {name: value for name, value in (("kind", tab), ("at", at)) if value}
    address = reverse("quizzes:drafts_waiting", args=[course.slug])
    return HttpResponseRedirect(f"{address}?{urlencode(query)}" if query else address, status=303)


def accepted(n: int) -> str:
    told = ngettext("%(n)d item accepted: learners meet it now.", "%(n)d items accepted: learners meet them now.", n)
    return told % {"n": n}


def rejected(n: int) -> str:
    return ngettext("%(n)d item rejected. It is kept.", "%(n)d items rejected. They are kept.", n) % {"n": n}
