from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import ProfileForm, SignUpForm, ThemeForm
from accounts.http import AnyRequest, HttpRequest

YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: AnyRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = SignUpForm(request.POST or None, initial={"time_zone": settings.TIME_ZONE})
    if not form.is_valid():
        return render(request, "accounts/sign_up.html", {"form": form}, status=422 if form.is_bound else 200)
    login(request, form.save(), backend="accounts.backends.Backend")
    return HttpResponseRedirect(next_page(request), status=303)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if not form.is_valid():
        # The form has put what was posted on the instance, which the masthead would show.
        request.user.refresh_from_db()
        return render(request, "accounts/profile.html", {"form": form}, status=422 if form.is_bound else 200)
    form.save()
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(resolve_url("profile"), status=303)


@require_POST
def theme(request: AnyRequest) -> HttpResponse:
    """Keep a theme with the person, or with the browser of somebody who is not signed in."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Choose auto, light or dark."))
    chosen = form.cleaned_data["theme"]
    response = HttpResponse(status=204) if request.htmx else HttpResponseRedirect(next_page(request), status=303)
    if request.user.is_authenticated:
        request.user.theme = chosen
        request.user.save(update_fields=["theme"])
    else:
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response


def next_page(request: AnyRequest) -> str:
    """Where the person wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
