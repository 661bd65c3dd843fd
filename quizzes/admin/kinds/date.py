from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm
from quizzes.kinds.base import Json
from quizzes.kinds.date import FIELDS, MONTHS


class DateForm(QuestionForm):
    """What is filled in of the date is what is asked."""

    kind = "date"
    own = ["day", "month", "year", "within", "partial"]

    day = forms.IntegerField(label=_("Day"), required=False, min_value=1, max_value=31)
    month = forms.TypedChoiceField(
        label=_("Month"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((number, _(name)) for number, name in enumerate(MONTHS, 1))],
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_("What you leave empty is not asked: “February 2026” has no day, “18 February” no year."),
    )
    within = forms.IntegerField(
        label=_("Tolerance"),
        initial=0,
        min_value=0,
        max_value=9999,
        help_text=_("In the smallest part that is asked: days, months or years."),
    )
    partial = forms.BooleanField(
        label=_("The right year, and the right month of it, earn their shares"),
        required=False,
        help_text=_("Leave it off when the question names them."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        asked = {field: key[field] if field in shown["asks"] else None for field in FIELDS}
        return {**asked, "within": key.get("within", 0), "partial": bool(shown.get("partial"))}

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        asks = [field for field in FIELDS if given[field] is not None]
        return (
            {"asks": asks, "partial": given["partial"]},
            {**{field: given[field] for field in asks}, "within": given["within"]},
        )

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        """As English and Vietnamese write it."""
        day, month, year = (key.get(field) for field in FIELDS)
        name = MONTHS[month - 1] if month else ""
        written = [f"{name} {day}", f"{day} {name}", f"ngày {day} tháng {month}", f"{day}/{month}"] if day else []
        return [*(written or ([name, f"tháng {month}"] if month else [])), *([str(year)] if year else [])]
