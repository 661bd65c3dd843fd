from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, lines_of
from quizzes.admin.kinds.ids import matched
from quizzes.kinds.base import Json


class OrderingForm(QuestionForm):
    kind = "ordering"
    own = ["items"]

    items = forms.CharField(
        label=_("Items"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
        help_text=_("One a line, in their right order. Learners get them mixed."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        text = {item["id"]: item["text"] for item in shown["items"]}
        return {"items": "\n".join(text[one] for one in key["order"])}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        place = {one: n for n, one in enumerate(self.before[1].get("order", []))}
        known = sorted(self.before[0].get("items", []), key=lambda item: place[item["id"]])
        items = matched(lines_of(given["items"]), known)
        return {"items": items}, {"order": [item["id"] for item in items]}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [item["text"] for item in shown["items"]]
