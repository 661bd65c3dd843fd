from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.admin.scope import ScopedAdmin
from content.models import KeyPoint, KeyPointKind

if TYPE_CHECKING:
    Form = forms.ModelForm[KeyPoint]
else:
    Form = forms.ModelForm

Said = dict[str, Any]


class KeyPointForm(Form):
    """Names and members. Members are words of the source, so that each keeps its place in it."""

    items = forms.CharField(
        label=_("Items"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
        help_text=_("One a line, in their order, each in the exact words of the source."),
    )
    ordered = forms.BooleanField(label=_("Their order matters"), required=False)
    complete = forms.BooleanField(
        label=_("No item is missing"), required=False, help_text=_("Only complete lists are asked for as a whole.")
    )
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("One a line."),
    )

    class Meta:
        model = KeyPoint
        fields = ["label", "is_retired"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        content = self.instance.content
        self.initial |= {
            "items": "\n".join(one_line(item["text"]) for item in self.instance.items),
            "aliases": "\n".join(content.get("aliases", [])),
            "ordered": content.get("ordered", False),
            "complete": content.get("complete", True),
        }

    def clean_items(self) -> list[Said]:
        if self.instance.kind != KeyPointKind.LIST:
            return []
        lines = lines_of(self.cleaned_data["items"])
        if len(lines) < 2:
            raise forms.ValidationError(_("A list has two items at least; retire the key point if it is none."))
        if len({line.casefold() for line in lines}) < len(lines):
            raise forms.ValidationError(_("Two items are the same."))
        known = {one_line(item["text"]): item for item in self.instance.items}
        return [known.get(line) or self.said(line) for line in lines]

    def said(self, words: str) -> Said:
        """Where the source says this: within the evidence if it can be, else elsewhere in the lesson."""
        edition, citation, lesson = self.instance.citation.edition, self.instance.citation, self.instance.lesson
        for start, end in ((citation.start, citation.end), (lesson.start, lesson.end)):
            if (at := edition.text.find(words, start, end)) >= 0:
                return {"text": words, "start": at, "end": at + len(words)}
        raise forms.ValidationError(
            _("“%(words)s” does not stand in the source: copy its exact words."), params={"words": words}
        )

    def save(self, commit: bool = True) -> KeyPoint:
        point, cleaned = self.instance, self.cleaned_data
        if point.kind == KeyPointKind.LIST:
            point.content |= {name: cleaned[name] for name in ("items", "ordered", "complete")}
        if point.kind == KeyPointKind.CONCEPT:
            point.content |= {"aliases": lines_of(cleaned["aliases"])}
        return super().save(commit)


FIELDS = {
    KeyPointKind.LIST: ["label", "items", "ordered", "complete", "is_retired"],
    KeyPointKind.CONCEPT: ["label", "aliases", "is_retired"],
    KeyPointKind.FACT: ["label", "is_retired"],
}


@admin.register(KeyPoint)
class KeyPointAdmin(ScopedAdmin):
    form = KeyPointForm
    list_display = ["label", "kind", "source", "lesson", "is_retired"]
    list_filter = [
        ("course", admin.RelatedOnlyFieldListFilter),
        "kind",
        "is_retired",
        ("lesson", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["label", "citation__quote"]
    readonly_fields = ["kind", "lesson", "words"]
    actions = ["retire", "teach"]
    decided = ("is_retired",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[KeyPoint]:
        points: QuerySet[KeyPoint] = super().get_queryset(request)
        return points.with_source().select_related("lesson").defer("citation__edition__text")  # type: ignore[attr-defined,no-any-return]

    def get_fieldsets(self, request: HttpRequest, obj: KeyPoint | None = None) -> Any:
        kind = KeyPointKind(obj.kind) if obj else KeyPointKind.FACT
        note = gettext("Cards and questions made of it keep their words: retire those that no longer fit.")
        return [
            (None, {"fields": FIELDS[kind], "description": note}),
            (_("Where it stands"), {"fields": ["kind", "lesson", "words"]}),
        ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("source"), ordering="citation")
    def source(self, point: KeyPoint) -> str:
        return point.citation.label

    @admin.display(description=_("its source"))
    def words(self, point: KeyPoint) -> str:
        return format_html("<blockquote>{}</blockquote>{}", point.citation.quote, point.citation.label)

    @admin.action(description=_("Retire: teach it no more"))
    def retire(self, request: HttpRequest, points: QuerySet[KeyPoint]) -> None:
        n = self.decide(request, points, "retire", gettext("Retired."))
        self.message_user(
            request, ngettext("%(n)d key point is retired.", "%(n)d key points are retired.", n) % {"n": n}
        )

    @admin.action(description=_("Teach it again"))
    def teach(self, request: HttpRequest, points: QuerySet[KeyPoint]) -> None:
        n = self.decide(request, points, "teach", gettext("Taught again."))
        self.message_user(
            request, ngettext("%(n)d key point is taught again.", "%(n)d key points are taught again.", n) % {"n": n}
        )


def lines_of(text: str) -> list[str]:
    return [line for line in map(one_line, text.splitlines()) if line]


def one_line(text: str) -> str:
    return " ".join(text.split())
