from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accounts.models import User
from accounts.prepared import Prepared


class Backend(ModelBackend):
    """Django's own, with what every page asks put into SQL once."""

    def get_user(self, user_id: int) -> User | None:
        user = PERSON.get(user_id)
        return user if user and self.user_can_authenticate(user) else None


PERSON = Prepared(lambda pk: User.objects.filter(pk=pk), int)
OURS = f"{Backend.__module__}.{Backend.__qualname__}"


def signed_in(request: HttpRequest) -> "User | AnonymousUser":
    """As Django's `get_user`, which sees to all that is not as usual; who was read with the session is at hand."""
    session = request.session
    said = session.get(BACKEND_SESSION_KEY), session.get(SESSION_KEY)
    person: User | None = getattr(session, "person", None)
    if person and person.is_active and said == (OURS, str(person.pk)) and has_hash_of(session, person):
        return person
    return get_user(request)


def has_hash_of(session: SessionBase, person: User) -> bool:
    """Whether the password is still the one that the session was begun with."""
    return constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
