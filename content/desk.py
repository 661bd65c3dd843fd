from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.models import Course


class Desk(admin.AdminSite):
    """The admin, open to those who teach a course and to superusers; to everybody else it is not there.

    Membership alone decides: `is_staff` and Django's permission rows play no part, so that naming an
    instructor opens the desk at once and ending their role closes it.
    """

    site_header = _("Pilcrow")
    site_title = _("Pilcrow")
    index_title = _("The instructor’s desk")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        # Asked dozens of times a page; the answer is kept on the request.
        if not hasattr(request, "may_enter_desk"):
            request.may_enter_desk = teaches(getattr(request, "user", None))  # type: ignore[attr-defined]
        return bool(request.may_enter_desk)  # type: ignore[attr-defined]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One way in for everybody: the sign-in page. Who is signed in already and came here may not enter."""
        target = request.GET.get("next", reverse("admin:index"))
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect(f"{reverse('login')}?{urlencode({'next': target})}")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """In the order of the settings: first what there is to learn, then what is asked."""
        order = list(apps.app_configs)
        return sorted(super().get_app_list(request, app_label), key=lambda app: order.index(app["app_label"]))

    def get_urls(self) -> list[Any]:
        """Without the shortcut that leads from any row's number to its page: it asks nobody whose the row is."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("password_change")


def teaches(user: Any) -> bool:
    """`user` is missing where a page failed before anybody was known."""
    if user is None or not user.is_active:
        return False
    return user.is_superuser or Course.objects.taught_by(user).exists()
