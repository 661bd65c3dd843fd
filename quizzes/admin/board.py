from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin.scope import ReadOnlyAdmin
from quizzes.flagging import reason
from quizzes.models import Flag, LedgerEntry, Ruling
from quizzes.pages.names import staff_name
from quizzes.wording import said


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    """Every point and where it comes from. Points are put right by ruling on an attempt, never here."""

    list_display = ("counts_at", "learner_shown", "course", "source", "points", "attempts", "written_at")
    list_filter = ("source",)
    list_select_related = ("learner", "course")
    search_fields = ("learner__display_name",)
    date_hierarchy = "counts_at"
    fields = ("course", "learner_shown", "source", "points", "attempts", "attempt", "lesson", "counts_at", "written_at")

    @admin.display(description=_("learner"), ordering="learner__display_name")
    def learner_shown(self, entry: LedgerEntry) -> str:
        return staff_name(entry.learner)


@admin.register(Flag)
class FlagAdmin(ReadOnlyAdmin):
    """Why attempts were flagged, by which limits. A person's decision is a ruling."""

    course_path = "attempt__quiz__course"
    list_display = ("at", "rule", "learner_shown", "attempt", "why")
    list_filter = ("rule",)
    list_select_related = ("attempt__quiz", "attempt__learner")
    search_fields = ("attempt__learner__display_name",)
    date_hierarchy = "at"
    fields = ("at", "rule", "learner_shown", "attempt", "why", "figures")

    @admin.display(description=_("learner"), ordering="attempt__learner__display_name")
    def learner_shown(self, flag: Flag) -> str:
        return staff_name(flag.attempt.learner)

    @admin.display(description=_("why"))
    def why(self, flag: Flag) -> str:
        return said(reason(flag.rule, flag.figures))


@admin.register(Ruling)
class RulingAdmin(ReadOnlyAdmin):
    """The audit trail. A ruling is answered by another one, on the page of its attempt."""

    course_path = "attempt__quiz__course"
    list_display = ("at", "decision", "learner_shown", "attempt", "reason", "by_shown")
    list_filter = ("decision",)
    list_select_related = ("attempt__quiz", "attempt__learner", "by")
    search_fields = ("attempt__learner__display_name", "reason")
    date_hierarchy = "at"
    fields = ("at", "decision", "learner_shown", "attempt", "reason", "note", "by_shown")

    @admin.display(description=_("learner"), ordering="attempt__learner__display_name")
    def learner_shown(self, ruling: Ruling) -> str:
        return staff_name(ruling.attempt.learner)

    @admin.display(description=_("by"), ordering="by__display_name", empty_value=_("A former reviewer"))
    def by_shown(self, ruling: Ruling) -> str | None:
        return staff_name(ruling.by) if ruling.by else None
