from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from accounts.prepared import Prepared, add, write
from quizzes import scoring
from quizzes.kinds.base import Posted
from quizzes.models.asked import HELD, NEXT, NEXT_SEEN, SEATED, SEATED_HELD, WHOLE, WHOLE_HELD
from quizzes.models.draw import GRANTED, Draw, Override, slots_for
from quizzes.models.question import QuestionVersion
from quizzes.models.quiz import Quiz, QuizQuestion
from quizzes.models.response import Response, certainty_of
from quizzes.scoring import Given, Rules, Score

__all__ = ["Attempt", "AttemptClosed", "AttemptQuerySet", "AttemptRefused", "Response"]


class AttemptRefused(Exception):
    """A quiz that cannot be begun. Its message is for the learner."""


class AttemptClosed(Exception):
    """An answer that came after the attempt was handed in, or after its time. Its message is for the learner."""


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, user: User) -> "AttemptQuerySet":
        """The person's own attempts in the courses they belong to."""
        mine = self.filter(learner_id=user.pk)
        if user.is_superuser:
            return mine
        # A join, as each page of an attempt asks this, and a subquery costs it half as much again.
        return mine.filter(quiz__course__memberships__user_id=user.pk, quiz__course__memberships__left_at=None)

    def of(self, learner: User) -> "AttemptQuerySet":
        return self.filter(learner_id=learner.pk)

    def seen_by(self, user: User, pk: int, number: int | None = None, lesson: bool = False) -> "Attempt | None":
        """One of those visible to this person, with its quiz and course, perhaps with the lesson of the quiz; with a
        question, if that is there, at hand.
        """
        if number is None:
            return OWN.get(pk, user.pk, root=user.is_superuser, lesson=lesson)
        response = (WHOLE if user.is_superuser else SEATED).get(pk, number, user.pk)
        if response is None:
            return None
        response.attempt.at_hand = response
        return response.attempt

    @transaction.atomic
    def answer_own(
        self,
        user: User,
        device: str,
        pk: int,
        number: int,
        posted: Posted,
        now: datetime,
        sequence: int | None,
        following: int | None,
    ) -> "Response":
        """As `seen_by` and then `Attempt.answer`, at one stroke and in a query less; the `following` question is seen,
        too, unless what was answered is told of first.

        :raises Response.DoesNotExist: for a question that is not there, or that this person does not see
        :raises BadAnswer: for a form that is empty or tampered with
        :raises AttemptClosed: when the attempt was handed in, or its time is up
        """
        response = (WHOLE_HELD if user.is_superuser else SEATED_HELD).get(pk, number, user.pk)
        if response is None:
            raise Response.DoesNotExist
        attempt = response.attempt
        attempt.learner, attempt.device = user, device
        attempt.check_open(now)
        attempt.answer_held(response, posted, now, sequence)
        if following is not None and not attempt.terms.tells_at_once:
            attempt.read(following, seen=now)
        return response

    def open(self) -> "AttemptQuerySet":
        return self.filter(finished_at=None)

    def finished(self) -> "AttemptQuerySet":
        return self.filter(finished_at__isnull=False)

    def overdue(self, now: datetime) -> "AttemptQuerySet":
        """Left open when their time was up, the grace not yet taken into account."""
        return self.open().filter(deadline__lt=now)

    def counted(self) -> "AttemptQuerySet":
        """Finished and not excluded from the boards."""
        return self.finished().filter(is_excluded=False)

    @transaction.atomic
    def begin(self, quiz: Quiz, learner: User, now: datetime, rng: Random, *, is_led: bool) -> "Attempt":
        """See Quiz.begin. A new attempt has its first question at hand."""
        # One after the other, or two tabs would begin two attempts. SQLite has one writer anyway.
        held = LEARNER.get(learner.pk, quiz.pk)
        has_override, has_draws = held[1:] if held else (False, False)
        earlier = TAKEN.all(learner.pk, quiz.pk)
        for attempt in earlier:
            if attempt.finished_at is None:
                return attempt
        terms = quiz.adjusted(GRANTED.get(quiz.pk, learner.pk) if has_override else None)
        slots, versions = held_slots(quiz, learner, rng, has_draws)
        if reason := terms.refusal(len(slots), earlier, now):
            raise AttemptRefused(reason)
        if quiz.shuffle:
            rng.shuffle(slots)
        begun = Attempt(
            quiz=quiz,
            learner_id=learner.pk,
            number=earlier[-1].number + 1 if earlier else 1,
            rules=terms.rules.as_json(),
            started_at=now,
            deadline=terms.rules.deadline(now),
            max_score=sum(slot.points for slot in slots),
        )
        [attempt] = add([begun])
        responses = [
            Response.asking(attempt, number, versions[slot.question_id], slot.points, rng)
            for number, slot in enumerate(slots, start=1)
        ]
        if is_led:
            responses[0].first_seen_at = now
        attempt.at_hand, *_others = add(responses)
        return attempt


