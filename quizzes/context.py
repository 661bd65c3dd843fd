from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from quizzes import sessions


def waiting(request: HttpRequest) -> dict[str, object]:
    """How many cards wait for this learner, for the masthead; asked for only by pages that show it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith("/admin/"):
        return {}
    return {"waiting_count": SimpleLazyObject(lambda: sessions.waiting(user, timezone.now()))}
