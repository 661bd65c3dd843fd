from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, lines_of
from quizzes.admin.kinds.ids import identified, matched
from quizzes.admin.kinds.rows import Cell, Rows, RowsField
from quizzes.kinds.base import Json


class MatchingForm(QuestionForm):
    kind = "matching"
    own = ["pairs", "extra"]

    pairs = RowsField(
        _("Left"),
        _("Its partner on the right"),
        label=_("Pairs"),
        help_text=_("Empty rows are left out; save to get more of them. Learners get the right side mixed."),
    )
    extra = forms.CharField(
        label=_("Left over on the right"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("One a line: partners of nobody, so that the last pair is no gift."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        rights = {right["id"]: right["text"] for right in shown["rights"]}
        cells = tuple(
            (Cell(left["text"], left["id"]), Cell(rights.pop(key["pairs"][left["id"]]), key["pairs"][left["id"]]))
            for left in shown["lefts"]
        )
        return {"pairs": Rows(cells), "extra": "\n".join(rights.values())}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        rows: Rows = given["pairs"]
        shown = self.before[0]
        lefts = identified(((left.id, left.text) for left, _right in rows.cells), shown.get("lefts", []))
        known = shown.get("rights", [])
        partners = [(right.id, right.text) for _left, right in rows.cells]
        spare = [right for right in known if right["id"] not in {one for one, _text in partners}]
        over = [(right["id"], right["text"]) for right in matched(lines_of(given["extra"]), spare)]
        rights = identified([*partners, *over], known)
        pairs = {left["id"]: right["id"] for left, right in zip(lefts, rights, strict=False)}
        place = {right["id"]: n for n, right in enumerate(known)}
        rights.sort(key=lambda right: place.get(right["id"], len(known)))
        return {"lefts": lefts, "rights": rights}, {"pairs": pairs}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        partners = set(key["pairs"].values())
        rights = [right["text"] for right in shown["rights"] if right["id"] in partners]
        return [*(left["text"] for left in shown["lefts"]), *rights]
