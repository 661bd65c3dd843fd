import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import OnBoards, User

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which people misread."""


def letter(number: int) -> str:
    """1, 2 .. 26, 27 .. -> A, B .. Z, AA .."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


class JoinRefused(Exception):
    """A join code that opens nothing. Its message is for the person who typed it."""


def new_join_code() -> str:
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"


class Role(models.TextChoices):
    LEARNER = "learner", _("Learner")
    INSTRUCTOR = "instructor", _("Instructor")
    REVIEWER = "reviewer", _("Reviewer")


class Publishing(models.TextChoices):
    AUTOMATIC = "automatic", _("Publish what passes every check")
    REVIEWED = "reviewed", _("Publish only what an instructor accepts")


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, user: User) -> "CourseQuerySet":
        """Courses that this person belongs to, in any role; a superuser sees all."""
        if user.is_superuser:
            return self
        return self.filter(memberships__user_id=user.pk, memberships__left_at=None).distinct()

    def with_role(self, user: User, *roles: Role) -> "CourseQuerySet":
        """Courses in which this person holds one of these roles; a superuser holds all."""
        if user.is_superuser:
            return self
        return self.filter(
            memberships__user_id=user.pk, memberships__left_at=None, memberships__role__in=roles
        ).distinct()

    def taught_by(self, user: User) -> "CourseQuerySet":
        return self.with_role(user, Role.INSTRUCTOR)

    def reviewed_by(self, user: User) -> "CourseQuerySet":
        """Courses whose boards this person looks after."""
        return self.with_role(user, Role.REVIEWER, Role.INSTRUCTOR)


class Course(models.Model):
    """A set of documents that people study together."""

    slug = models.SlugField(_("address"), unique=True, help_text=_("The last part of the course's address."))
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(_("language of its documents"), max_length=16, default="en")

    publishing = models.CharField(_("publishing"), max_length=12, choices=Publishing, default=Publishing.AUTOMATIC)
    join_code = models.CharField(_("join code"), max_length=16, unique=True, default=new_join_code)
    joining_open = models.BooleanField(_("open to new learners"), default=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    created_at = models.DateTimeField(_("created"), editable=False)
    letters_given = models.PositiveIntegerField(default=0, editable=False)

    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="courses")

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:course", args=[self.slug])

    @classmethod
    def with_code(cls, code: str) -> "Course":
        """The course that a join code opens.

        :raises JoinRefused: for a code that is not in use, or of a course that is closed
        """
        tidy = code.strip().upper().replace(" ", "")
        if len(tidy) == 6:
            tidy = f"{tidy[:3]}-{tidy[3:]}"
        course = cls.objects.filter(join_code=tidy).first()
        if course is None:
            raise JoinRefused(_("No course has the code “%(code)s”. Check it with your instructor.") % {"code": code})
        if not course.joining_open:
            raise JoinRefused(_("“%(title)s” takes no new learners now. Ask your instructor.") % {"title": course})
        return course

    @transaction.atomic
    def admit(self, user: User, now: datetime, role: Role = Role.LEARNER) -> "Membership":
        """Make this person a member; somebody who was one before comes back as they were."""
        membership, created = Membership.objects.get_or_create(
            course=self, user_id=user.pk, defaults={"role": role, "joined_at": now}
        )
        if not created and membership.left_at is not None:
            membership.left_at = None
            membership.save(update_fields=["left_at"])
        return membership

    def renew_code(self) -> None:
        """Replace the join code; the old one opens nothing any more."""
        self.join_code = new_join_code()
        self.save(update_fields=["join_code"])

    def give_letter(self) -> str:
        """The letter of its next document. None is given twice, so a citation never means another document later.

        Call it with this row locked.
        """
        taken = set(self.documents.values_list("letter", flat=True))
        while True:
            self.letters_given += 1
            if (given := letter(self.letters_given)) not in taken:
                break
        self.save(update_fields=["letters_given"])
        return given


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> "MembershipQuerySet":
        return self.filter(left_at=None)

    def listed(self) -> "MembershipQuerySet":
        """Learners of today who let others see them on boards."""
        return self.present().filter(role=Role.LEARNER, user__is_active=True).exclude(user__on_boards=OnBoards.HIDDEN)

    def of(self, user: User) -> "MembershipQuerySet":
        """The places that this person holds now."""
        return self.present().filter(user_id=user.pk)


class Membership(models.Model):
    """One person's place in one course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.LEARNER)

    joined_at = models.DateTimeField(_("joined"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"],
                name="membership_once_per_course",
                violation_error_message=_(
                    "This person was in the course already: take them back in the list of members."
                ),
            )
        ]
        indexes = [
            # the courses of one person: CourseQuerySet.visible_to
            models.Index(fields=["user", "left_at"], name="membership_of_user"),
        ]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user} · {self.course}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.user.seen_anew()

    @property
    def is_last_instructor(self) -> bool:
        """Whether nobody else could look after the course."""
        if self.role != Role.INSTRUCTOR or self.left_at:
            return False
        return not self.course.memberships.present().filter(role=Role.INSTRUCTOR).exclude(pk=self.pk).exists()

    def leave(self, now: datetime) -> None:
        """What was learnt and earned is kept; the join code brings them back."""
        self.left_at = now
        self.save(update_fields=["left_at"])
