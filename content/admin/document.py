from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.scope import ScopedAdmin, ScopedInline, taught_courses
from content.forms import DocumentForm
from content.importing import import_document
from content.models import Course, Document, Edition
from content.reading.source import UnreadableFile

CURRENT = Q(editions__is_current=True)
TAUGHT = Q(editions__lessons__key_points__is_retired=False)


class UploadForm(DocumentForm):
    """A document for one of the courses that somebody teaches."""

    course = forms.ModelChoiceField(Course.objects.none(), label=_("Course"), empty_label=None)
    field_order = ("course",)

    def __init__(self, *args: Any, courses: QuerySet[Course], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["class"] = "vLargeTextField"


class EditionInline(ScopedInline):
    model = Edition
    course_path = "document__course"
    fields = ["title", "source", "published", "words", "imported_at", "is_current"]
    readonly_fields = fields
    show_change_link = True
    ordering = ["-number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        editions: QuerySet[Edition] = super().get_queryset(request)
        return editions.defer("text")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DocumentDesk(ScopedAdmin):
    """Documents of a course, and the door by which they come in: the one that the seed takes too.

    What follows an import is not content's to know; quizzes registers this page with `after_import` filled.
    """

    list_display = ["title", "letter", "course", "lessons", "key_points", "created_at"]
    list_display_links = ["title"]
    list_filter = [("course", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["editions__title", "editions__file_name"]
    fields = ["course", "letter", "created_at"]
    readonly_fields = fields
    inlines = [EditionInline]

    def after_import(self, request: HttpRequest, edition: Edition) -> None:
        """Draft what can be asked about it."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        form = UploadForm(request.POST or None, request.FILES or None, courses=taught_courses(request))
        if form.is_valid() and (edition := self.bring_in(request, form)):
            self.after_import(request, edition)
            return redirect("admin:content_edition_change", edition.pk)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form, "title": _("Add document")}
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/content/document/upload.html", context, status=status)

    def bring_in(self, request: HttpRequest, form: UploadForm) -> Edition | None:
        """The edition made of what was given; None when it was refused, which the form then says."""
        now = timezone.now()
        try:
            edition = import_document(form.cleaned_data["course"], *form.document(), by=request.user, now=now)  # type: ignore[arg-type]
        except UnreadableFile as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", gettext(str(refusal)))
            return None
        if edition.imported_at < now:
            messages.warning(request, gettext("This text is in the course already; nothing was added."))
        else:
            self.log_addition(request, edition.document, [{"added": {}}])
            messages.success(request, gettext("“%(title)s” was read.") % {"title": edition.title})
        return edition

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents: QuerySet[Document] = super().get_queryset(request)
        current = Edition.objects.current().filter(document=OuterRef("pk"))
        return documents.select_related("course").annotate(
            current_title=Subquery(current.values("title")),
            lesson_count=Count("editions__lessons", filter=CURRENT, distinct=True),
            point_count=Count("editions__lessons__key_points", filter=CURRENT & TAUGHT, distinct=True),
        )

    @admin.display(description=_("title"), ordering="current_title")
    def title(self, document: Any) -> str:
        return str(document.current_title or document)

    @admin.display(description=_("lessons"), ordering="lesson_count")
    def lessons(self, document: Any) -> int:
        return int(document.lesson_count)

    @admin.display(description=_("key points"), ordering="point_count")
    def key_points(self, document: Any) -> int:
        return int(document.point_count)
