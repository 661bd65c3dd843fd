from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from accounts.prepared import Prepared


class Backend(ModelBackend):
    """Django's own, with what every page asks put into SQL once."""

    def get_user(self, user_id: int) -> User | None:
        user = PERSON.get(user_id)
        return user if user and self.user_can_authenticate(user) else None


PERSON = Prepared(lambda pk: User.objects.filter(pk=pk), int)
