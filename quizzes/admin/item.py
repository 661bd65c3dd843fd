"""What questions and cards share: they are drafts until somebody approves them, and are retired, not deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin.scope import ScopedAdmin
from quizzes.pages.history import history


class ItemAdmin(ScopedAdmin):
    actions = ["approve", "retire", "redraft"]
    decided = ("status",)
    object_history_template = "admin/quizzes/history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With what was decided in the review queue and what was reworded."""
        item = self.get_object(request, object_id)
        told = {"events": history(item) if item else []}
        return super().history_view(request, object_id, {**(extra_context or {}), **told})

    @admin.action(description=_("Approve: learners may see them"))
    def approve(self, request: HttpRequest, items: QuerySet[Any]) -> None:
        n = self.decide(request, items, "approve", str(_("Approved.")))
        self.message_user(request, ngettext("%(n)d item approved.", "%(n)d items approved.", n) % {"n": n})

    @admin.action(description=_("Retire: ask them no more"))
    def retire(self, request: HttpRequest, items: QuerySet[Any]) -> None:
        n = self.decide(request, items, "retire", str(_("Retired.")))
        self.message_user(
            request,
            ngettext("%(n)d item retired. What was answered stays.", "%(n)d items retired. What was answered stays.", n)
            % {"n": n},
        )

    @admin.action(description=_("Back to draft"))
    def redraft(self, request: HttpRequest, items: QuerySet[Any]) -> None:
        n = self.decide(request, items, "redraft", str(_("Back to draft.")))
        self.message_user(request, ngettext("%(n)d item is a draft.", "%(n)d items are drafts.", n) % {"n": n})
