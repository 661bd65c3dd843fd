from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Course, KeyPoint, Lesson
from content.models.key_point import KeyPointQuerySet


class ExamQuerySet(models.QuerySet["Exam"]):
    def of(self, learner: User) -> "ExamQuerySet":
        """Those of courses that the learner still belongs to."""
        return self.filter(learner_id=learner.pk, course__in=Course.objects.visible_to(learner))

    def ahead(self, today: date) -> "ExamQuerySet":
        return self.filter(day__gt=today)

    def covering_outer(self) -> "ExamQuerySet":
        """Those that ask for the key point of an outer query."""
        return self.filter(Q(is_whole=True) | Q(lessons=OuterRef("lesson")), course=OuterRef("course"))


class Exam(models.Model):
    """A day for which one learner prepares: what of a course is asked then, all of it or some lessons."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exams")
    course = models.ForeignKey(Course, models.CASCADE, related_name="exams")
    day = models.DateField(_("date"))
    is_whole = models.BooleanField(_("the whole course"), default=True)
    lessons = models.ManyToManyField(Lesson, related_name="exams", blank=True)

    objects = ExamQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "course", "day"], name="one_exam_in_a_course_on_a_day"),
        ]
        verbose_name = _("exam")
        verbose_name_plural = _("exams")

    def __str__(self) -> str:
        return f"{self.course}, {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:exam", args=[self.pk])

    def key_points(self) -> KeyPointQuerySet:
        """What it asks for."""
        points = KeyPoint.objects.taught().filter(course=self.course_id)
        return points if self.is_whole else points.filter(lesson__in=self.lessons.all())
