from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin.scope import RowFormSet, ScopedInline
from quizzes.kinds import KINDS
from quizzes.models import Draw

if TYPE_CHECKING:
    Form = forms.ModelForm[Draw]
else:
    Form = forms.ModelForm


def kinds() -> list[tuple[str, Any]]:
    return [("", _("Any kind")), *((name, _(kind.label)) for name, kind in KINDS.items())]


class DrawForm(Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds, required=False)

    class Meta:
        model = Draw
        fields = ["count", "points", "lesson", "key_point", "kind", "easiest", "hardest", "order"]
        help_texts = {
            "lesson": _("Empty: of the whole course."),
            "key_point": _("Empty: of any list or concept."),
            "easiest": _("From 0 (easy) to 1 (hard)."),
            "hardest": _("From 0 (easy) to 1 (hard)."),
            "order": _("Among the questions that are always asked; 99 is after them."),
        }


class DrawFormSet(RowFormSet):
    def clean(self) -> None:
        """Comes after the questions that are always asked, which have left their number with the quiz."""
        super().clean()
        if any(self.errors):
            return
        quiz = self.instance
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if not form.cleaned_data.get("DELETE", False)]
        fixed: list[int] | None = getattr(quiz, "asked_always", None)
        for form in kept:
            form.instance.quiz = quiz
            self.require_enough(form, fixed or [])
        if fixed is not None and quiz.is_open and not fixed and not kept:
            raise forms.ValidationError(
                _("An open quiz needs at least one question. Add one, have some drawn, or close the quiz.")
            )

    def require_enough(self, form: Any, fixed: list[int]) -> None:
        draw: Draw = form.instance
        found = draw.fitting().exclude(pk__in=fixed).count()
        if found < draw.count:
            words = ngettext(
                "Only %(n)s approved question fits: ask for fewer, or for a wider choice.",
                "Only %(n)s approved questions fit: ask for fewer, or for a wider choice.",
                found,
            )
            form.add_error("count", words % {"n": found})


class DrawInline(ScopedInline):
    model = Draw
    form = DrawForm
    formset = DrawFormSet
    course_path = "quiz__course"
    autocomplete_fields = ["lesson", "key_point"]
    verbose_name = _("row of random questions")
    verbose_name_plural = _("random questions: unseen ones first, then those asked least")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Draw]:
        draws: QuerySet[Draw] = super().get_queryset(request)
        return draws.select_related("lesson", "key_point")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is lost: attempts keep what they drew."""
        return self.has_change_permission(request, obj)
