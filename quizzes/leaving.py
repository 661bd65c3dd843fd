"""Deleting an account: what is a person's own goes, what others' figures rest on stays without a name."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.http import User
from content.models import Course, Membership, Role, Upload
from quizzes.models import (
    Absence,
    Aside,
    Dispute,
    Exam,
    Feed,
    Memory,
    Note,
    Notice,
    Override,
    Reading,
    SelfCheck,
)

OWN = (Reading, Note, SelfCheck, Memory, Aside, Absence, Exam, Feed, Override)
"""What only its learner sees, and no figure of others rests on."""


class LeavingRefused(Exception):
    """The account cannot be deleted yet. Its message is for the person."""


@transaction.atomic
def leave(person: User, now: datetime) -> None:
    """Delete one's own account. What the person answered, reviewed and earned stays as somebody's who left.

    :raises LeavingRefused: for the only instructor of a course with others in it, and for the only superuser
    """
    hold([person])
    if refusal := refusal_of(person):
        raise LeavingRefused(refusal)
    forget(person, now)


@transaction.atomic
def dismiss(people: Sequence[User], now: datetime) -> None:
    """Delete accounts of others, as if each of them had left.

    :raises LeavingRefused: see `refusals`
    """
    hold(people)
    if refused := refusals(people):
        raise LeavingRefused(" ".join(refused))
    for person in people:
        forget(person, now)


def refusal_of(person: User) -> str:
    """Why this person cannot leave now; empty when they can."""
    if course := deserted_by([person]).first():
        return _("You are the only instructor of “%(course)s”: make somebody else one first.") % {"course": course}
    if leaves_nobody([person]):
        return _("You are the only one who looks after this site: make somebody else a superuser first.")
    return ""


def refusals(people: Sequence[User]) -> list[str]:
    """Why these cannot be deleted together now, one sentence for each reason. Two queries."""
    told = _("“%(course)s” would be left without an instructor: make somebody else one first.")
    refused = [told % {"course": course} for course in deserted_by(people)]
    if leaves_nobody(people):
        refused.append(_("Nobody would be left to look after this site: make somebody else a superuser first."))
    return refused


def deserted_by(people: Sequence[User]) -> QuerySet[Course]:
    """The courses that would have members and no instructor without these people."""
    there = Membership.objects.present().filter(course=OuterRef("pk"))
    left = there.exclude(user__in=[person.pk for person in people])
    instructor = Q(role=Role.INSTRUCTOR)
    return Course.objects.filter(Exists(there.filter(instructor)), ~Exists(left.filter(instructor)), Exists(left))


def leaves_nobody(people: Sequence[User]) -> bool:
    """Whether the last superuser is among them."""
    keepers = User.objects.filter(is_superuser=True, is_active=True)
    going = [person.pk for person in people if person.is_superuser]
    return bool(going) and not keepers.exclude(pk__in=going).exists()


def hold(people: Sequence[User]) -> None:
    held = User.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk")
    list(held.values_list("pk"))


def forget(person: User, now: datetime) -> None:
    """The caller holds the person."""
    for model in OWN:
        model._default_manager.filter(learner=person.pk).delete()
    Notice.objects.of(person).delete()
    Upload.objects.filter(by=person.pk).delete()
    Dispute.objects.filter(response__attempt__learner=person.pk).update(words="")
    for membership in Membership.objects.of(person):
        membership.leave(now)
    for log in (AccessAttempt, AccessLog, AccessFailureLog):
        log.objects.filter(username=person.username).delete()
    name = f"gone-{token_hex(6)}"
    about = LogEntry.objects.filter(content_type__app_label="accounts", content_type__model="user")
    about.filter(object_id=str(person.pk)).update(object_repr=name, change_message="")
    person.forget(name, now)
