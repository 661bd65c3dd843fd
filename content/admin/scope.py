"""What every page of the desk shares: an instructor sees and edits the courses they teach, nothing else."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.models import Course

if TYPE_CHECKING:
    BaseAdmin = admin.options.BaseModelAdmin[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    InlineFormSet = forms.models.BaseInlineFormSet[Any, Any, Any]
else:
    BaseAdmin = admin.options.BaseModelAdmin
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline
    InlineFormSet = forms.models.BaseInlineFormSet


class Scoped(BaseAdmin):
    """Rows that belong to a course, for those who teach it.

    `course_path` leads from a row to its course. A row of another course is not forbidden, it is not
    found: lists, single pages, choices and searches all start from `get_queryset`.
    """

    course_path: ClassVar[str] = "course"
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).filter(**{f"{self.course_path}__in": taught_courses(request)})

    def get_field_queryset(
        self, db: str | None, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest
    ) -> models.QuerySet[Any] | None:
        """The choices of a reference are the rows that its own page lists, of the course at hand."""
        related = self.admin_site._registry.get(db_field.related_model)
        if not isinstance(related, Scoped):
            return super().get_field_queryset(db, db_field, request)
        rows = related.get_queryset(request)
        course = course_at_hand(request)
        return rows.filter(**{related.course_path: course.pk}) if course else rows

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "forms.ModelChoiceField[Any] | None":
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = CoursePicker(db_field, self.admin_site, course=course_at_hand(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Rows are added where they are at home, with what belongs to them, not in a window beside a form."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted unless its page says so: what was taught is retired instead."""
        return False


class ScopedAdmin(Scoped, ModelAdmin):
    list_per_page = 50
    show_full_result_count = False
    decided: ClassVar[tuple[str, ...]] = ()
    """The fields that bulk decisions change."""
    empty_value_display = "–"

    def course_of(self, request: HttpRequest, row: Any | None) -> Course | None:
        """The course that a form writes in: the row's; for a new row, the one that the address names."""
        if row is None:
            named = request.GET.get("course", "")
            return taught_courses(request).filter(pk=named).first() if named.isdecimal() else None
        for step in self.course_path.split("__"):
            row = getattr(row, step)
        return row

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # Fields are made one by one and told only the request, so it carries the course to them.
        request.course_at_hand = self.course_of(request, obj)  # type: ignore[attr-defined]
        return super().get_form(request, obj, change, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        named = request.GET.get("course", "")
        if named.isdecimal():
            queryset = queryset.filter(**{self.course_path: named})
        return super().get_search_results(request, queryset, search_term)

    def decide(self, request: HttpRequest, rows: models.QuerySet[Any], verb: str, said: str) -> int:
        """Call the verb on these rows, keep who did it to which, and tell how many it changed."""
        before = {row.pk: row for row in rows}
        changed: int = getattr(rows, verb)()
        for row in self.get_queryset(request).filter(pk__in=before):
            if any(getattr(row, name) != getattr(before[row.pk], name) for name in self.decided):
                self.log_change(request, row, said)
        return changed


class ReadOnlyAdmin(ScopedAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CoursePicker(AutocompleteSelect):
    """A search field that offers rows of one course only, where it is known."""

    def __init__(self, field: Any, admin_site: admin.AdminSite, course: Course | None, **kwargs: Any) -> None:
        super().__init__(field, admin_site, **kwargs)
        self.course = course

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """While nothing is chosen, the words inside name the field for those who hear it."""
        words = _("Find: %(name)s") % {"name": self.field.verbose_name}
        return {**super().build_attrs(base_attrs, extra_attrs), "data-placeholder": words}

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/desk.js"])

    def get_url(self) -> str:
        return f"{super().get_url()}?course={self.course.pk}" if self.course else super().get_url()


class RowFormSet(InlineFormSet):
    """Rows in a table: their fields have no label beside them, so each says its own."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", field.label or _("Row"))


class ScopedInline(Scoped, TabularInline):
    formset = RowFormSet
    extra = 0


def taught_courses(request: HttpRequest) -> models.QuerySet[Course]:
    return Course.objects.taught_by(request.user)


def course_at_hand(request: HttpRequest) -> Course | None:
    return getattr(request, "course_at_hand", None)
