"""The schedule fitted to its learner."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import HttpRequest
from quizzes.fitting import Fit, FitRefused, fit, fit_later, fit_of, is_quick, unfit


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def schedule(request: HttpRequest) -> HttpResponse:
    """Whose parameters it has; a post fits it to the reviews of who asks."""
    if request.method != "POST":
        return page(request)
    if not is_quick(request.user):
        fit_later.enqueue(request.user.pk)
        messages.info(request, _("You have many reviews: it is being worked out, and stands here in a few minutes."))
        return back()
    try:
        messages.success(request, told(fit(request.user, timezone.now())))
    except FitRefused as refusal:
        return page(request, str(refusal))
    return back()


@require_POST
@login_required
def removal(request: HttpRequest) -> HttpResponse:
    """Back to the parameters of everybody."""
    try:
        unfit(request.user)
    except FitRefused as refusal:
        return page(request, str(refusal))
    messages.success(request, _("The standard schedule is back, and your cards are on the days that it gives."))
    return back()


def page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    context = {"fit": fit_of(request.user), "refusal": refusal}
    return render(request, "quizzes/schedule.html", context, status=422 if refusal else 200)


def back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("quizzes:schedule"), status=303)


def told(found: Fit) -> str:
    if found.weights:
        return _("The schedule is fitted to you, and your cards are on the days that it gives.")
    return _("The standard schedule predicts your reviews as well as any: it stays.")
