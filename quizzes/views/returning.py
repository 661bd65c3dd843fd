"""The way back from words of a source to the page that cited them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from accounts.http import HttpRequest

LABELS = {
    "quizzes:question": N_("Back to the question"),
    "quizzes:feedback": N_("Back to the question"),
    "quizzes:result": N_("Back to the result"),
    "quizzes:review": N_("Back to the card"),
    "quizzes:practice": N_("Back to the card"),
    "quizzes:cards": N_("Back to the cards"),
    "quizzes:course": N_("Back to the course"),
    "quizzes:lesson": N_("Back to where you read"),
    "quizzes:library": N_("Back to the library"),
    "quizzes:progress": N_("Back to what you know"),
    "quizzes:drafts_waiting": N_("Back to the drafts"),
    "quizzes:coverage": N_("Back to the document"),
}
POSTED = {"quizzes:review_answers": "quizzes:review", "quizzes:reviews": "quizzes:review"}
"""Pages that answer a form and cannot be opened by themselves, with those that can."""


@dataclass(frozen=True, slots=True)
class WayBack:
    url: str
    label: str


def way_back(request: HttpRequest) -> WayBack | None:
    """To the page of ours that led here; None when the browser does not say which, or it is none to come back to."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return None
    parts = urlsplit(came_from)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return None
    url = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if name in POSTED:
        name = POSTED[name]
        url = reverse(name)
    return WayBack(url, _(LABELS[name])) if name in LABELS else None
