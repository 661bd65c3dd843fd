"""Deciding a dispute: answers are marked again in one transaction, and everything that follows from them follows.

Scores, points on the ledger, reviews and memories, notices. A dry run is the same plan without the writing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.http import User
from accounts.prepared import add
from quizzes.kinds import KINDS
from quizzes.models import (
    Attempt,
    Dispute,
    DisputeState,
    Judgement,
    Question,
    QuestionVersion,
    Regrade,
    Regraded,
    Remedy,
    Response,
    Status,
)
from quizzes.models.regrade import RegradeRefused
from quizzes.regrading.plan import Plan, Verdict, plan
from quizzes.regrading.telling import tell_of_dispute, tell_of_scores
from quizzes.regrading.writing import carry_out

__all__ = ["Plan", "Proposal", "RegradeRefused", "decline", "plan", "propose", "regrade", "take_back", "undoing"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an instructor has in mind for a version of a question: a remedy, and the answer that it is about."""

    version: QuestionVersion
    remedy: Remedy
    key_before: dict[str, Any]
    key: dict[str, Any]

    @property
    def verdict(self) -> Verdict:
        return Verdict((self.version.pk,), self.key, is_void=self.remedy == Remedy.VOID)

    @property
    def is_current(self) -> bool:
        """Whether the question still says what this version says."""
        return self.version.number == self.version.question.version


def propose(response: Response, remedy: Remedy) -> Proposal:
    """What this remedy means for the answer that somebody gave, by the key as it stands.

    :raises RegradeRefused: when no sound key says so, or nothing would change
    """
    key = response.key
    if remedy != Remedy.VOID:
        if response.answer is None or response.mark().fraction >= 1:
            raise RegradeRefused(_("This answer counts as right already. Choose another one, or another remedy."))
        instead = remedy == Remedy.REKEY
        new = KINDS[response.kind].rekeyed(response.shown, key, response.answer, instead=instead)
        if new is None:
            raise RegradeRefused(
                _("This answer alone says too little for a key. Edit the question, or count it for nobody.")
            )
        key = new
    elif response.is_void:
        raise RegradeRefused(_("This question counts for nobody already."))
    return Proposal(response.version, remedy, response.key, key)


@transaction.atomic
def regrade(
    response: Response,
    remedy: Remedy,
    reason: str,
    by: User,
    now: datetime,
    *,
    seen: str,
    dispute: Dispute | None = None,
) -> Regrade:
    """Mark the answers to a version again. `seen` is the digest of the plan that the instructor looked at.

    :raises RegradeRefused: without a reason, when the answers have changed since, or for a remedy that changes nothing
    """
    hold(response.version_id)
    response.refresh_from_db()
    proposal = propose(response, remedy)
    changes = plan(proposal.verdict)
    check(changes, reason, seen)
    row = Regrade(
        version=proposal.version,
        dispute=dispute,
        remedy=remedy,
        key_before=proposal.key_before,
        key=proposal.key,
        reason=reason.strip(),
        by_id=by.pk,
        at=now,
    )
    put_on_record(row, proposal, by, now)
    row.save()
    add(
        [
            Regraded(regrade_id=row.pk, response_id=one.response, before=one.before, after=one.after)
            for one in changes.answers
        ]
    )
    belongs = row.successor_id or row.version_id
    carry_out(changes, proposal.verdict, belongs, proposal.version.question.course, now)
    settle_disputes(belongs, row, by, now)
    tell_of_scores(changes, row, now)
    return row


def check(changes: Plan, reason: str, seen: str) -> None:
    """
    :raises RegradeRefused: see `regrade`
    """
    if not reason.strip():
        raise RegradeRefused(_("Give a reason: the learners read it."))
    if changes.digest != seen:
        raise RegradeRefused(_("Answers came in since you looked. Look at what would change now, then decide."))


def put_on_record(row: Regrade, proposal: Proposal, by: User, now: datetime) -> None:
    """What becomes of the question: a version with the new key, or out of use. An edited one stays as it is."""
    question = proposal.version.question
    if row.is_void:
        row.retired = bool(Judgement.objects.decide([question], Status.RETIRED, by, now, row.reason[:300]))
    elif proposal.is_current:
        question.key = proposal.key
        question.revise(by, now)
        row.successor = question.versions.get(number=question.version)


