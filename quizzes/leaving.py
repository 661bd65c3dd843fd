"""Deleting an account: what is a person's own goes, what others' figures rest on stays without a name."""

from datetime import datetime
from secrets import token_hex

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.http import User
from content.models import Membership, Upload
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
    """Delete an account. What the person answered, reviewed and earned stays as somebody's who left.

    :raises LeavingRefused: for the only instructor of a course with others in it, and for the only superuser
    """
    User.objects.select_for_update().get(pk=person.pk)
    if refusal := refusal_of(person):
        raise LeavingRefused(refusal)
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


def refusal_of(person: User) -> str:
    """Why this account cannot be deleted now; empty when it can."""
    for membership in Membership.objects.of(person).select_related("course"):
        others_there = Membership.objects.present().filter(course=membership.course).exclude(pk=membership.pk)
        if membership.is_last_instructor and others_there.exists():
            return _("You are the only instructor of “%(course)s”: make somebody else one first.") % {
                "course": membership.course
            }
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    if person.is_superuser and not others.exists():
        return _("You are the only one who looks after this site: make somebody else a superuser first.")
    return ""
