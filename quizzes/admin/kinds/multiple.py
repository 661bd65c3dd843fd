from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm
from quizzes.admin.kinds.ids import identified
from quizzes.admin.kinds.rows import Cell, Rows, RowsField
from quizzes.kinds.base import Json


class MultipleForm(QuestionForm):
    kind = "multiple"
    own = ["options"]

    options = RowsField(
        _("Option"),
        choose=_("Right"),
        several=True,
        label=_("Options"),
        help_text=_("Mark all that are right. Empty rows are left out; save to get more of them."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        options = shown["options"]
        cells = tuple((Cell(option["text"], option["id"]),) for option in options)
        right = key.get("right", [])
        return {"options": Rows(cells, tuple(n for n, option in enumerate(options) if option["id"] in right))}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        rows: Rows = given["options"]
        options = identified(((cell.id, cell.text) for (cell,) in rows.cells), self.before[0].get("options", []))
        return {"options": options}, {"right": [options[n]["id"] for n in rows.marked]}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [option["text"] for option in shown["options"] if option["id"] in key["right"]]
