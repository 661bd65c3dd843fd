from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.admin.item import ItemAdmin
from quizzes.admin.kinds.base import lines_of, lit_spans
from quizzes.auditing import held_against
from quizzes.building import sources_of
from quizzes.generation.support import course_index
from quizzes.models import Card

if TYPE_CHECKING:
    Form = forms.ModelForm[Card]
else:
    Form = forms.ModelForm

AUTHORED = "authored"
"""The face of a card that an instructor wrote."""


class CardForm(Form):
    lines = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        help_text=_("One line, or the items of a list, one a line."),
        error_messages={"required": _("The card has no answer.")},
    )
    ordered = forms.BooleanField(label=_("The order of its lines matters"), required=False)

    class Meta:
        model = Card
        fields = ["prompt", "key_point", "status"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {
                "lines": "\n".join(self.instance.answer["lines"]),
                "ordered": self.instance.answer.get("ordered", False),
            }
        else:
            self.instance.face = AUTHORED

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        lines = lines_of(given.get("lines", ""))
        if len({line.casefold() for line in lines}) < len(lines):
            self.add_error("lines", _("Two lines are the same."))
        if not self.errors and {"lines", "ordered", "key_point"} & set(self.changed_data):
            card, point = self.instance, given.get("key_point") or self.instance.key_point
            card.answer = {"lines": lines, "ordered": given["ordered"] and len(lines) > 1}
            card.citation = point.citation
            card.lit = lit_spans(point.citation, lines)
        return given


@admin.register(Card)
class CardAdmin(ItemAdmin):
    """A card asks for a key point and is answered by words of its source."""

    form = CardForm
    course_path = "key_point__course"
    list_display = ["prompt", "key_point", "source", "status"]
    list_filter = [
        "status",
        ("key_point__course", admin.RelatedOnlyFieldListFilter),
        ("key_point__lesson", admin.RelatedOnlyFieldListFilter),
        "face",
    ]
    search_fields = ["prompt", "key_point__label"]
    autocomplete_fields = ["key_point"]
    fieldsets = [
        (None, {"fields": ["prompt", "lines", "ordered"]}),
        (_("Source"), {"fields": ["key_point"]}),
        (_("Publishing"), {"fields": ["status"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Card]:
        cards: QuerySet[Card] = super().get_queryset(request)
        source = "citation__edition"
        return cards.select_related("key_point__course", f"{source}__document").defer(f"{source}__text")

    def get_readonly_fields(self, request: HttpRequest, obj: Card | None = None) -> list[str]:
        """Its memories belong to the key point, so a card stays with it."""
        return ["key_point"] if obj else []

    def save_model(self, request: HttpRequest, obj: Card, form: Any, change: bool) -> None:
        if not change:
            obj.created_at = timezone.now()
        super().save_model(request, obj, form, change)
        course = obj.key_point.course
        self.look_again(request, held_against(obj, course_index(sources_of(course))))

    @admin.display(description=_("source"), ordering="citation")
    def source(self, card: Card) -> str:
        return card.citation.label
