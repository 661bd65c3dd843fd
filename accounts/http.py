from django.http import HttpRequest as BaseHttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class HttpRequest(BaseHttpRequest):
    """A request behind `login_required`: its user is one of ours."""

    user: User
    htmx: HtmxDetails


__all__ = ["HttpRequest", "User"]
