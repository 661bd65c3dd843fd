"""What people are called for those who look after a course."""

from django.utils.translation import gettext as _

from accounts.http import User


def staff_name(user: User) -> str:
    """A learner's name for those who look after a course: never an account name, which may be an address."""
    return user.display_name or _("Learner %(number)s") % {"number": user.pk}
