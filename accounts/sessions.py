from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared

MOST = 5000
"""So many sessions are known at once; then it begins anew."""

OWNERS: dict[str, int] = {}
"""Who was signed in with each session when this process read it last, by its key."""


class SessionStore(db.SessionStore):
    """Django's own, with what every page asks put into SQL once: the session, and with it who was signed in last time.

    Both are read anew each time; what is remembered is only whom to ask for.
    """

    person: User | None = None
    """Who is signed in, as they are now, if they were read along; nobody has looked yet whether they still may be."""

    def load(self) -> dict[str, Any]:
        key, now = self.session_key or "", timezone.now()
        owner = OWNERS.get(key)
        person = WITH_PERSON.get(key, now, owner) if owner else None
        kept = person.kept if person else None  # type: ignore[attr-defined]  # annotated
        if kept is None:
            person, session = None, LIVE.get(key, now)
            if session is None:
                self._session_key = None
                return {}
            kept = session.session_data
        data = self.decode(kept)
        said = data.get(SESSION_KEY)
        self.person = person if person and str(person.pk) == said else None
        if said and self.person is None:
            remember(key, int(said))
        return data


def remember(key: str, owner: int) -> None:
    if len(OWNERS) >= MOST:
        OWNERS.clear()
    OWNERS[key] = owner


def live(key: str, now: datetime) -> "QuerySet[Session]":
    return Session.objects.filter(session_key=key, expire_date__gt=now)


def with_person(key: str, now: datetime, person: int) -> "QuerySet[User]":
    return User.objects.filter(pk=person).annotate(kept=Subquery(live(key, now).values("session_data")))


LIVE = Prepared(live, str, datetime)
WITH_PERSON = Prepared(with_person, str, datetime, int)
