from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from quizzes.models.response import Response

DAILY = 10
"""So many questions may one learner dispute within a day."""


class DisputeRefused(Exception):
    """A dispute that cannot be raised or withdrawn. Its message is for the learner."""


class Objection(models.TextChoices):
    RIGHT = "right", _("My answer is right, too")
    SOURCE = "source", _("The source says something else")
    UNCLEAR = "unclear", _("The question can be understood in more than one way")
    OTHER = "other", _("Something else is wrong")


class DisputeState(models.TextChoices):
    OPEN = "open", _("Not decided yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STANDS = gettext_noop("This dispute was decided, so it stays as it is.")
DECIDED = (DisputeState.ACCEPTED, DisputeState.DECLINED)


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def visible_to(self, user: User) -> "DisputeQuerySet":
        """Their own."""
        return self.filter(response__attempt__learner=user.pk)

    def open(self) -> "DisputeQuerySet":
        return self.filter(state=DisputeState.OPEN)

    def decide(self, state: DisputeState, reply: str, by: User, now: datetime) -> int:
        """Settle those that are open; how many."""
        return self.open().update(state=state, reply=reply.strip(), decided_by=by.pk, decided_at=now)

    def reopen(self) -> int:
        """Those that were accepted wait to be decided again."""
        accepted = self.filter(state=DisputeState.ACCEPTED)
        return accepted.update(state=DisputeState.OPEN, reply="", decided_by=None, decided_at=None)

    @transaction.atomic
    def raise_for(self, response: Response, objection: str, words: str, now: datetime) -> "Dispute":
        """What a learner has against a marked question; said again while it is open, it is said anew.

        :raises DisputeRefused: when it was decided, or the learner has disputed enough for a day
        """
        learner = response.attempt.learner_id
        User.objects.select_for_update().filter(pk=learner).values_list("pk").get()
        standing = self.filter(response=response).first()
        if standing and standing.state in DECIDED:
            raise DisputeRefused(gettext(STANDS))
        today = self.filter(response__attempt__learner=learner, at__gt=now - timedelta(days=1))
        if today.exclude(response=response).count() >= DAILY:
            raise DisputeRefused(
                gettext("You have disputed %(n)s questions within a day. Nothing was sent: try again tomorrow.")
                % {"n": DAILY}
            )
        said = {"objection": objection, "words": words.strip(), "at": now, "state": DisputeState.OPEN}
        return self.update_or_create(response=response, defaults=said)[0]


class Dispute(models.Model):
    """What a learner has against a question as it was asked and marked, and what became of it.

    `reply` is what the person who decided says to the learner.
    """

    response = models.OneToOneField(Response, models.CASCADE, related_name="dispute")
    objection = models.CharField(_("objection"), max_length=8, choices=Objection)
    words = models.TextField(_("in their own words"), max_length=600, blank=True)
    at = models.DateTimeField(_("at"))

    state = models.CharField(_("state"), max_length=9, choices=DisputeState, default=DisputeState.OPEN)
    reply = models.TextField(_("reply"), max_length=600, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="decided_disputes", null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | ~Q(state__in=DECIDED) & Q(decided_at=None, reply=""),
                name="dispute_decided_at_some_time",
            ),
        ]
        indexes = [
            # what waits to be decided: the queue of those who teach
            models.Index(fields=["at"], condition=Q(state="open"), name="dispute_open"),
        ]
        verbose_name = _("disputed question")
        verbose_name_plural = _("disputed questions")

    def __str__(self) -> str:
        return f"{self.response}: {self.get_objection_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == DisputeState.OPEN

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.state != DisputeState.WITHDRAWN

    def withdraw(self) -> None:
        """Take it back; twice is once.

        :raises DisputeRefused: when it was decided
        """
        open_or_back = [DisputeState.OPEN, DisputeState.WITHDRAWN]
        if not Dispute.objects.filter(pk=self.pk, state__in=open_or_back).update(state=DisputeState.WITHDRAWN):
            raise DisputeRefused(gettext(STANDS))
        self.state = DisputeState.WITHDRAWN
