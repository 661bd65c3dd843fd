from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.admin.scope import RowFormSet, ScopedAdmin, ScopedInline, taught_courses
from quizzes.admin.draw import DrawInline
from quizzes.admin.override import OverrideInline
from quizzes.admin.rules import FIELDSETS, Moment, RulesForm
from quizzes.models import Question, Quiz, QuizQuestion, Status

if TYPE_CHECKING:
    Form = forms.ModelForm[QuizQuestion]
else:
    Form = forms.ModelForm

AT_THE_END = 1000


class SlotForm(Form):
    order = forms.IntegerField(
        label=_("Order"), min_value=1, max_value=999, required=False, help_text=_("Empty: at the end.")
    )

    class Meta:
        model = QuizQuestion
        fields = ["question", "order", "points"]
        error_messages = {"question": {"invalid_choice": _("This question is not one of this course.")}}

    def clean_question(self) -> Question:
        """A question that was retired since may stay until somebody looks at the quiz, but may not be added."""
        question: Question = self.cleaned_data["question"]
        if question.status != Status.APPROVED and "question" in self.changed_data:
            raise forms.ValidationError(_("“%(question)s” is not approved."), params={"question": question})
        if question.status == Status.RETIRED:
            raise forms.ValidationError(
                _("“%(question)s” is retired: take it out, or approve it again."), params={"question": question}
            )
        return question


class SlotFormSet(RowFormSet):
    """The questions in their order, numbered anew as they are saved. Which they are is left with the quiz for the
    rows that draw further ones.
    """

    def clean(self) -> None:
        super().clean()
        if not any(self.errors):
            self.instance.asked_always = [form.cleaned_data["question"].pk for form in self.kept()]

    def kept(self) -> list[Any]:
        return [
            form
            for form in self.forms
            if form.cleaned_data.get("question") and not form.cleaned_data.get("DELETE", False)
        ]

    def save(self, commit: bool = True) -> Any:
        rows = sorted(self.kept(), key=lambda form: form.cleaned_data["order"] or AT_THE_END)
        for order, form in enumerate(rows, start=1):
            form.instance.order = order
        slots = super().save(commit)
        if commit:
            QuizQuestion.objects.bulk_update([form.instance for form in rows], ["order"])
        return slots


class SlotInline(ScopedInline):
    model = QuizQuestion
    form = SlotForm
    formset = SlotFormSet
    course_path = "quiz__course"
    autocomplete_fields = ["question"]
    fields = ["order", "question", "points"]
    ordering = ["order", "pk"]
    extra = 1
    verbose_name = _("question")
    verbose_name_plural = _("questions")

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuizQuestion]:
        slots: QuerySet[QuizQuestion] = super().get_queryset(request)
        return slots.select_related("question")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Taking a question out of a quiz loses nothing: attempts keep their own copy."""
        return self.has_change_permission(request, obj)


@admin.register(Quiz)
class QuizAdmin(ScopedAdmin):
    """A new quiz asks first for its course, so that its form offers the questions of that course."""

    form = RulesForm
    # The questions first: the rows that draw further ones look at them.
    inlines = [SlotInline, DrawInline, OverrideInline]
    formfield_overrides = {models.DateTimeField: {"form_class": forms.DateTimeField, "widget": Moment}}
    list_display = ["title", "course", "lesson", "length", "time_limit", "is_open"]
    list_filter = [("course", admin.RelatedOnlyFieldListFilter), "is_open"]
    list_select_related = ["course", "lesson"]
    search_fields = ["title"]
    autocomplete_fields = ["lesson"]
    readonly_fields = ["course"]
    fieldsets = [(None, {"fields": ["title", "course", "lesson"]}), *FIELDSETS]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        quizzes: QuerySet[Quiz] = super().get_queryset(request)
        return quizzes.sized()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.course_of(request, None):
            return super().add_view(request, form_url, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("In which course?"),
            "courses": taught_courses(request),
        }
        return TemplateResponse(request, "admin/quizzes/quiz/choose.html", context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.course = self.course_of(request, obj)
        return form

    def save_model(self, request: HttpRequest, obj: Quiz, form: Any, change: bool) -> None:
        obj.created_at = obj.created_at or timezone.now()
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Quiz | None = None) -> bool:
        """Only what nobody has taken: attempts and their points go with a quiz."""
        return obj is not None and not obj.attempts.exists()

    @admin.display(description=_("questions"), ordering="size")
    def length(self, quiz: Any) -> int:
        return int(quiz.size)
