from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.http import HttpRequest as MemberRequest
from content.admin.membership import StaffInline
from content.admin.scope import ScopedAdmin
from content.extraction.pack import PACKS
from content.models import Course, Role

if TYPE_CHECKING:
    Form = forms.ModelForm[Course]
else:
    Form = forms.ModelForm


def languages() -> list[tuple[str, str]]:
    """Those whose texts can be read for what they teach."""
    return [(name, capfirst(get_language_info(name)["name_translated"])) for name in PACKS]


class CourseForm(Form):
    language = forms.ChoiceField(label=_("Language of its documents"), choices=languages)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[(name, name) for name in sorted(available_timezones())],
        initial="UTC",
        help_text=_("The weeks and months of its board begin and end by this clock."),
    )

    class Meta:
        model = Course
        fields = ["title", "slug", "description", "language", "time_zone", "publishing", "joining_open"]


@admin.register(Course)
class CourseAdmin(ScopedAdmin):
    form = CourseForm
    course_path = "pk"
    inlines = [StaffInline]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "join_code", "joining_open", "people", "sources"]
    search_fields = ["title"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "description", "language", "time_zone"]}),
        (_("Publishing"), {"fields": ["publishing"]}),
        (_("Joining"), {"fields": ["join_code", "joining_open", "members_page"]}),
    ]
    readonly_fields = ["join_code", "members_page"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Course]:
        courses: QuerySet[Course] = super().get_queryset(request)
        present = Q(memberships__left_at=None)
        return courses.annotate(
            people=Count("memberships", filter=present, distinct=True), sources=Count("documents", distinct=True)
        )

    @admin.display(description=_("members"), ordering="people")
    def people(self, course: Course) -> int:
        return course.people  # type: ignore[attr-defined,no-any-return]

    @admin.display(description=_("documents"), ordering="sources")
    def sources(self, course: Course) -> int:
        return course.sources  # type: ignore[attr-defined,no-any-return]

    @admin.display(description=_("learners"))
    def members_page(self, course: Course) -> str:
        if not course.pk:
            return str(_("They join by the code once the course is there."))
        url = reverse("admin:content_membership_changelist")
        everybody = format_html(
            '<a href="{}?course__id__exact={}">{}</a>', url, course.pk, _("Everybody in this course")
        )
        bring = reverse("content:roster", args=[course.slug])
        return format_html('{} · <a href="{}">{}</a>', everybody, bring, _("Bring in a class list"))

    def course_of(self, request: HttpRequest, row: Course | None) -> Course | None:
        return row

    def get_inlines(self, request: HttpRequest, obj: Course | None) -> list[type[StaffInline]]:
        return [StaffInline] if obj else []

    def save_model(self, request: MemberRequest, obj: Course, form: Any, change: bool) -> None:  # type: ignore[override]
        """Who makes a course teaches it."""
        now = timezone.now()
        if not change:
            obj.created_at = now
        super().save_model(request, obj, form, change)
        if not change:
            obj.admit(request.user, now, Role.INSTRUCTOR)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for member in formset.save(commit=False):
            member.joined_at = member.joined_at or timezone.now()
            member.save()
        formset.save_m2m()

    def response_change(self, request: HttpRequest, obj: Course) -> HttpResponse:
        if "_renew" not in request.POST:
            return super().response_change(request, obj)
        obj.renew_code()
        self.log_change(request, obj, str(_("Gave it a new join code.")))
        if obj.joining_open:
            told = _("The join code is %(code)s now; the old one opens nothing.")
        else:
            told = _("The join code is %(code)s now. It opens nothing either while the course takes no new learners.")
        self.message_user(request, told % {"code": obj.join_code})
        return HttpResponseRedirect(request.path)
