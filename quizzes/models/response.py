import json
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.prepared import write
from quizzes import scoring
from quizzes.kinds import KINDS, present
from quizzes.kinds.base import Kind, Mark, Posted
from quizzes.models.question import Question, QuestionVersion, Wording
from quizzes.scoring import Given

if TYPE_CHECKING:
    from quizzes.models.attempt import Attempt


WRITTEN = ["answer", "certainty", "sequence", "fraction", "answered_at", "is_late", "tries", "device"]


class ResponseQuerySet(models.QuerySet["Response"]):
    def counting(self) -> "ResponseQuerySet":
        """Without questions that count for nobody."""
        return self.filter(is_void=False)

    def with_source(self) -> "ResponseQuerySet":
        """With what `wording` speaks of and where that stands, without the bulk of what was shown."""
        source = "citation__edition"
        wordings = ("question", "version")
        heavy = (f"{one}__{name}" for one in wordings for name in ("shown", "key", f"{source}__text"))
        return self.select_related("question__key_point", *(f"{one}__{source}__document" for one in wordings)).defer(
            "question__key_point__content", *heavy
        )


class Response(models.Model):
    """One question of an attempt, as this learner saw it, and what they answered.

    `sequence` says when the answer was given, by the server's clock as the browser knew it: what was given earlier
    and arrives later changes nothing, and the same answer sent again is the same answer.
    """

    attempt = models.ForeignKey("quizzes.Attempt", models.CASCADE, related_name="responses")
    number = models.PositiveSmallIntegerField(_("question"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="responses")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="responses", verbose_name=_("version"))
    kind = models.CharField(_("kind"), max_length=20)
    shown: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what was shown"))
    key: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("what was right"))
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)

    answer: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(
        _("answer"), null=True, blank=True
    )
    fraction = models.FloatField(_("share of the points"), null=True, blank=True)
    sequence = models.PositiveBigIntegerField(_("given, in milliseconds"), default=0, editable=False)
    is_late = models.BooleanField(_("delivered within the grace"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    certainty = models.PositiveSmallIntegerField(_("certainty"), null=True, blank=True)
    is_flagged = models.BooleanField(_("flagged"), default=False)
    is_void = models.BooleanField(_("counts for nobody"), default=False, editable=False)
    device = models.CharField(_("device"), max_length=8, blank=True, editable=False)
    first_seen_at = models.DateTimeField(_("first seen"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="response_number_once_per_attempt"),
            models.CheckConstraint(
                condition=Q(answered_at=None, fraction=None)
                | Q(answered_at__isnull=False, fraction__gte=0, fraction__lte=1),
                name="answered_response_is_marked",
            ),
            models.CheckConstraint(
                condition=Q(certainty=None) | Q(certainty__gte=1, certainty__lte=3), name="certainty_has_three_levels"
            ),
        ]
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return f"{self.attempt}, {self.number}"

    @classmethod
    def asking(
        cls, attempt: "Attempt", number: int, version: QuestionVersion, points: Decimal, rng: Random
    ) -> "Response":
        return cls(
            attempt=attempt,
            number=number,
            question_id=version.question_id,
            version=version,
            kind=version.kind,
            shown=present(version.kind, version.shown, version.key, rng, attempt.terms.shuffle_options),
            key=version.key,
            points=points,
        )

    @property
    def wording(self) -> Wording:
        """What was asked, with its explanation and source: as the question stands, unless it says otherwise by now."""
        return self.question if self.version.number == self.question.version else self.version

    @property
    def asked_by(self) -> Kind:
        return KINDS[self.kind]

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def seconds(self) -> float | None:
        """From the first sight of the question to the answer that counts."""
        if self.first_seen_at is None or self.answered_at is None:
            return None
        return max(0.0, (self.answered_at - self.first_seen_at).total_seconds())

    @property
    def earned(self) -> Decimal:
        """Points for the answer, to the cent; below 0 for who was certain of what is wrong."""
        if self.is_void:
            return Decimal(0)
        earned = scoring.share(self.fraction, self.certainty) * self.points
        return earned.quantize(scoring.CENT, ROUND_HALF_UP)

    @property
    def is_settled(self) -> bool:
        """Whether the answer stands while the attempt goes on: in practice, when it is right or no try is left."""
        terms = self.attempt.terms
        if not (self.is_answered and terms.tells_at_once):
            return False
        return max(1, self.tries) >= terms.tries or self.mark().fraction >= 1

    def mark(self) -> Mark:
        """How the answer is marked, part by part; an open question is wrong."""
        if self.answer is None:
            return Mark(0.0)
        return self.asked_by.judge(self.shown, self.key, self.answer)

    def reveal(self) -> dict[str, Any]:
        """What the template needs to show it marked, by the key that suits the answer best."""
        key = self.asked_by.suited(self.shown, self.key, self.answer)
        return self.asked_by.reveal(self.shown, key, self.answer)

    def see(self, now: datetime) -> None:
        """Note when the question was shown for the first time."""
        if self.first_seen_at is None:
            self.first_seen_at = now
            write(self, "first_seen_at")

    def stamp(self, answer: dict[str, Any] | None, certainty: int | None = None) -> str:
        """Stands in a form for the answer that it came with, so that a form left as it came changes nothing."""
        held = json.dumps([self.pk, answer, certainty], sort_keys=True, ensure_ascii=False)
        return sha256(held.encode()).hexdigest()[:16]

    def take(self, answer: dict[str, Any] | None, given: Given, certainty: int | None = None) -> None:
        """Save an answer in normal form, and mark it; None takes the answer back.

        In practice a wrong answer may be tried again for less; the same one sent again is no try, and what a try
        earned stays.
        """
        again = (answer, certainty) == (self.answer, self.certainty)
        if given.sequence < self.sequence or (again and (given.sequence == self.sequence or self.is_tried)):
            return
        self.answer, self.certainty, self.sequence = answer, certainty, given.sequence
        self.device = self.attempt.device
        if answer is None:
            self.fraction, self.answered_at, self.is_late = None, None, False
        else:
            self.answered_at, self.is_late = given.at, given.is_late
            self._credit()
        write(self, *WRITTEN)

    @property
    def is_tried(self) -> bool:
        return self.attempt.terms.tells_at_once and self.is_answered

    def _credit(self) -> None:
        terms, earlier = self.attempt.terms, self.fraction or 0.0
        fraction = self.mark().fraction
        if terms.tells_at_once:
            self.tries += 1
            fraction = max(earlier, fraction * terms.credit(self.tries))
        self.fraction = fraction

    def by_key(self, key: dict[str, Any]) -> float | None:
        """The share that the answer earns by another key; None without one. What an earlier try earned stays."""
        if self.answer is None or self.fraction is None:
            return None
        terms = self.attempt.terms
        worth = terms.credit(max(1, self.tries)) if terms.tells_at_once else 1.0
        by_last = self.mark().fraction * worth
        earlier = self.fraction if self.fraction > by_last else 0.0
        return max(earlier, self.asked_by.judge(self.shown, key, self.answer).fraction * worth)

    def give_up(self) -> None:
        """Try no more, and see what is right."""
        self.tries = max(self.tries, self.attempt.terms.tries)
        self.save(update_fields=["tries"])


def certainty_of(posted: Posted) -> int | None:
    """The level of certainty that a form holds, if it is one."""
    levels = {str(level): level for level in scoring.CERTAINTIES}
    return levels.get("".join(posted.get("certainty", ())))
