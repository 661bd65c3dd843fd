from functools import cached_property
from typing import Any

from django.db.models import Exists
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.http import User
from content.models import Course
from quizzes.beginning import new_today
from quizzes.models import Memory, Notice
from quizzes.pages.heads import counted
from quizzes.scheduling import learner_day


def waiting(request: HttpRequest) -> dict[str, object]:
    """How many cards and notices wait for this person, for the masthead; asked for only by pages that show it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith("/admin/"):
        return {}
    glance = Glance(user, request)
    return {
        "waiting_count": SimpleLazyObject(lambda: glance.cards),
        "unread_count": SimpleLazyObject(lambda: glance.unread),
    }


class Glance:
    """What a masthead tells, in one query, and one more for the cards: some pages count those themselves."""

    def __init__(self, user: User, request: HttpRequest) -> None:
        self._user, self._request = user, request

    @cached_property
    def cards(self) -> int:
        """As `sessions.waiting`; counts the notices on the way."""
        today = learner_day(timezone.now(), self._user.zone)
        due = counted(Memory.objects.reviewable_by(self._user).due(today), "learner")
        found = self._look(due=due)
        self.unread = int(found["unread"])
        return int(found["due"]) + len(new_today(self._user, today))

    @cached_property
    def unread(self) -> int:
        return int(self._look()["unread"])

    def _look(self, **more: Coalesce) -> dict[str, Any]:
        unread = counted(Notice.objects.of(self._user).unread(), "person")
        teaches = Exists(Course.objects.taught_by(self._user))
        person = User.objects.filter(pk=self._user.pk)
        found: dict[str, Any] = dict(person.values(unread=unread, teaches=teaches, **more).get())
        # The desk keeps its answer here, so that nobody asks a second time.
        self._request.may_enter_desk = self._user.is_superuser or found["teaches"]  # type: ignore[attr-defined]
        return found
