from django.http import HttpRequest as BaseHttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import OnBoards, User


class AnyRequest(BaseHttpRequest):
    """A request that may come from somebody who is not signed in."""

    htmx: HtmxDetails


class HttpRequest(AnyRequest):
    """A request behind `login_required`: its user is one of ours."""

    user: User


__all__ = ["AnyRequest", "HttpRequest", "OnBoards", "User"]