def undoing(row: Regrade) -> Verdict:
    """What holds again when this regrade is taken back."""
    shares = dict(row.answers.values_list("response", "before"))
    versions = tuple(filter(None, (row.version_id, row.successor_id)))
    return Verdict(versions, row.key_before, shares=shares, since=row.at)


@transaction.atomic
def take_back(row: Regrade, by: User, now: datetime) -> Plan:
    """Everything as it was, but for what was answered since: that is marked by the key that holds again.

    :raises RegradeRefused: when it was taken back before, or a later one builds on it
    """
    hold(*filter(None, (row.version_id, row.successor_id)))
    row.refresh_from_db(from_queryset=Regrade.objects.select_for_update())
    if not row.stands:
        raise RegradeRefused(_("This was taken back before. Nothing was changed."))
    later = Regrade.objects.standing().filter(version__in=undoing(row).versions, at__gte=row.at).exclude(pk=row.pk)
    if later.exists():
        raise RegradeRefused(_("The same answers were marked again later. Take that back first."))
    verdict = undoing(row)
    changes = plan(verdict)
    carry_out(changes, verdict, row.version_id, row.version.question.course, now)
    put_back(row, by, now)
    row.undone_at, row.undone_by_id = now, by.pk
    row.save(update_fields=["undone_at", "undone_by"])
    accepted = Dispute.objects.filter(response__version__in=verdict.versions, decided_at=row.at)
    accepted.reopen()
    tell_of_scores(changes, row, now)
    return changes


def put_back(row: Regrade, by: User, now: datetime) -> None:
    """The question says again what it said, as a further version; one that was edited since stays as it is."""
    question = Question.objects.get(pk=row.version.question_id)
    if row.retired and question.status == Status.RETIRED:
        Judgement.objects.decide([question], Status.APPROVED, by, now, row.reason[:300])
    if row.successor is not None and question.version == row.successor.number:
        question.key = row.key_before
        question.revise(by, now)


@transaction.atomic
def decline(dispute: Dispute, reply: str, by: User, now: datetime) -> None:
    """Leave the question as it is, and tell the learner why.

    :raises RegradeRefused: without a reason, or when it was decided or withdrawn before
    """
    if not reply.strip():
        raise RegradeRefused(_("Give a reason: the learner reads it."))
    if not Dispute.objects.filter(pk=dispute.pk).decide(DisputeState.DECLINED, reply, by, now):
        raise RegradeRefused(_("This dispute was decided or withdrawn meanwhile. Nothing was changed."))
    dispute.refresh_from_db()
    tell_of_dispute([dispute], now)


def settle_disputes(version: int, row: Regrade, by: User, now: datetime) -> None:
    """What is put right by this is decided with it, whoever raised it."""
    right = Q(response__is_void=True) if row.is_void else Q(response__fraction=1)
    waiting = Dispute.objects.open().filter(Q(pk=row.dispute_id) | right, response__version=version)
    decided = list(waiting.values_list("pk", flat=True))
    Dispute.objects.filter(pk__in=decided).decide(DisputeState.ACCEPTED, row.reason, by, now)
    tell_of_dispute(Dispute.objects.filter(pk__in=decided), now)


def hold(*versions: int) -> None:
    """Let nobody begin, answer, hand in, or be ruled upon where these were asked before the transaction ends.

    The learners first, in the order of their keys, as handing in and rulings do, then what they were asked, as
    beginning does: so nobody waits for somebody who waits for them. SQLite has one writer anyway.

    :raises RegradeRefused: when somebody was asked one of them for the first time meanwhile
    """
    if not connection.features.has_select_for_update:
        return
    asked = Attempt.objects.filter(responses__version__in=versions).order_by().values("learner")
    people = set(User.objects.select_for_update().filter(pk__in=asked).order_by("pk").values_list("pk", flat=True))
    held = QuestionVersion.objects.select_for_update(no_key=True).filter(pk__in=versions).order_by("pk")
    list(held.values_list("pk"))
    answers = Response.objects.filter(version__in=versions).select_related("attempt").order_by("pk")
    rows = answers.only("attempt__learner").select_for_update(of=("self", "attempt"))
    if not {answer.attempt.learner_id for answer in rows} <= people:
        raise RegradeRefused(_("Somebody began at this very moment, so nothing was changed. Look again, then decide."))
