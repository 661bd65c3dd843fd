from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.http import User
from accounts.prepared import Prepared
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
        due = self._look(today)
        return due + len(new_today(self._user, today))

    @cached_property
    def unread(self) -> int:
        self._look()
        return self.unread

    def _look(self, *today: date) -> int:
        """The cards due on that day; `unread`, and whether the person may enter the desk, on the way."""
        user = self._user
        row = WAITING.get(user.pk, *today, root=user.is_superuser)
        assert row
        due: int
        self.unread, teaches, due = row
        # The desk keeps its answer here, so that nobody asks a second time.
        self._request.may_enter_desk = user.is_superuser or teaches  # type: ignore[attr-defined]
        return due


def look(person: int, today: date | None = None, *, root: bool) -> "QuerySet[User, Any]":
    """Of a person the notices that are unread, whether they teach, and the cards that are due, if a day is given."""
    user = User(pk=person, is_superuser=root)
    unread = counted(Notice.objects.of(user).unread(), "person")
    teaches = Exists(Course.objects.taught_by(user))
    due = Value(0) if today is None else counted(Memory.objects.reviewable_by(user).due(today), "learner")
    return User.objects.filter(pk=person).values_list(unread, teaches, due)


WAITING = Prepared(look, int, date, root=False)
