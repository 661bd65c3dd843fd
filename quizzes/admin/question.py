from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.admin.scope import taught_courses
from quizzes.admin.item import ItemAdmin
from quizzes.admin.kinds import FORMS
from quizzes.admin.preview import preview_of
from quizzes.auditing import held_against
from quizzes.building import sources_of
from quizzes.generation.support import course_index
from quizzes.kinds import KINDS
from quizzes.models import Question


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, gettext(kind.label)) for name, kind in KINDS.items()]

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        return questions.filter(kind=self.value()) if self.value() else questions


@admin.register(Question)
class QuestionAdmin(ItemAdmin):
    """A new question asks first for its kind and course; then comes the form that fits them."""

    list_display = ["stem", "kind_name", "source", "course", "origin", "status"]
    list_display_links = ["stem"]
    list_filter = [
        "status",
        KindFilter,
        ("course", admin.RelatedOnlyFieldListFilter),
        ("key_point__lesson", admin.RelatedOnlyFieldListFilter),
        "origin",
    ]
    search_fields = ["shown__stem"]
    autocomplete_fields = ["citation", "key_point"]
    readonly_fields = ["course", "kind_name", "origin", "rule", "look"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        questions: QuerySet[Question] = super().get_queryset(request)
        return questions.with_source().select_related("course").defer("citation__edition__text")  # type: ignore[attr-defined,no-any-return]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Question], search_term: str
    ) -> tuple[QuerySet[Question], bool]:
        """A quiz is composed of approved questions alone."""
        if request.GET.get("model_name") == "quizquestion":
            queryset = queryset.approved()  # type: ignore[attr-defined]
        return super().get_search_results(request, queryset, search_term)

    # The form ---------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.GET.get("kind") in FORMS and self.course_of(request, None):
            return super().add_view(request, form_url, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What kind of question?"),
            "kinds": [(name, gettext(kind.label), gettext(kind.hint)) for name, kind in KINDS.items()],
            "courses": taught_courses(request),
            "named": request.GET.get("course"),
        }
        return TemplateResponse(request, "admin/quizzes/question/choose.html", context)

    def get_form(self, request: HttpRequest, obj: Question | None = None, change: bool = False, **kwargs: Any) -> Any:
        base = self.form_of(request, obj)
        kwargs["form"] = type(base.__name__, (base,), {"course": self.course_of(request, obj)})
        return super().get_form(request, obj, change, **kwargs)

    def form_of(self, request: HttpRequest, question: Question | None) -> Any:
        return FORMS[question.kind if question else request.GET["kind"]]

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> Any:
        own = self.form_of(request, obj).own
        about = ["status", "look", "kind_name", "course", "origin", "rule"] if obj else ["status"]
        return [
            (None, {"fields": ["stem", *own], "description": answered(obj)}),
            (_("Source"), {"fields": ["citation", "key_point", "explanation"]}),
            (_("Publishing"), {"fields": about}),
        ]

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=["key_point", "status"])
            obj.revise(request.user, timezone.now())
        else:
            Question.objects.add([obj], request.user, timezone.now())
        for _check, reason in held_against(obj, course_index(sources_of(obj.course))):
            self.message_user(request, _("Look again: %(reason)s") % {"reason": gettext(reason)}, messages.WARNING)

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        """Only what nobody has answered and no quiz holds."""
        return obj is not None and not obj.responses.exists() and not obj.slots.exists()

    # How it looks -----------------------------------------------------------

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.preview)
        return [path("<int:pk>/preview/", page, name="quizzes_question_preview"), *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = self.get_queryset(request).filter(pk=pk).first()
        if question is None:
            raise Http404
        return TemplateResponse(
            request, "admin/quizzes/question/preview.html", {"question": question, **preview_of(question)}
        )

    @admin.display(description=_("preview"))
    def look(self, question: Question) -> str:
        url = reverse("admin:quizzes_question_preview", args=[question.pk])
        return format_html('<a href="{}">{}</a>', url, _("As a learner sees it"))

    @admin.display(description=_("question"))
    def stem(self, question: Question) -> str:
        return str(question.shown["stem"])

    @admin.display(description=_("kind"), ordering="kind")
    def kind_name(self, question: Question) -> str:
        return gettext(KINDS[question.kind].label)

    @admin.display(description=_("source"), ordering="citation")
    def source(self, question: Question) -> str:
        return question.citation.label


def answered(question: Question | None) -> str:
    """What to know before a question is changed."""
    n = question.responses.filter(answered_at__isnull=False).count() if question else 0
    if not n:
        return ""
    return ngettext(
        "It was answered %(n)d time. That answer keeps the wording and the mark it had.",
        "It was answered %(n)d times. Those answers keep the wording and the marks they had.",
        n,
    ) % {"n": n}
