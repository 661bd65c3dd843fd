"""What is done to questions beside writing them: in bulk, and on pages of their own."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin.scope import taught_courses
from quizzes.admin.item import ItemAdmin
from quizzes.admin.preview import preview_of
from quizzes.admin.sentence import choice
from quizzes.auditing import examined
from quizzes.building import sources_of
from quizzes.generation.support import course_index
from quizzes.models import Question, Tag
from quizzes.models.tag import names_in
from quizzes.pages.history import compare


class TagActionForm(ActionForm):
    words = forms.CharField(
        label=_("Tags:"), required=False, max_length=400, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class QuestionDesk(ItemAdmin):
    actions = [*ItemAdmin.actions, "tag", "untag", "examine"]
    action_form = TagActionForm

    # In bulk ----------------------------------------------------------------

    @admin.action(description=_("Add the tags written beside"))
    def tag(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        self.retag(request, questions, "add", _("Tagged: %(tags)s."))

    @admin.action(description=_("Take the tags written beside away"))
    def untag(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        self.retag(request, questions, "remove", _("Tags taken away: %(tags)s."))

    def retag(self, request: HttpRequest, questions: QuerySet[Question], verb: str, said: Any) -> None:
        names = names_in(request.POST.get("words", ""))
        if not names:
            self.message_user(request, _("Write the tags into the field beside the action first."), messages.WARNING)
            return
        words = str(said % {"tags": ", ".join(names)})
        for question in questions:
            getattr(question.tags, verb)(*Tag.objects.named(question.course, names))
            self.log_change(request, question, words)
        self.message_user(request, words)

    @admin.action(description=_("Examine them again"))
    def examine(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        flawed = 0
        for course in taught_courses(request).filter(questions__in=questions).distinct():
            own = list(questions.filter(course=course))
            flawed += sum(map(bool, examined(own, course_index(sources_of(course))).values()))
        self.message_user(
            request,
            ngettext(
                "The checks hold something against %(n)d of them: list them by flaw.",
                "The checks hold something against %(n)d of them: list them by flaw.",
                flawed,
            )
            % {"n": flawed},
        )

    # Pages beside the form --------------------------------------------------

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view
        return [
            path("sentences/<int:pk>/", page(self.sentences), name="quizzes_question_sentences"),
            path("<int:pk>/preview/", page(self.preview), name="quizzes_question_preview"),
            path("<int:pk>/versions/", page(self.versions), name="quizzes_question_versions"),
            *super().get_urls(),
        ]

    def found(self, request: HttpRequest, pk: int) -> Question:
        question: Question = get_object_or_404(self.get_queryset(request), pk=pk)
        return question

    def sentences(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sentences of a course that say some words, beside the one that is chosen."""
        course = get_object_or_404(taught_courses(request), pk=pk)
        words, chosen = request.GET.get("citation-words", "")[:200], request.GET.get("citation", "")
        context = {"asked": True, **choice(course, "citation", words, chosen)}
        return TemplateResponse(request, "admin/quizzes/question/_sentences.html", context)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(request, self.found(request, pk))

    def show(self, request: HttpRequest, question: Question) -> HttpResponse:
        context = {"question": question, **preview_of(question)}
        return TemplateResponse(request, "admin/quizzes/question/preview.html", context)

    def versions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two versions side by side: `?one=1&other=3`, else the last two."""
        question = self.found(request, pk)
        one, other = (int(n) if (n := request.GET.get(name, "")).isdecimal() else None for name in ("one", "other"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Versions side by side"),
            "question": question,
            "numbers": range(1, question.version + 1),
            "compared": compare(question, one, other),
        }
        return TemplateResponse(request, "admin/quizzes/question/versions.html", context)
