from random import Random

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from accounts.prepared import Prepared
from content.models import KeyPoint, Lesson
from quizzes.models.question import Question
from quizzes.models.quiz import Quiz, QuizQuestion

SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class Draw(models.Model):
    """Places of a quiz that are filled at random from the approved questions of its course as an attempt begins."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="draws")
    order = models.PositiveSmallIntegerField(_("order"), default=99)
    count = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    points = models.DecimalField(_("points each"), max_digits=5, decimal_places=2, default=1)
    lesson = models.ForeignKey(Lesson, models.CASCADE, null=True, blank=True, related_name="draws")
    key_point = models.ForeignKey(
        KeyPoint, models.CASCADE, null=True, blank=True, related_name="draws", verbose_name=_("list or other key point")
    )
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    easiest = models.FloatField(_("difficulty from"), default=0.0, validators=SHARE)
    hardest = models.FloatField(_("difficulty to"), default=1.0, validators=SHARE)

    class Meta:
        ordering = ["quiz", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(points__gt=0), name="drawn_slot_is_worth_something"),
            models.CheckConstraint(
                condition=Q(hardest__gte=F("easiest")),
                name="draw_difficulty_is_a_range",
                violation_error_message=_("The difficulty must go from low to high."),
            ),
        ]
        verbose_name = _("random questions")
        verbose_name_plural = _("random questions")

    def __str__(self) -> str:
        return f"{self.count} × {self.kind or _('any kind')}"

    def fitting(self) -> "QuerySet[Question]":
        """The approved questions of the course that it may draw."""
        fitting = Question.objects.approved().filter(
            course=self.quiz.course_id, difficulty__gte=self.easiest, difficulty__lte=self.hardest
        )
        if self.lesson_id:
            fitting = fitting.filter(key_point__lesson=self.lesson_id)
        if self.key_point_id:
            fitting = fitting.filter(key_point=self.key_point_id)
        if self.kind:
            fitting = fitting.filter(kind=self.kind)
        return fitting

    def fill(self, learner: User, taken: set[int], rng: Random) -> list[QuizQuestion]:
        """Questions that this learner was never asked come first, then those asked least. One query."""
        asked = Count("responses", filter=Q(responses__attempt__learner=learner.pk))
        found = list(self.fitting().exclude(pk__in=taken).annotate(asked=asked).order_by("pk"))
        rng.shuffle(found)
        found.sort(key=lambda question: question.asked)
        return [QuizQuestion(quiz=self.quiz, question=one, order=self.order, points=self.points) for one in found][
            : self.count
        ]


def slots_for(quiz: Quiz, learner: User, rng: Random, has_draws: bool = True) -> list[QuizQuestion]:
    """The fixed places of a quiz and those drawn for this learner, in order; no question twice.

    `has_draws`: whether some may have to be drawn.
    """
    slots = SLOTS.all(quiz.pk)
    taken = {slot.question_id for slot in slots}
    for draw in DRAWS.all(quiz.pk) if has_draws else ():
        draw.quiz = quiz
        drawn = draw.fill(learner, taken, rng)
        taken |= {slot.question_id for slot in drawn}
        slots += drawn
    return sorted(slots, key=lambda slot: slot.order)


SLOTS = Prepared(lambda quiz: QuizQuestion.objects.askable().filter(quiz_id=quiz), int)
DRAWS = Prepared(lambda quiz: Draw.objects.filter(quiz_id=quiz).order_by("order", "pk"), int)


class Override(models.Model):
    """What one learner is granted at one quiz beyond its rules, and why. It holds for attempts begun from then on."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="overrides")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="overrides")
    extra_minutes = models.PositiveSmallIntegerField(_("extra minutes"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("extra attempts"), default=0)
    opens_at = models.DateTimeField(_("opens for them"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes for them"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        ordering = ["quiz", "learner"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "learner"],
                name="one_exception_per_learner",
                violation_error_message=_("This learner has an exception already: change that one."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exception_has_reason"),
        ]
        verbose_name = _("exception for a learner")
        verbose_name_plural = _("exceptions for learners")

    def __str__(self) -> str:
        return f"{self.learner}: {self.reason}"


GRANTED = Prepared(lambda quiz, learner: Override.objects.filter(quiz_id=quiz, learner_id=learner).order_by(), int, int)
