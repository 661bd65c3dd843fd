from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from content.admin.citation import Searched
from content.models import Edition, KeyPoint, KeyPointKind, Paragraph

Found = list[tuple[str, list[KeyPoint]]]


@admin.register(Edition)
class EditionAdmin(Searched):
    """A text as it was read, and what was found in it. It never changes: offsets stand on it."""

    course_path = "document__course"
    change_form_template = "admin/content/edition/change_form.html"
    fields = ["document", "number", "title", "source", "author", "published", "language", "words", "file_name"]
    search_fields = ["title"]
    list_display = ["title", "document", "number", "is_current"]
    list_select_related = ["document__course"]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        edition = self.get_object(request, object_id)
        shown = {"found": found_in(edition), "blocks": list(blocks_of(edition))} if edition else {}
        return super().change_view(request, object_id, form_url, {**shown, **(extra_context or {})})


def found_in(edition: Edition) -> Found:
    """Key points by kind, lists first, with the heading of each kind."""
    points = KeyPoint.objects.filter(lesson__edition=edition).with_source().defer("citation__edition__text")
    order = [kind.value for kind in KeyPointKind]
    ordered = sorted(points, key=lambda point: (order.index(point.kind), point.order))
    headings = {"list": _("Lists"), "concept": _("Terms"), "fact": _("Facts")}
    return [(headings[kind], list(group)) for kind, group in groupby(ordered, key=lambda point: point.kind)]


def blocks_of(edition: Edition) -> Iterator[tuple[Paragraph, str]]:
    """The blocks of the text with their words; those without a number are kept but never taught."""
    for block in edition.paragraphs.all():
        yield block, edition.text[block.start : block.end]
