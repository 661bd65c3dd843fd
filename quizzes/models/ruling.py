from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from quizzes.kinds.base import N_, Message
from quizzes.models.append_only import AppendOnly, AppendOnlyQuerySet
from quizzes.models.attempt import Attempt
from quizzes.models.board import LedgerEntry
from quizzes.models.notice import About, Notice


class RulingRefused(Exception):
    """A decision that cannot be taken. Its message is for the reviewer."""


class Decision(models.TextChoices):
    KEEP = "keep", _("Keep")
    EXCLUDE = "exclude", _("Exclude")
    RESTORE = "restore", _("Restore")


class RulingQuerySet(AppendOnlyQuerySet["Ruling"]):
    @transaction.atomic
    def decide(
        self, attempt: Attempt, by: User, decision: Decision, reason: str, now: datetime, note: str = ""
    ) -> "Ruling":
        """Rule on an attempt; what it is worth on the boards follows at once.

        :raises RulingRefused: for an open attempt, a missing reason, or a decision that stands already
        """
        # The learner before the attempt, as in handing in and regrading, so that none waits for the other.
        User.objects.select_for_update().filter(pk=attempt.learner_id).values_list("pk").get()
        attempt.refresh_from_db(from_queryset=Attempt.objects.select_for_update())
        if refusal := refusal_of(attempt, decision, reason.strip()):
            raise RulingRefused(refusal)
        ruling = self.create(
            attempt=attempt, decision=decision, reason=reason.strip(), note=note.strip(), by_id=by.pk, at=now
        )
        if decision != Decision.KEEP:
            attempt.is_excluded = decision == Decision.EXCLUDE
            attempt.save(update_fields=["is_excluded"])
            LedgerEntry.objects.settle(attempt.learner, attempt.quiz, now)
            course, board = attempt.quiz.course, f"{reverse('quizzes:leaderboard')}?course={attempt.quiz.course.slug}"
            Notice.objects.tell(attempt.learner, course, About.BOARD, told(ruling), now, board)
        return ruling


def told(ruling: "Ruling") -> Message:
    """What the learner reads of a ruling that changes what counts."""
    excludes = ruling.decision == Decision.EXCLUDE
    given = {"quiz": str(ruling.attempt.quiz), "number": ruling.attempt.number, "reason": ruling.reason}
    return Message(EXCLUDED if excludes else RESTORED, given)


EXCLUDED = N_(
    "Attempt {number} at “{quiz}” does not count on the boards. The reason: “{reason}”. Your score stays in your own "
    "progress; speak to your instructor if this is wrong."
)
RESTORED = N_("Attempt {number} at “{quiz}” counts on the boards again. The reason: “{reason}”.")


def refusal_of(attempt: Attempt, decision: Decision, reason: str) -> str:
    """Why this decision cannot be taken now; empty when it can."""
    if attempt.finished_at is None:
        return gettext("This attempt is not handed in yet. Decide when it is.")
    if attempt.is_excluded and decision != Decision.RESTORE:
        return gettext("This attempt is excluded already. Restore it to count it again.")
    if not attempt.is_excluded and decision == Decision.RESTORE:
        return gettext("This attempt counts already. There is nothing to restore.")
    if not reason and decision != Decision.KEEP:
        return gettext("Give a reason: the learner reads it, and the audit trail keeps it.")
    return ""


class Ruling(AppendOnly):
    """A reviewer's decision on an attempt, with its reason. Never changed; the newest holds."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="rulings")
    decision = models.CharField(_("decision"), max_length=8, choices=Decision)
    reason = models.CharField(_("reason, shown to the learner"), max_length=300, blank=True)
    note = models.TextField(_("note for reviewers"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="rulings")
    at = models.DateTimeField(_("at"))

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=Decision.KEEP) | ~Q(reason=""), name="ruling_that_changes_has_reason"
            ),
        ]
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.attempt}"
