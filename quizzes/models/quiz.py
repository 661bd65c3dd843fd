from copy import copy
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from accounts.prepared import Prepared
from content.models import Course, Lesson
from quizzes.models.question import Question, Status
from quizzes.scoring import Rules

if TYPE_CHECKING:
    from quizzes.models.attempt import Attempt
    from quizzes.models.draw import Override


class Feedback(models.TextChoices):
    NOW = "now", _("After each question")
    END = "end", _("When the attempt is handed in")


class Counts(models.TextChoices):
    BEST = "best", _("The best attempt")
    LAST = "last", _("The last attempt")
    FIRST = "first", _("The first attempt")
    AVERAGE = "average", _("The average of all attempts")


class QuizQuerySet(models.QuerySet["Quiz"]):
    def open(self) -> "QuizQuerySet":
        return self.filter(is_open=True)

    def visible_to(self, user: User) -> "QuizQuerySet":
        """Open quizzes of the person's courses, closed ones that they took, and all of those they teach."""
        return self.filter(
            Q(course__in=Course.objects.taught_by(user))
            | Q(course__in=Course.objects.visible_to(user)) & (Q(is_open=True) | Q(pk__in=user.attempts.values("quiz")))
        )

    def seen_by(self, user: User, pk: int) -> "Quiz | None":
        """One of those visible to this person, with its course."""
        return SEEN.get(pk, user.pk, root=user.is_superuser)

    def sized(self) -> "QuizQuerySet":
        """Each with its number of questions as `size`: fixed ones that can be asked, and those to be drawn."""
        of_quiz = Quiz.objects.filter(pk=OuterRef("pk"))
        draws = of_quiz.annotate(drawn=Sum("draws__count")).values("drawn")
        asked = Count("slots", filter=Q(slots__question__status=Status.APPROVED))
        fixed = of_quiz.annotate(fixed=asked).values("fixed")
        return self.annotate(size=Subquery(fixed) + Coalesce(Subquery(draws), 0))


