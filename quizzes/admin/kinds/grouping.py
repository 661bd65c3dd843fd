from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm
from quizzes.admin.kinds.ids import identified, matched
from quizzes.admin.kinds.rows import Cell, Rows, RowsField
from quizzes.kinds.base import Json


class GroupingForm(QuestionForm):
    kind = "grouping"
    own = ["items"]

    items = RowsField(
        _("Item"),
        _("The list it belongs to"),
        label=_("Items"),
        help_text=_("Name the list in each row, always in the same words. Learners get the items mixed."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        label = {group["id"]: group["text"] for group in shown["groups"]}
        cells = tuple(
            (Cell(item["text"], item["id"]), Cell(label[key["groups"][item["id"]]])) for item in shown["items"]
        )
        return {"items": Rows(cells)}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        rows: Rows = given["items"]
        known = self.before[0]
        items = identified(((item.id, item.text) for item, _label in rows.cells), known.get("items", []))
        labels = list(dict.fromkeys(label.text for _item, label in rows.cells))
        groups = matched(labels, known.get("groups", []))
        id_of = {group["text"]: group["id"] for group in groups}
        placed = {item["id"]: id_of[label.text] for item, (_cell, label) in zip(items, rows.cells, strict=True)}
        return {"items": items, "groups": groups}, {"groups": placed}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [item["text"] for item in shown["items"]]
