"""A class list into a course: first what would become of each line, then the same in one transaction.

Nobody is ever given a password. Who has no account yet gets one without any, and a link by which they choose
their own; it works once. An address that somebody typed into their profile proves nothing, so by it an existing
account may become a learner alone: who is to teach or judge is named by account name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from accounts.http import User
from content.models import Course, Membership, Role
from content.roster import Roster, Row

NEW, JOINS, BACK, HERE, CHANGES = "new", "joins", "back", "here", "changes"

NO_ACCOUNT = "Nobody has the account name “{account}”."
ONLY_LEARNERS = (
    "Somebody has an account with this address already, and an address proves nothing: name who is to teach or to "
    "judge by account name, in a column “account”."
)
LAST = "They are the last instructor of this course: name another one first."
OTHER_ADDRESS = "The account “{account}” has another e-mail address."


@dataclass(slots=True)
class Line:
    """A line of the list and what becomes of it: `outcome` is one of the five above, or empty with the `fault`."""

    row: Row
    outcome: str = ""
    fault: str = ""
    user: User | None = None
    membership: Membership | None = None

    @property
    def role(self) -> str:
        """The one that they have then."""
        held = self.membership.role if self.membership else Role.LEARNER
        return str(Role(self.row.role or held).label)


def plan(course: Course, roster: Roster) -> list[Line]:
    """What each line would do. Three queries, however many lines."""
    lines = [Line(row) for row in roster.rows]
    by_account = people("username", [row.account for row in roster.rows])
    by_address = people("email", [row.email for row in roster.rows])
    for line in lines:
        row = line.row
        line.user = by_account.get(row.account.casefold()) if row.account else by_address.get(row.email.casefold())
    users = [line.user.pk for line in lines if line.user]
    held = {one.user_id: one for one in course.memberships.filter(user__in=users).select_related("course")}
    for line in lines:
        line.membership = held.get(line.user.pk) if line.user else None
        line.fault = fault_of(line)
        line.outcome = "" if line.fault else outcome_of(line)
    return lines


def people(field: str, names: Sequence[str]) -> dict[str, User]:
    """Active accounts by this field, in any case."""
    wanted = {name.casefold() for name in names if name}
    found = User.objects.filter(is_active=True).annotate(folded=Lower(field)).filter(folded__in=wanted)
    return {getattr(user, field).casefold(): user for user in found}


def fault_of(line: Line) -> str:
    row, user = line.row, line.user
    if row.account and user is None:
        return _(NO_ACCOUNT).format(account=row.account)
    if user is None:
        return ""
    if row.account and row.email and user.email.casefold() != row.email.casefold():
        return _(OTHER_ADDRESS).format(account=row.account)
    raised = row.role in (Role.INSTRUCTOR, Role.REVIEWER) and not (line.membership and line.membership.role == row.role)
    if raised and not row.account:
        return _(ONLY_LEARNERS)
    lowered = row.role and row.role != Role.INSTRUCTOR and line.membership and line.membership.is_last_instructor
    return _(LAST) if lowered else ""


def outcome_of(line: Line) -> str:
    if line.user is None:
        return NEW
    if line.membership is None:
        return JOINS
    if line.membership.left_at:
        return BACK
    return CHANGES if line.row.role and line.row.role != line.membership.role else HERE


@transaction.atomic
def enrol(course: Course, roster: Roster, now: datetime) -> Counter[str]:
    """Do what `plan` says, as things stand now; how many of each outcome. Lines with a fault are left out."""
    Course.objects.select_for_update().get(pk=course.pk)
    lines = plan(course, roster)
    fresh = [line for line in lines if line.outcome == NEW]
    taken = set(User.objects.annotate(folded=Lower("username")).values_list("folded", flat=True)) if fresh else set()
    for line in lines:
        if line.outcome == NEW:
            line.user = account_for(line.row, course, taken)
        if line.outcome and line.user:
            take_in(course, line.user, line.row.role, now)
    return Counter(line.outcome or "fault" for line in lines)


def account_for(row: Row, course: Course, taken: set[str]) -> User:
    """An account that nobody can enter before they chose a password of their own."""
    name = free_name(row.email.partition("@")[0], taken)
    return User.objects.create_user(
        username=name, email=row.email, password=None, display_name=row.name, time_zone=course.time_zone
    )


def free_name(wanted: str, taken: set[str]) -> str:
    """An account name like the first part of an address, never the address itself."""
    stem = re.sub(r"[^\w.+-]", "", wanted)[:100] or "member"
    number, name = 1, stem
    while name.casefold() in taken:
        number += 1
        name = f"{stem}{number}"
    taken.add(name.casefold())
    return name


def take_in(course: Course, user: User, role: str, now: datetime) -> None:
    """A member in this role; whoever was one before comes back as they were unless a role is stated."""
    membership = course.admit(user, now, Role(role or Role.LEARNER))
    if role and membership.role != role:
        membership.role = role
        membership.save(update_fields=["role"])


# Invitations -----------------------------------------------------------------


def waiting(course: Course, teacher: User) -> QuerySet[User]:
    """Members who never signed in and have no password yet, for whom this person may have a link.

    Not those who belong to a course that this person does not teach: the link would open that one, too.
    """
    elsewhere = Membership.objects.filter(user=OuterRef("pk")).exclude(course__in=Course.objects.taught_by(teacher))
    here = course.memberships.present().values("user")
    members = User.objects.filter(pk__in=here, is_active=True, last_login=None, is_superuser=False, is_demo=False)
    unset = members.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return unset.exclude(Exists(elsewhere)).order_by("display_name", "pk")


def link_for(user: User) -> str:
    """The page on which they choose a password, once, within three days."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("password_reset_confirm", args=[uid, default_token_generator.make_token(user)])


@task()
def mail_links(pks: list[int], course: int, site: str) -> None:
    """Send these people their links over one connection. `site` is how the address of this site begins."""
    title = str(Course.objects.get(pk=course))
    users = User.objects.filter(pk__in=pks, last_login=None).exclude(email="")
    get_connection().send_messages([letter(user, title, site + link_for(user)) for user in users])


def letter(user: User, course: str, link: str) -> EmailMessage:
    with override(user.language):
        subject = _("Your place in “%(course)s”") % {"course": course}
        words = _(
            "Hello %(name)s,\n\nyou are in the course “%(course)s” now. Choose a password on this page; the link works "
            "once, and for three days:\n\n%(link)s\n\nYour user name is %(account)s.\n"
        ) % {"name": user.name, "course": course, "link": link, "account": user.get_username()}
        return EmailMessage(" ".join(subject.split()), words, to=[user.email])