class Quiz(models.Model):
    """A set of questions, fixed or drawn at random, and the rules under which they are asked."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="quizzes")
    lesson = models.ForeignKey(Lesson, models.SET_NULL, related_name="quizzes", null=True, blank=True)
    title = models.CharField(_("title"), max_length=120)
    questions = models.ManyToManyField(Question, through="QuizQuestion", related_name="quizzes")

    feedback = models.CharField(_("feedback"), max_length=4, choices=Feedback, default=Feedback.NOW)
    tries = models.PositiveSmallIntegerField(
        _("tries at each question"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("Only where feedback comes after each question."),
    )
    retry_cost = models.PositiveSmallIntegerField(
        _("cost of each further try in percent"), default=33, validators=[MaxValueValidator(100)]
    )
    certainty = models.BooleanField(
        _("ask how certain learners are"),
        default=False,
        help_text=_("Right answers earn more the surer somebody was, wrong ones cost more."),
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    grace = models.PositiveSmallIntegerField(
        _("grace in seconds"),
        default=30,
        validators=[MaxValueValidator(3600)],
        help_text=_("An answer given in time may take so long to arrive."),
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as they like."),
    )
    delay = models.PositiveIntegerField(
        _("minutes between two attempts"), default=0, help_text=_("From handing in to beginning again.")
    )
    counts = models.CharField(_("which attempt counts"), max_length=7, choices=Counts, default=Counts.BEST)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in percent"), default=60, validators=[MaxValueValidator(100)]
    )
    shuffle = models.BooleanField(_("shuffle questions"), default=True)
    shuffle_options = models.BooleanField(
        _("shuffle options"), default=True, help_text=_("Numbers and dates keep their sequence.")
    )
    one_way = models.BooleanField(_("no way back to earlier questions"), default=False)
    shows: "models.JSONField[dict[str, list[str]], dict[str, list[str]]]" = models.JSONField(
        _("what is shown when"), default=dict, blank=True
    )
    is_open = models.BooleanField(_("open"), default=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), editable=False)
    measured_at = models.DateTimeField(_("measured"), null=True, blank=True, editable=False)

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["course", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="quiz_closes_after_it_opens",
                violation_error_message=_("A quiz must close after it opens."),
            ),
        ]
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz", args=[self.pk])

    @property
    def rules(self) -> Rules:
        names = ("feedback", "time_limit", "pass_mark", "shuffle", "shuffle_options", "grace", "one_way")
        more = ("tries", "retry_cost", "certainty", "counts", "shows")
        taken: dict[str, Any] = {name: getattr(self, name) for name in (*names, *more)}
        return Rules(**taken, closes_at=self.closes_at.isoformat() if self.closes_at else "")

    def adjusted(self, override: "Override | None") -> "Quiz":
        """As it is for a learner to whom an exception was granted; not to be saved."""
        if override is None:
            return self
        quiz = copy(self)
        if quiz.time_limit:
            quiz.time_limit += override.extra_minutes
        if quiz.attempts_allowed:
            quiz.attempts_allowed += override.extra_attempts
        quiz.opens_at, quiz.closes_at = override.opens_at or quiz.opens_at, override.closes_at or quiz.closes_at
        return quiz

    def refusal(self, questions: int, taken: "list[Attempt]", now: datetime) -> str:
        """Why a learner who has taken these attempts cannot begin another one; empty when they can."""
        if not self.is_open or (self.closes_at and now >= self.closes_at):
            return gettext("This quiz is closed. What you did before is kept.")
        if self.opens_at and now < self.opens_at:
            return gettext("This quiz opens on %(when)s.") % {"when": said(self.opens_at)}
        if not questions:
            return gettext("This quiz has no questions yet. Your instructor can add some.")
        if self.attempts_allowed is not None and len(taken) >= self.attempts_allowed:
            return gettext("You have used every attempt that this quiz allows.")
        last = max((attempt.finished_at for attempt in taken if attempt.finished_at), default=None)
        if last and self.delay and (again := last + timedelta(minutes=self.delay)) > now:
            return gettext("There is a pause between two attempts: you can begin again on %(when)s.") % {
                "when": said(again)
            }
        return ""

    def begin(self, learner: User, now: datetime, rng: Random, *, is_led: bool = False) -> "Attempt":
        """The learner's open attempt, or a new one under the rules of this moment.

        `is_led`: they are led to its first question at once, which therefore is seen from now on.

        :raises AttemptRefused: when the quiz is closed or empty, or no attempt is left
        """
        return self.attempts.begin(self, learner, now, rng, is_led=is_led)


def seen(pk: int, person: int, *, root: bool) -> QuizQuerySet:
    visible = Quiz.objects.visible_to(User(pk=person, is_superuser=root))
    return visible.filter(pk=pk).select_related("course").order_by()


SEEN = Prepared(seen, int, int, root=False)


class SlotQuerySet(models.QuerySet["QuizQuestion"]):
    def askable(self) -> "SlotQuerySet":
        """In order, without questions that were retired or never approved."""
        return self.filter(question__status=Status.APPROVED).order_by("order", "pk")


class QuizQuestion(models.Model):
    """A question's place in a quiz."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="slots")
    question = models.ForeignKey(Question, models.PROTECT, related_name="slots")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, default=1)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["quiz", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "question"],
                name="question_once_per_quiz",
                violation_error_message=_("This question stands in the quiz already."),
            ),
            models.CheckConstraint(condition=Q(points__gt=0), name="slot_is_worth_something"),
        ]
        verbose_name = _("question in a quiz")
        verbose_name_plural = _("questions in a quiz")

    def __str__(self) -> str:
        return f"{self.order}. {self.question}"


def said(moment: datetime) -> str:
    return date_format(localtime(moment), "j F, H:i")
