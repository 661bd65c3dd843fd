from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from content.models import Course, JoinRefused, KeyPoint, KeyPointKind


class JoinForm(forms.Form):
    """The code of a course that somebody wants to join."""

    code = forms.CharField(
        label=_("Course code"),
        max_length=16,
        error_messages={
            "required": _("Write the course's code. Your instructor has it."),
            "max_length": _("A course's code is shorter, such as DX4-7KM. Check it with your instructor."),
        },
        widget=forms.TextInput(
            attrs={"class": "input", "placeholder": "DX4-7KM", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> Course:
        """The course that the code opens."""
        try:
            return Course.with_code(self.cleaned_data["code"])
        except JoinRefused as error:
            raise forms.ValidationError(str(error)) from error


class SameIdeaForm(forms.Form):
    """Two concepts of a course, and whether they are one."""

    one = forms.ModelChoiceField(KeyPoint.objects.none())
    other = forms.ModelChoiceField(KeyPoint.objects.none())
    verdict = forms.ChoiceField(choices=[("same", ""), ("apart", "")])

    def __init__(self, course: Course, *args: Any) -> None:
        super().__init__(*args)
        concepts = KeyPoint.objects.taught().filter(course=course, kind=KeyPointKind.CONCEPT)
        for name in ("one", "other"):
            cast(forms.ModelChoiceField[KeyPoint], self.fields[name]).queryset = concepts

    def clean(self) -> dict[str, Any]:
        """The pages offer only what holds, so one sentence answers whatever else is sent."""
        data: dict[str, Any] = self.cleaned_data
        if self.errors or data["one"] == data["other"]:
            self.errors.clear()
            raise forms.ValidationError(
                _("Choose two concepts of this course that are taught, and whether they are one. Nothing was changed.")
            )
        return data

    @property
    def pair(self) -> tuple[KeyPoint, KeyPoint]:
        return self.cleaned_data["one"], self.cleaned_data["other"]

    @property
    def is_same(self) -> bool:
        return bool(self.cleaned_data["verdict"] == "same")
