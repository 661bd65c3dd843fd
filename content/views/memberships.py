from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import HttpRequest
from content.forms import JoinForm
from content.models import Course, Membership


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def memberships(request: HttpRequest) -> HttpResponse:
    """Join a course by its code. The form alone for who follows an invitation (`?code=DX4-7KM`)."""
    if request.method != "POST":
        return render(request, "content/join.html", {"form": JoinForm(initial={"code": request.GET.get("code", "")})})
    form = JoinForm(request.POST)
    if not form.is_valid():
        return render(request, "content/join.html", {"form": form}, status=422)
    course: Course = form.cleaned_data["code"]
    course.admit(request.user, timezone.now())
    messages.success(request, _("You have joined “%(course)s”.") % {"course": course})
    return HttpResponseRedirect(course.get_absolute_url(), status=303)


@require_POST
@login_required
def departure(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.of(request.user).select_related("course"), pk=pk)
    if membership.is_last_instructor:
        messages.error(
            request,
            _("You are the last instructor of “%(course)s”. Name another one before you leave; nothing was changed.")
            % {"course": membership.course},
        )
        return HttpResponseRedirect(membership.course.get_absolute_url(), status=303)
    membership.leave(timezone.now())
    course = membership.course
    if course.joining_open:
        told = _("You have left “%(course)s”. What you learnt there is kept: its code, %(code)s, brings you back.")
    else:
        told = _("You have left “%(course)s”. What you learnt there is kept; its instructors can take you back.")
    messages.success(request, told % {"course": course, "code": course.join_code})
    return HttpResponseRedirect(reverse("quizzes:library"), status=303)
