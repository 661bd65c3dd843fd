from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import HttpRequest
from content.forms import SameIdeaForm
from content.ideas import decided_pairs, open_pairs
from content.models import Course, SameIdea


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ideas(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide which concepts of a course are one idea in other words."""
    course = get_object_or_404(Course.objects.taught_by(request.user), slug=slug)
    if request.method == "POST":
        form = SameIdeaForm(course, request.POST)
        if not form.is_valid():
            return render(request, "content/ideas.html", page_of(course, form), status=422)
        SameIdea.objects.decide(form.pair, form.is_same, request.user, timezone.now())
        messages.success(request, said(form))
        return HttpResponseRedirect(back(request, course), status=303)
    return render(request, "content/ideas.html", page_of(course))


@require_POST
@login_required
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(SameIdea.objects.taught_by(request.user).select_related("one__course", "other"), pk=pk)
    course = decision.one.course
    decision.withdraw()
    messages.success(
        request, _("“%(one)s” and “%(other)s” are open again.") % {"one": decision.one, "other": decision.other}
    )
    return HttpResponseRedirect(reverse("content:ideas", args=[course.slug]), status=303)


def back(request: HttpRequest, course: Course) -> str:
    """To where it was decided, if that is a page of ours."""
    came_from = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts=None)
    return came_from if ours else reverse("content:ideas", args=[course.slug])


def page_of(course: Course, form: SameIdeaForm | None = None) -> dict[str, object]:
    return {"course": course, "form": form, "pairs": open_pairs(course), "decided": decided_pairs(course)}


def said(form: SameIdeaForm) -> str:
    one, other = form.pair
    if form.is_same:
        return _("“%(one)s” and “%(other)s” are one concept now, each named beside the other.") % {
            "one": one,
            "other": other,
        }
    return _("“%(one)s” and “%(other)s” stay apart, and are not suggested again.") % {"one": one, "other": other}
