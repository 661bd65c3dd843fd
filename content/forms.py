from django import forms
from django.utils.translation import gettext_lazy as _

from content.models import Course, JoinRefused


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
