"""The learner's calendar at a private address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import AnyRequest, HttpRequest
from quizzes.ical import Event, written
from quizzes.models import Feed
from quizzes.pages.agenda import Entry, agenda

SECONDS_FRESH = 15 * 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def feed(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; a post makes a new one. It is shown in the answer to that, and never again."""
    address = ""
    if request.method == "POST":
        token = Feed.objects.renew(request.user, timezone.now())
        address = request.build_absolute_uri(reverse("quizzes:feed_file", args=[token]))
    context = {"feed": Feed.objects.of(request.user).first(), "address": address}
    return render(request, "quizzes/feed.html", context)


@require_POST
@login_required
def removal(request: HttpRequest) -> HttpResponse:
    Feed.objects.of(request.user).delete()
    messages.success(request, _("The address is closed: calendars that use it get nothing any more."))
    return HttpResponseRedirect(reverse("quizzes:feed"), status=303)


@require_safe
@cache_control(private=True, max_age=SECONDS_FRESH)
def feed_file(request: AnyRequest, token: str) -> HttpResponse:
    """The calendar of whose secret this is, for a program that cannot sign in."""
    learner = get_object_or_404(Feed.objects.opened_by(token).select_related("learner")).learner
    now = timezone.now()
    with translation.override(learner.language), timezone.override(learner.zone):
        events = [event_of(entry, request, learner.pk) for entry in agenda(learner, now)]
        body = written(_("Pilcrow"), events, now)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="pilcrow.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def event_of(entry: Entry, request: AnyRequest, learner: int) -> Event:
    return Event(
        key=f"{entry.key}-{learner}@{request.get_host()}",
        title=entry.title,
        text=entry.text,
        url=request.build_absolute_uri(entry.path),
        start=entry.start,
        last=entry.last,
        is_busy=entry.is_busy,
    )
