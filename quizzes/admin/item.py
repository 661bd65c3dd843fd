"""What questions and cards share: they are drafts until somebody approves them, and are retired, not deleted."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.admin.scope import ScopedAdmin
from quizzes.pages.history import history


class ItemAdmin(ScopedAdmin):
    actions = ["approve", "retire", "redraft"]
    decided = ("status",)
    object_history_template = "admin/quizzes/history.html"

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to the page that led here, if that is one of ours: the review queue goes on where it was left."""
        came_from = request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
            return HttpResponseRedirect(came_from)
        return super().response_post_save_change(request, obj)

    def look_again(self, request: HttpRequest, reasons: Iterable[tuple[str, str]]) -> None:
        """What the checks hold against what was just saved; it is saved all the same."""
        for _check, reason in reasons:
            self.message_user(request, _("Look again: %(reason)s") % {"reason": gettext(reason)}, messages.WARNING)

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
