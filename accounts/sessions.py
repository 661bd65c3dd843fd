from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.prepared import Prepared


class SessionStore(db.SessionStore):
    """Django's own, with what every page asks put into SQL once."""

    def _get_session_from_db(self) -> Session | None:
        session = LIVE.get(self.session_key or "", timezone.now())
        if session is None:
            self._session_key = None
        return session


LIVE = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), str, datetime)
