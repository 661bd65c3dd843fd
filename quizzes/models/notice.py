from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from accounts.http import User
from accounts.prepared import add
from content.models import Course
from quizzes.kinds.base import Message
from quizzes.wording import said


class About(models.TextChoices):
    BOARD = "board", _("Leaderboard")
    DISPUTE = "dispute", _("Disputed question")
    REGRADE = "regrade", _("Marked again")
    QUIZ = "quiz", _("Quiz")
    COURSE = "course", _("Course")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: User) -> "NoticeQuerySet":
        return self.filter(person_id=person.pk)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def tell(
        self, person: User, course: Course, about: About, message: Message, now: datetime, link: str = ""
    ) -> "Notice":
        """Tell one person something. `link` is the path of the page of ours that shows more.

        The message is kept untranslated: its reader's language fills it, with parameters that JSON keeps.
        """
        return self.tell_all([Notice.saying(person.pk, course, about, message, now, link)])[0]

    def tell_all(self, notices: "Iterable[Notice]") -> "list[Notice]":
        """As `tell`, for many at once: one query, and two more where mail can be sent."""
        told = add([*notices])
        if settings.EMAIL_HOST and told:
            wanted = User.objects.filter(pk__in={notice.person_id for notice in told}).exclude(email="")
            by_mail = set(wanted.filter(is_active=True, notices_by_mail=True).values_list("pk", flat=True))
            if pks := [notice.pk for notice in told if notice.person_id in by_mail]:
                mail.enqueue(pks)
        return told

    def mark_read(self, now: datetime) -> int:
        """How many had not been read before."""
        return self.unread().update(read_at=now)


class Notice(models.Model):
    """Something that one person is told in one course. Only they ever see it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    course = models.ForeignKey(Course, models.CASCADE, related_name="notices")
    about = models.CharField(_("about"), max_length=8, choices=About)
    text = models.TextField(_("sentence, before it is translated and filled"))
    params: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    link = models.CharField(_("page"), max_length=200, blank=True)

    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="/") & ~Q(link__startswith="//"),
                name="notice_links_to_our_pages",
            ),
        ]
        indexes = [
            # the page of one person's notices
            models.Index(fields=["person", "-at"], name="notice_of_person"),
            # how many are unread: the masthead of every page
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return said(self.message)

    @classmethod
    def saying(
        cls, person: int, course: Course, about: About, message: Message, now: datetime, link: str = ""
    ) -> "Notice":
        """Not yet told; `person` is their pk."""
        params = dict(message.params)
        return cls(person_id=person, course=course, about=about, text=message.text, params=params, link=link, at=now)

    @property
    def message(self) -> Message:
        return Message(self.text, self.params)


@task()
def mail(pks: list[int]) -> None:
    """Send these notices to those who asked for mail, each in the reader's language, over one connection."""
    notices = Notice.objects.filter(pk__in=pks).select_related("person", "course").order_by("pk")
    get_connection().send_messages([letter(notice) for notice in notices])


def letter(notice: Notice) -> EmailMessage:
    with override(notice.person.language):
        subject = f"{notice.course}: {notice.get_about_display()}"
        closing = gettext("You find it in Pilcrow under “Notices”. Your profile has the switch for these e-mails.")
        return EmailMessage(" ".join(subject.split()), f"{notice}\n\n{closing}\n", to=[notice.person.email])
