from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Course, Lesson
from quizzes.models.question import Question, Status
from quizzes.scoring import Rules

if TYPE_CHECKING:
    from quizzes.models.attempt import Attempt


class Feedback(models.TextChoices):
    NOW = "now", _("After each question")
    END = "end", _("When the attempt is handed in")


class QuizQuerySet(models.QuerySet["Quiz"]):
    def open(self) -> "QuizQuerySet":
        return self.filter(is_open=True)

    def visible_to(self, user: User) -> "QuizQuerySet":
        """Open quizzes of the person's courses, closed ones that they took, and all of those they teach."""
        return self.filter(
            Q(course__in=Course.objects.taught_by(user))
            | Q(course__in=Course.objects.visible_to(user)) & (Q(is_open=True) | Q(pk__in=user.attempts.values("quiz")))
        )


class Quiz(models.Model):
    """A set of questions in order, and the rules under which they are asked."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="quizzes")
    lesson = models.ForeignKey(Lesson, models.SET_NULL, related_name="quizzes", null=True, blank=True)
    title = models.CharField(_("title"), max_length=120)
    questions = models.ManyToManyField(Question, through="QuizQuestion", related_name="quizzes")

    feedback = models.CharField(_("feedback"), max_length=4, choices=Feedback, default=Feedback.NOW)
    time_limit = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as they like."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in percent"), default=60, validators=[MaxValueValidator(100)]
    )
    shuffle = models.BooleanField(_("shuffle questions and options"), default=True)
    is_open = models.BooleanField(_("open"), default=True)
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["course", "pk"]
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz", args=[self.pk])

    @property
    def rules(self) -> Rules:
        return Rules(self.feedback, self.time_limit, self.pass_mark, self.shuffle)

    def refusal(self, questions: int, used: int) -> str:
        """Why a learner who used so many attempts cannot begin another one; empty when they can."""
        if not self.is_open:
            return gettext("This quiz is closed. What you did before is kept.")
        if not questions:
            return gettext("This quiz has no questions yet. Your instructor can add some.")
        if self.attempts_allowed is not None and used >= self.attempts_allowed:
            return gettext("You have used every attempt that this quiz allows.")
        return ""

    def begin(self, learner: User, now: datetime, rng: Random) -> "Attempt":
        """The learner's open attempt, or a new one under the rules of this moment.

        :raises AttemptRefused: when the quiz is closed or empty, or no attempt is left
        """
        return self.attempts.begin(self, learner, now, rng)


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
