from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm
from quizzes.admin.kinds.ids import identified
from quizzes.admin.kinds.rows import Cell, Rows, RowsField
from quizzes.kinds.base import Json


class ChoiceForm(QuestionForm):
    kind = "choice"
    own = ["options"]

    options = RowsField(
        _("Option"),
        choose=_("Right"),
        label=_("Options"),
        help_text=_("Mark the right one. Empty rows are left out; save to get more of them."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        options = shown["options"]
        cells = tuple((Cell(option["text"], option["id"]),) for option in options)
        right = next((n for n, option in enumerate(options) if option["id"] == key.get("right")), None)
        return {"options": Rows(cells, () if right is None else (right,))}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        rows: Rows = given["options"]
        options = identified(((cell.id, cell.text) for (cell,) in rows.cells), self.before[0].get("options", []))
        return {"options": options}, {} if rows.chosen is None else {"right": options[rows.chosen]["id"]}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [option["text"] for option in shown["options"] if option["id"] == key["right"]]
