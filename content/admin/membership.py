from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin.scope import ScopedAdmin, ScopedInline
from content.models import Membership, Role

if TYPE_CHECKING:
    Form = forms.ModelForm[Membership]
else:
    Form = forms.ModelForm

LAST_INSTRUCTOR = _("“%(course)s” needs an instructor: name another one first.")


class MembershipForm(Form):
    """A person is named by their account, never picked from a list: nobody reads who else is here."""

    user = forms.ModelChoiceField(
        get_user_model().objects.filter(is_active=True),
        label=_("Account name"),
        to_field_name="username",
        widget=forms.TextInput,
        error_messages={
            "invalid_choice": _("Nobody has the account name “%(value)s”. Ask for it, or give them the join code.")
        },
    )

    class Meta:
        model = Membership
        fields = ["course", "user", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["user"].disabled = True
            self.initial["user"] = self.instance.user.get_username()

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if self.instance.pk and role != Role.INSTRUCTOR and self.instance.is_last_instructor:
            raise forms.ValidationError(LAST_INSTRUCTOR, params={"course": self.instance.course})
        return role

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.instance.pk and given.get("user") and given.get("course"):
            # Django leaves this to the database where the form is a row of its course's page.
            try:
                Membership(course=given["course"], user=given["user"]).validate_constraints()
            except forms.ValidationError as error:
                self.add_error("user", error.messages)
        return given


class StaffInline(ScopedInline):
    """Those who teach and judge; the learners have a page of their own, as they may be many."""

    model = Membership
    form = MembershipForm
    fields = ["user", "role"]
    verbose_name = _("instructor or reviewer")
    verbose_name_plural = _("instructors and reviewers")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        members: QuerySet[Membership] = super().get_queryset(request)
        return members.present().exclude(role=Role.LEARNER).select_related("user", "course").order_by("pk")


@admin.register(Membership)
class MembershipAdmin(ScopedAdmin):
    form = MembershipForm
    fields = ["course", "user", "role"]
    list_display = ["user", "course", "role", "joined_at", "left_at"]
    list_filter = [("course", admin.RelatedOnlyFieldListFilter), "role", ("left_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "course"]
    search_fields = ["user__username", "user__display_name"]
    ordering = ["course", "user__username"]
    actions = ["remove", "take_back"]

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        return ["course"] if obj else []

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        obj.joined_at = obj.joined_at or timezone.now()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Remove from the course"))
    def remove(self, request: HttpRequest, members: QuerySet[Membership]) -> None:
        now = timezone.now()
        gone = 0
        for member in members.filter(left_at=None).select_related("course"):
            if member.is_last_instructor:
                messages.error(request, LAST_INSTRUCTOR % {"course": member.course})
                continue
            member.leave(now)
            self.log_change(request, member, str(_("Removed from the course.")))
            gone += 1
        self.message_user(
            request,
            ngettext(
                "%(n)d person removed. What they learnt and earned is kept.",
                "%(n)d people removed. What they learnt and earned is kept.",
                gone,
            )
            % {"n": gone},
        )

    @admin.action(description=_("Take back into the course"))
    def take_back(self, request: HttpRequest, members: QuerySet[Membership]) -> None:
        back = list(members.exclude(left_at=None).select_related("course", "user"))
        for member in back:
            member.course.admit(member.user, timezone.now())
            self.log_change(request, member, str(_("Taken back into the course.")))
        self.message_user(
            request, ngettext("%(n)d person is back.", "%(n)d people are back.", len(back)) % {"n": len(back)}
        )