def held_slots(
    quiz: Quiz, learner: User, rng: Random, has_draws: bool
) -> tuple[list[QuizQuestion], dict[int, QuestionVersion]]:
    """What this learner is asked, with the version of each question, which no regrade may replace meanwhile."""
    while True:
        slots = slots_for(quiz, learner, rng, has_draws)
        versions = QuestionVersion.objects.hold([slot.question_id for slot in slots])
        if len(versions) == len(slots):
            return slots, versions


class Attempt(models.Model):
    """One learner's go at one quiz. Its rules are those of the moment it began."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="attempts")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    rules: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("rules"))

    started_at = models.DateTimeField(_("started"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    reached = models.PositiveSmallIntegerField(_("question reached"), default=1)
    finished_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2, null=True, blank=True)
    max_score = models.DecimalField(_("out of"), max_digits=7, decimal_places=2)
    is_excluded = models.BooleanField(_("excluded from the boards"), default=False)
    is_examined = models.BooleanField(_("looked at by the rules"), default=False, editable=False)

    device = ""
    """A short name for where the answers of this request come from; kept with each of them."""
    at_hand: "Response | None" = None
    """The question that was read last, as it is now."""

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "learner", "number"], name="attempt_number_once_per_learner"),
            # two tabs cannot begin two attempts
            models.UniqueConstraint(
                fields=["quiz", "learner"], condition=Q(finished_at=None), name="one_open_attempt_per_quiz"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, score=None) | Q(finished_at__isnull=False, score__isnull=False),
                name="attempt_finished_has_score",
            ),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=F("max_score")), name="score_within_range"),
        ]
        indexes = [
            # the attempts of one learner: results, progress, settling of points
            models.Index(fields=["learner", "quiz", "finished_at"], name="attempt_of_learner"),
            # what the rules have not looked at yet, the oldest first
            models.Index(
                fields=["finished_at"],
                condition=Q(is_examined=False, finished_at__isnull=False),
                name="attempt_unexamined",
            ),
            # what is to be handed in for those who never came back
            models.Index(fields=["deadline"], condition=Q(finished_at=None), name="attempt_overdue"),
        ]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.quiz}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:result", args=[self.pk])

    @cached_property
    def terms(self) -> Rules:
        return Rules(**self.rules)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    def is_over(self, now: datetime) -> bool:
        """Whether time is up, the grace for late deliveries included."""
        return not self.is_finished and scoring.is_over(self.deadline, now, self.terms.grace)

    def is_time_up(self, now: datetime) -> bool:
        """Whether only late deliveries are waited for."""
        return self.deadline is not None and now >= self.deadline

    def final_score(self) -> Score:
        """Of an attempt that was handed in."""
        assert self.score is not None
        return Score(self.score, self.max_score)

    def read(self, number: int, seen: datetime | None = None) -> "Response | None":
        """The question as it is now, which its learner is going to see at that moment, if one is given."""
        self.at_hand = NEXT_SEEN.get(self.pk, number, seen) if seen else NEXT.get(self.pk, number)
        if self.at_hand:
            self.at_hand.attempt = self
        return self.at_hand

    @transaction.atomic
    def answer(self, number: int, posted: Posted, now: datetime, sequence: int | None = None) -> "Response":
        """Save and mark the answer to one question; the last one given counts. An answer that was told of stands.

        `sequence` is when it was given, in milliseconds of the server's clock; None: as it arrives.

        :raises BadAnswer: for a form that is empty or tampered with
        :raises AttemptClosed: when the attempt was handed in, or its time is up
        """
        response = self._hold(number, now)
        self.answer_held(response, posted, now, sequence)
        return response

    def answer_held(self, response: "Response", posted: Posted, now: datetime, sequence: int | None) -> None:
        """What `answer` does with a question that is held already, as is the attempt."""
        if self.may_ask(response.number) and not response.is_settled:
            self._take(response, posted, now, sequence)
            if response.is_settled or not self.terms.tells_at_once:
                self._advance(response.number)

    @transaction.atomic
    def skip(self, number: int, now: datetime) -> None:
        """Leave a question as it is, where there is no way back."""
        self._hold(number, now)
        self._advance(number)

    @transaction.atomic
    def give_up(self, number: int, now: datetime) -> None:
        """Be shown what is right without a further try."""
        response = self._hold(number, now)
        if response.is_answered:
            response.give_up()
            self._advance(number)

    @transaction.atomic
    def keep(self, number: int, posted: Posted, now: datetime, sequence: int | None = None) -> "Response":
        """Save what a form holds when the learner goes on without the button.

        A form left as it came changes nothing, and an emptied one takes the answer back. Where feedback comes at once
        an answer is final, so only the button gives it, or the end of the time.

        :raises BadAnswer: for a form that was tampered with
        :raises AttemptClosed: when the attempt was handed in, or its time is up
        """
        response = self._hold(number, now)
        if self.terms.tells_at_once and (response.is_answered or not self.is_time_up(now)):
            return response
        kind, shown = response.asked_by, response.shown
        held = kind.draft(shown, posted)
        came_with = response.stamp(held, certainty_of(posted))
        if not self.may_ask(number) or came_with in posted.get("came_with", ()):
            return response
        if held != kind.draft(shown, {}):
            self._take(response, posted, now, sequence)
        elif response.is_answered:
            response.take(None, self._given(sequence, now, response))
        return response

    @transaction.atomic
    def flag(self, number: int, flagged: bool, now: datetime) -> "Response":
        """Mark a question to come back to.

        :raises AttemptClosed: when the attempt was handed in, or its time is up
        """
        response = self._hold(number, now)
        response.is_flagged = flagged
        response.save(update_fields=["is_flagged"])
        return response

    def close(self, responses: "Iterable[Response]", now: datetime) -> None:
        """Score it by the questions that count. Call it with the attempt held; what it earns is `finishing`'s part."""
        self.score = scoring.score((one.fraction, one.certainty, one.points) for one in responses).points
        self.finished_at = scoring.handed_in_at(self.deadline, now)
        write(self, "score", "finished_at")

    def may_ask(self, number: int) -> bool:
        """Whether this question may be seen and answered now: where there is no way back, only the one reached."""
        return not self.terms.one_way or number == self.reached

    def check_open(self, now: datetime) -> None:
        """
        :raises AttemptClosed: when the attempt was handed in, or its time is up
        """
        if self.is_finished:
            raise AttemptClosed(gettext("This attempt was handed in before, so its answers stay as they are."))
        if self.is_over(now):
            raise AttemptClosed(gettext("Time was up before this answer arrived. What was saved until then counts."))

    def _hold(self, number: int, now: datetime) -> "Response":
        """Lock a question and the attempt, so that answers and a hand-in at the same moment come one after the other.

        :raises Response.DoesNotExist: for a number that is not asked
        :raises AttemptClosed: when the attempt was handed in, or its time is up
        """
        response, self.at_hand = HELD.get(self.pk, number), None
        if response is None:
            raise Response.DoesNotExist
        held, response.attempt = response.attempt, self
        self.finished_at, self.reached = held.finished_at, held.reached
        self.check_open(now)
        return response

    def _take(self, response: "Response", posted: Posted, now: datetime, sequence: int | None) -> None:
        answer = response.asked_by.parse(response.shown, posted)
        certainty = (certainty_of(posted) or 1) if self.terms.certainty else None
        response.take(answer, self._given(sequence, now, response), certainty)

    def _advance(self, number: int) -> None:
        """Where there is no way back, to the next question."""
        if self.terms.one_way and number == self.reached:
            self.reached = number + 1
            self.save(update_fields=["reached"])

    def _given(self, sequence: int | None, now: datetime, response: "Response") -> Given:
        """
        :raises AttemptClosed: for an answer given after the deadline
        """
        given = Given.read(sequence, now, self.deadline, after=response.sequence)
        if self.deadline is not None and given.at > self.deadline:
            raise AttemptClosed(gettext("This answer was given after the time was up. What was saved before counts."))
        return given


def own(pk: int, learner: int, *, root: bool, lesson: bool) -> AttemptQuerySet:
    """As `visible_to`, with quiz and course."""
    visible = Attempt.objects.visible_to(User(pk=learner, is_superuser=root)).filter(pk=pk).order_by()
    return visible.select_related("quiz__course", *(["quiz__lesson__course"] if lesson else []))


OWN = Prepared(own, int, int, root=False, lesson=False)


def learner_at(learner: int, quiz: int) -> "models.QuerySet[User, Any]":
    """The learner, held; whether an exception was made for them, and whether the quiz draws questions at random."""
    override = Override.objects.filter(quiz_id=quiz, learner_id=learner)
    asked = ("pk", Exists(override), Exists(Draw.objects.filter(quiz_id=quiz)))
    return User.objects.select_for_update().filter(pk=learner).values_list(*asked)


LEARNER = Prepared(learner_at, int, int)
TAKEN = Prepared(
    lambda learner, quiz: Attempt.objects.filter(learner_id=learner, quiz_id=quiz).order_by("number"), int, int
)
