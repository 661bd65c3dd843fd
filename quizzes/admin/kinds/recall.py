from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, lines_of, wordings_of
from quizzes.kinds.base import Json


class RecallForm(QuestionForm):
    kind = "recall"
    own = ["items", "tell_count"]

    items = forms.CharField(
        label=_("Items"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
        help_text=_("One a line; part what else counts as right by bars: “rule of law|law”."),
    )
    tell_count = forms.BooleanField(label=_("Say how many there are"), required=False, initial=True)

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        lines = ("|".join([item["text"], *item.get("accepted", [])]) for item in key["items"])
        return {"items": "\n".join(lines), "tell_count": shown.get("count") is not None}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        wordings = map(wordings_of, lines_of(given["items"]))
        items = [{"text": first, "accepted": rest} for first, *rest in filter(None, wordings)]
        return {"count": len(items) if given["tell_count"] else None}, {"items": items}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [item["text"] for item in key["items"]]
