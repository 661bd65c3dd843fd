from collections.abc import Callable

from csp.constants import SELF
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from accounts.backends import signed_in

GetResponse = Callable[[HttpRequest], HttpResponse]


class People(AuthenticationMiddleware):
    """Django's own, which finds people by fewer steps."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: signed_in(request))  # type: ignore[assignment]


def preferences(get_response: GetResponse) -> GetResponse:
    """Times and words of a page are those of the person who reads it, and no browser keeps it for the next one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(request.user.zone), translation.override(request.user.language):
            response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def admin_csp(get_response: GetResponse) -> GetResponse:
    """The admin's scripts carry no nonce before Django 6.1, so there 'self' takes its place."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = {"script-src": [SELF]}  # type: ignore[attr-defined]
        return response

    return middleware
