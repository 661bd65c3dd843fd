from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.admin.scope import course_at_hand, taught_courses
from content.models import Course
from quizzes.admin.filters import FlawFilter, KindFilter, StatisticsFilter, TagFilter, with_answers
from quizzes.admin.kinds import FORMS
from quizzes.admin.question_desk import QuestionDesk
from quizzes.admin.sentence import SentencePicker
from quizzes.auditing import examined, held_against
from quizzes.building import sources_of
from quizzes.generation.support import course_index
from quizzes.kinds import KINDS
from quizzes.models import Question, Tag

HARDNESS = ((0.4, _("easy")), (0.6, _("middling")), (1.0, _("hard")))
"""What a question is called up to which difficulty."""


@admin.register(Question)
class QuestionAdmin(QuestionDesk):
    """A new question asks first for its kind and course; then comes the form that fits them."""

    list_display = ["stem", "kind_name", "source", "course", "origin", "hardness", "status", "right"]
    list_display_links = ["stem"]
    list_filter = [
        "status",
        KindFilter,
        TagFilter,
        FlawFilter,
        StatisticsFilter,
        ("course", admin.RelatedOnlyFieldListFilter),
        ("key_point__lesson", admin.RelatedOnlyFieldListFilter),
        "origin",
    ]
    search_fields = ["shown__stem"]
    autocomplete_fields = ["key_point"]
    readonly_fields = ["course", "kind_name", "origin", "rule", "hardness", "look"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        questions: QuerySet[Question] = super().get_queryset(request)
        questions = questions.with_source().select_related("course").defer("citation__edition__text")  # type: ignore[attr-defined]
        return with_answers(questions)

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
        about = {"course": self.course_of(request, obj), "copied": None if obj else self.copied(request)}
        kwargs["form"] = type(base.__name__, (base,), about)
        return super().get_form(request, obj, change, **kwargs)

    def copied(self, request: HttpRequest) -> Question | None:
        """The question that a new one is to be a copy of, of the same kind."""
        named = request.GET.get("copy", "")
        mine = self.get_queryset(request).filter(kind=request.GET["kind"])
        return mine.filter(pk=named).first() if named.isdecimal() else None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "citation":
            kwargs["widget"] = SentencePicker(course_at_hand(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def form_of(self, request: HttpRequest, question: Question | None) -> Any:
        return FORMS[question.kind if question else request.GET["kind"]]

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> Any:
        own = self.form_of(request, obj).own
        about = ["status", "words"] + (["look", "kind_name", "course", "origin", "rule", "hardness"] if obj else [])
        return [
            (None, {"fields": ["stem", *own, "seen"], "description": answered(obj)}),
            (_("Source"), {"fields": ["citation", "key_point", "explanation"]}),
            (_("Publishing"), {"fields": about}),
        ]

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=["key_point", "status"])
            obj.revise(request.user, timezone.now())
        else:
            Question.objects.add([obj], request.user, timezone.now())
        obj.tags.set(Tag.objects.named(obj.course, form.cleaned_data["words"]))
        self.look_again(request, examined([obj], course_index(sources_of(obj.course)))[obj.pk])

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; or, for who only tries it out, what the checks say of it or how it looks. Nothing is saved."""
        form = context["adminform"].form
        if form.trial == "_preview" and not form.errors:
            return self.show(request, form.instance)
        if form.trial:
            course = form.instance.course
            context |= {"checked": True, "reasons": [] if form.errors else tried_out(form.instance, course)}
            context["missing"] = [error for errors in form.errors.values() for error in errors]
        if form.trial and request.htmx:  # type: ignore[attr-defined]
            return TemplateResponse(request, "admin/quizzes/question/_check.html", context)
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        """Only what nobody has answered and no quiz holds."""
        return obj is not None and not obj.responses.exists() and not obj.slots.exists()

    # In the list ------------------------------------------------------------

    @admin.display(description=_("preview"))
    def look(self, question: Question) -> str:
        url = reverse("admin:quizzes_question_preview", args=[question.pk])
        return format_html('<a href="{}">{}</a>', url, _("As a learner sees it"))

    @admin.display(description=_("estimated difficulty"), ordering="difficulty")
    def hardness(self, question: Question) -> str:
        """In a word, and from 0 (easiest) to 100."""
        word = next(word for most, word in HARDNESS if question.difficulty <= most)
        return f"{word} ({round(100 * question.difficulty)})"

    @admin.display(description=_("right"), ordering="facility")
    def right(self, question: Any) -> str | None:
        """Of the version that is asked now."""
        if question.answers is None:
            return None
        return _("%(share)s %% of %(n)s") % {"share": round(100 * question.facility), "n": question.answers}

    @admin.display(description=_("question"))
    def stem(self, question: Question) -> str:
        return str(question.shown["stem"])

    @admin.display(description=_("kind"), ordering="kind")
    def kind_name(self, question: Question) -> str:
        return gettext(KINDS[question.kind].label)

    @admin.display(description=_("source"), ordering="citation")
    def source(self, question: Question) -> str:
        return question.citation.label


def tried_out(question: Question, course: Course) -> list[str]:
    """What the checks hold against a question as it stands in a form."""
    return [gettext(reason) for _check, reason in held_against(question, course_index(sources_of(course)))]


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
