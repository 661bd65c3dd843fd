from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, lines_of
from quizzes.admin.kinds.ids import matched
from quizzes.kinds.base import Json
from quizzes.kinds.ordering import marking


class OrderingForm(QuestionForm):
    kind = "ordering"
    own = ["items", "marking"]

    items = forms.CharField(
        label=_("Items"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
        help_text=_("One a line, in their right order. Learners get them mixed."),
    )
    marking = forms.ChoiceField(
        label=_("Points"),
        choices=[
            ("position", _("A share for each item in its place")),
            ("run", _("A share for each item of the longest run in the right order")),
            ("exact", _("For the whole order only")),
        ],
        help_text=_("By the longest run, one misplaced item costs one share, wherever it stands."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        text = {item["id"]: item["text"] for item in shown["items"]}
        return {"items": "\n".join(text[one] for one in key["order"]), "marking": marking(shown)}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        place = {one: n for n, one in enumerate(self.before[1].get("order", []))}
        known = sorted(self.before[0].get("items", []), key=lambda item: place[item["id"]])
        items = matched(lines_of(given["items"]), known)
        return {"items": items, "marking": given["marking"]}, {"order": [item["id"] for item in items]}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [item["text"] for item in shown["items"]]
