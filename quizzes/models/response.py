import json
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes import scoring
from quizzes.kinds import KINDS, present
from quizzes.kinds.base import Kind, Mark
from quizzes.models.question import Question
from quizzes.models.quiz import QuizQuestion
from quizzes.scoring import Given

if TYPE_CHECKING:
    from quizzes.models.attempt import Attempt


class Response(models.Model):
    """One question of an attempt, as this learner saw it, and what they answered.

    `sequence` says when the answer was given, by the server's clock as the browser knew it: what was given earlier
    and arrives later changes nothing, and the same answer sent again is the same answer.
    """

    attempt = models.ForeignKey("quizzes.Attempt", models.CASCADE, related_name="responses")
    number = models.PositiveSmallIntegerField(_("question"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="responses")
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
    is_flagged = models.BooleanField(_("flagged"), default=False)
    first_seen_at = models.DateTimeField(_("first seen"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="response_number_once_per_attempt"),
            models.CheckConstraint(
                condition=Q(answered_at=None, fraction=None)
                | Q(answered_at__isnull=False, fraction__gte=0, fraction__lte=1),
                name="answered_response_is_marked",
            ),
        ]
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return f"{self.attempt}, {self.number}"

    @classmethod
    def asking(cls, attempt: "Attempt", number: int, slot: QuizQuestion, rng: Random) -> "Response":
        question = slot.question
        return cls(
            attempt=attempt,
            number=number,
            question=question,
            kind=question.kind,
            shown=present(question.kind, question.shown, question.key, rng, attempt.terms.shuffle),
            key=question.key,
            points=slot.points,
        )

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
        """Points for the answer, to the cent."""
        return scoring.score([(self.fraction, self.points)]).points

    def mark(self) -> Mark:
        """How the answer is marked, part by part; an open question is wrong."""
        if self.answer is None:
            return Mark(0.0)
        return self.asked_by.mark(self.shown, self.key, self.answer)

    def see(self, now: datetime) -> None:
        """Note when the question was shown for the first time."""
        if self.first_seen_at is None:
            self.first_seen_at = now
            self.save(update_fields=["first_seen_at"])

    def stamp(self, answer: dict[str, Any] | None) -> str:
        """Stands in a form for the answer that it came with, so that a form left as it came changes nothing."""
        held = json.dumps([self.pk, answer], sort_keys=True, ensure_ascii=False)
        return sha256(held.encode()).hexdigest()[:16]

    def take(self, answer: dict[str, Any] | None, given: Given) -> bool:
        """Save an answer in normal form, and mark it; None takes the answer back. Whether it was news."""
        if given.sequence < self.sequence or (given.sequence, answer) == (self.sequence, self.answer):
            return False
        self.answer, self.sequence = answer, given.sequence
        self.fraction = None if answer is None else self.mark().fraction
        self.answered_at = None if answer is None else given.at
        self.is_late = given.is_late and answer is not None
        self.save(update_fields=["answer", "sequence", "fraction", "answered_at", "is_late"])
        return True
