from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.admin.scope import RowFormSet, ScopedInline
from quizzes.admin.rules import Moment
from quizzes.models import Override

if TYPE_CHECKING:
    Form = forms.ModelForm[Override]
else:
    Form = forms.ModelForm

GRANTS = ("extra_minutes", "extra_attempts", "opens_at", "closes_at")


class OverrideForm(Form):
    learner = forms.ModelChoiceField(
        get_user_model().objects.filter(is_active=True),
        label=_("Account name"),
        to_field_name="username",
        widget=forms.TextInput,
        error_messages={"invalid_choice": _("Nobody in this course has the account name “%(value)s”.")},
    )

    class Meta:
        model = Override
        fields = ["learner", *GRANTS, "reason"]
        help_texts = {
            "extra_minutes": _("Beyond the time limit, in attempts that begin from now on."),
            "extra_attempts": _("Beyond the attempts that the quiz allows."),
            "reason": _("The learner reads it before they begin."),
        }
        error_messages = {"reason": {"required": _("Say why; the learner reads it.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["learner"].disabled = True
            self.initial["learner"] = self.instance.learner.get_username()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(name) for name in GRANTS) and not set(GRANTS) & set(self.errors):
            self.add_error(None, _("Grant something: minutes, attempts or dates."))
        return given


class OverrideFormSet(RowFormSet):
    def clean(self) -> None:
        super().clean()
        present = set(self.instance.course.memberships.present().values_list("user", flat=True))
        for form in self.forms:
            learner = getattr(form, "cleaned_data", {}).get("learner")
            if learner and learner.pk not in present:
                words = OverrideForm.base_fields["learner"].error_messages["invalid_choice"]
                form.add_error("learner", words % {"value": learner.get_username()})


class OverrideInline(ScopedInline):
    model = Override
    form = OverrideForm
    formset = OverrideFormSet
    course_path = "quiz__course"
    formfield_overrides = {models.DateTimeField: {"form_class": forms.DateTimeField, "widget": Moment}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Override]:
        overrides: QuerySet[Override] = super().get_queryset(request)
        return overrides.select_related("learner", "quiz")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is granted may be taken back; attempts that began under it keep it."""
        return self.has_change_permission(request, obj)
