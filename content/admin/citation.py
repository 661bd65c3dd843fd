from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from content.admin.scope import ReadOnlyAdmin
from content.models import Citation, Lesson


class Searched(ReadOnlyAdmin):
    """Found from the forms that refer to it; it has no place in the desk's contents."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Citation)
class CitationAdmin(Searched):
    """Every sentence of a document is one, so any of them can be named as a source."""

    course_path = "edition__document__course"
    search_fields = ["quote"]
    list_display = ["label", "quote"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        citations: QuerySet[Citation] = super().get_queryset(request)
        return citations.with_source().defer("edition__text")  # type: ignore[attr-defined,no-any-return]


@admin.register(Lesson)
class LessonAdmin(Searched):
    search_fields = ["title"]
    list_display = ["title", "course", "number"]
