from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin.document import DocumentDesk
from content.models import Course, Document, Edition
from quizzes.building import draft_items, sample_quizzes


@admin.register(Document)
class DocumentAdmin(DocumentDesk):
    """What comes in is drafted from at once; the course's rule decides whether it is published too."""

    actions = ["draft", "compose"]

    def after_import(self, request: HttpRequest, edition: Edition) -> None:
        self.draft_from(request, edition.document.course)

    @admin.action(description=_("Draft questions and cards again"))
    def draft(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        for course in Course.objects.filter(documents__in=documents).distinct():
            self.draft_from(request, course)

    @admin.action(description=_("Compose a quiz for each lesson"))
    def compose(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        for course in Course.objects.filter(documents__in=documents).distinct():
            n = len(sample_quizzes(course, timezone.now()))
            said = ngettext("“%(course)s”: %(n)d quiz is new.", "“%(course)s”: %(n)d quizzes are new.", n)
            self.message_user(request, said % {"course": course, "n": n})

    def draft_from(self, request: HttpRequest, course: Any) -> None:
        drafted = draft_items(course, timezone.now())
        messages.success(
            request,
            _("“%(course)s”: %(questions)d questions and %(cards)d cards are new.")
            % {"course": course, "questions": drafted.questions, "cards": drafted.cards},
        )
        if n := sum(not finding.is_own for finding in drafted.fallen):
            said = ngettext(
                "%(n)d live item no longer holds beside the new text and is a draft again.",
                "%(n)d live items no longer hold beside the new text and are drafts again.",
                n,
            )
            messages.warning(request, said % {"n": n})
