from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import HttpRequest
from content.enrolling import BACK, CHANGES, HERE, JOINS, NEW, Line, enrol, link_for, mail_links, plan, waiting
from content.forms import RosterForm
from content.models import Course
from content.roster import Roster

TAKE_IN = "take_in"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def roster(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring in a class list: looked through first, taken in when that was confirmed."""
    course = taught(request, slug)
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    context = {"course": course, "form": form, "waiting": waiting(course, request.user)}
    if not form.is_bound:
        return render(request, "content/roster.html", context)
    if not form.is_valid():
        return render(request, "content/roster.html", context, status=422)
    if request.POST.get("do") == TAKE_IN:
        messages.success(request, told(enrol(course, form.roster, timezone.now())))
        return HttpResponseRedirect(reverse("content:roster", args=[course.slug]), status=303)
    lines = plan(course, form.roster)
    good = [line for line in lines if line.outcome]
    context |= {"good": good, "faults": faults(form.roster, lines), "roster": form.roster}
    return render(request, "content/roster_check.html", context)


@never_cache
@require_POST
@login_required
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Links for those who have no password yet: by mail where this server sends any, else on a page to pass on."""
    course = taught(request, slug)
    people = list(waiting(course, request.user))
    site = request.build_absolute_uri("/").rstrip("/")
    if settings.EMAIL_HOST:
        mail_links.enqueue([user.pk for user in people], course.pk, site)
        n = len(people)
        messages.success(request, ngettext("%(n)d link is on its way.", "%(n)d links are on their way.", n) % {"n": n})
        return HttpResponseRedirect(reverse("content:roster", args=[course.slug]), status=303)
    links = [(user, site + link_for(user)) for user in people]
    return render(request, "content/invitations.html", {"course": course, "links": links})


def taught(request: HttpRequest, slug: str) -> Course:
    return get_object_or_404(Course.objects.taught_by(request.user), slug=slug)


def faults(roster: Roster, lines: Iterable[Line]) -> list[tuple[int, str]]:
    """The numbers of the lines that cannot be taken in, and why."""
    read = [(fault.line, _(fault.text).format(**fault.params)) for fault in roster.faults]
    return sorted([*read, *((line.row.line, line.fault) for line in lines if line.fault)])


def told(done: Counter[str]) -> str:
    """What came of a list, in one line."""
    words = {
        NEW: ngettext("%(n)d new account", "%(n)d new accounts", done[NEW]),
        JOINS: ngettext("%(n)d person joined", "%(n)d people joined", done[JOINS]),
        BACK: ngettext("%(n)d came back", "%(n)d came back", done[BACK]),
        CHANGES: ngettext("%(n)d has another role", "%(n)d have another role", done[CHANGES]),
        HERE: ngettext("%(n)d was here already", "%(n)d were here already", done[HERE]),
        "fault": ngettext("%(n)d line left out", "%(n)d lines left out", done["fault"]),
    }
    return _("Done: %(what)s.") % {"what": ", ".join(words[name] % {"n": done[name]} for name in words if done[name])}
