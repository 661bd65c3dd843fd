"""A person's own data: to take along, and to delete with the account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import HttpRequest, User
from quizzes.exporting import export
from quizzes.leaving import LeavingRefused, leave, refusal_of


class DeletionForm(forms.Form):
    """The password of who wants to go."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Give your password: so nobody else can delete your account.")},
    )

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self._person.check_password(password):
            raise forms.ValidationError(_("That is not your password. Nothing was deleted."))
        return password


@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    return render(request, "quizzes/own_data.html")


@require_POST
@login_required
def exported(request: HttpRequest) -> StreamingHttpResponse:
    now = timezone.now()
    name = f"pilcrow-{request.user.username}-{now:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return StreamingHttpResponse(export(request.user, now), content_type="application/zip", headers=headers)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def deletion(request: HttpRequest) -> HttpResponse:
    """What goes and what stays; with the password, it is done."""
    form, refusal = DeletionForm(request.user, request.POST or None), refusal_of(request.user)
    if form.is_valid():
        try:
            leave(request.user, timezone.now())
        except LeavingRefused as refused:
            refusal = str(refused)
        else:
            logout(request)
            messages.success(request, _("Your account is deleted, and you are signed out."))
            return HttpResponseRedirect(resolve_url("login"), status=303)
    context = {"form": form, "refusal": refusal}
    return render(request, "quizzes/deletion.html", context, status=422 if request.method == "POST" else 200)
