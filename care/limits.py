"""What may be done often but not endlessly, by whom, and how often."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from care.models import Allowance
from care.pace import Pace

HOUR = 60 * 60


@dataclass(frozen=True, slots=True)
class Limit:
    """Of one page and one person; of those that are there for who is not signed in, of one network address.

    A school may be behind one network address, so a whole class must find room. What is refused counts, what
    succeeds only if `counts_success`.
    """

    times: int
    seconds: int
    counts_success: bool = True
    by_network: bool = False

    @property
    def pace(self) -> Pace:
        return Pace(self.times * settings.LIMITS, self.seconds)


LIMITS: Mapping[str, Limit] = {
    # Beside the lock of one account after five wrong passwords: one address may not try a list of accounts either.
    "login": Limit(100, HOUR, counts_success=False, by_network=True),
    "password_reset": Limit(20, HOUR, by_network=True),
    "sign_up": Limit(300, HOUR, by_network=True),
    "password_change": Limit(10, HOUR, counts_success=False),
    "content:memberships": Limit(20, HOUR, counts_success=False),
    "content:uploads": Limit(60, HOUR),
    "content:upload_labour": Limit(120, HOUR),
    "quizzes:export": Limit(20, HOUR),
    "quizzes:deletion": Limit(10, HOUR, counts_success=False),
    "quizzes:notes": Limit(300, HOUR),
    "quizzes:dispute": Limit(30, HOUR),
}


class Limits:
    """Answers a POST that comes too often with 429 and the time to wait, before anything is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        key, limit = getattr(request, "allowance", ("", None))
        if limit and not limit.counts_success and 300 <= response.status_code < 400:
            Allowance.objects.give_back(key, limit.pace)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        limit = limit_of(request)
        if limit is None:
            return None
        # Kept, as whoever signs in is somebody else afterwards.
        key = key_of(request, limit)
        request.allowance = key, limit  # type: ignore[attr-defined]
        wait = Allowance.objects.take(key, limit.pace, round(timezone.now().timestamp() * 1000))
        return too_often(request, ceil(wait / 1000)) if wait else None


def limit_of(request: HttpRequest) -> Limit | None:
    match = request.resolver_match
    limit = LIMITS.get(match.view_name) if match and request.method == "POST" and settings.LIMITS else None
    # Who is not signed in gets no further than to the sign-in page.
    return limit if limit and (limit.by_network or request.user.is_authenticated) else None


def key_of(request: HttpRequest, limit: Limit) -> str:
    assert request.resolver_match
    who = network(request.META["REMOTE_ADDR"]) if limit.by_network else str(request.user.pk)
    return salted_hmac(__name__, f"{request.resolver_match.view_name} {who}", algorithm="sha256").hexdigest()


def network(address: str) -> str:
    """An address; of IPv6 the 64 bits that a household or a machine has for itself."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    return known.exploded[:19] if isinstance(known, IPv6Address) else str(known)


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    context = {"seconds": seconds, "minutes": ceil(seconds / 60)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
