"""The forms of those who decide disputes and mend questions."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models import Course
from quizzes.models import Measure, Remedy, Response


class RemedyForm(forms.Form):
    """What an instructor has in mind for a disputed question: an address, so that it can be looked at first."""

    remedy = forms.ChoiceField(label=_("What should hold"), choices=Remedy.choices, widget=forms.RadioSelect)
    answer = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, version: int, data: QueryDict) -> None:
        super().__init__(data)
        self.version = version

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        asked = Response.objects.filter(version=self.version).select_related("attempt", "version__question__course")
        given["response"] = asked.filter(pk=given["answer"]).first() if given.get("answer") else None
        if self.is_lost:
            raise forms.ValidationError(gettext("That answer was not given to this question. Choose one of the list."))
        return given

    @property
    def is_lost(self) -> bool:
        """Whether it names an answer that nobody gave."""
        return bool(self["answer"].value()) and self.cleaned_data.get("response") is None


class DecisionForm(RemedyForm):
    """The same, decided: `seen` is the digest of what the instructor looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    reason = forms.CharField(
        label=_("Why"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The learners read it with their new score."),
    )


class DeclineForm(forms.Form):
    reply = forms.CharField(
        label=_("Why the question stays as it is"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The learner reads it beside the question."),
    )


class FixForm(forms.Form):
    """What becomes of a question that its figures speak against."""

    do = forms.ChoiceField(choices=[("leave", ""), ("look", ""), ("retire", "")])
    measure = forms.ModelChoiceField(Measure.objects.none())

    def __init__(self, course: Course, data: QueryDict) -> None:
        super().__init__(data)
        mine = Measure.objects.filter(quiz__course=course).select_related("version__question")
        self.fields["measure"].queryset = mine  # type: ignore[attr-defined]  # of a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        if self.errors:
            raise forms.ValidationError(
                gettext("That question is not in this list any more. Nothing was changed: choose one below.")
            )
        return super().clean() or {}
