from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, lines_of
from quizzes.admin.kinds.ids import matched
from quizzes.kinds.base import Json
from quizzes.kinds.numeric import LARGEST, plain


class NumericForm(QuestionForm):
    """The right number is in the first unit that is named; learners get the units by alphabet."""

    kind = "numeric"
    own = ["value", "within", "percent", "units"]

    value = forms.DecimalField(
        label=_("The right number"), max_digits=15, min_value=-LARGEST, max_value=LARGEST, localize=True
    )
    within = forms.DecimalField(
        label=_("Tolerance"),
        initial=0,
        max_digits=15,
        min_value=0,
        localize=True,
        help_text=_("How far an answer may be off on either side; 0 for the number alone."),
    )
    percent = forms.BooleanField(label=_("The tolerance is in per cent of the number"), required=False)
    units = forms.CharField(
        label=_("Units"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_(
            "Empty, or one that is printed beside the field. Of several, one a line, learners choose one: the unit of "
            "the right number first, then each other with what one of it makes of the first: “m = 0.001” after “km”."
        ),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        units = sorted(shown.get("units", []), key=lambda unit: unit["id"] != key.get("unit"))
        lines = [unit["text"] + factor_in_words(key, unit["id"], first=n == 0) for n, unit in enumerate(units)]
        number = {name: Decimal(str(key.get(name, 0))) for name in ("value", "within")}
        return {**number, "percent": bool(key.get("percent")), "units": "\n".join(lines)}

    def clean_units(self) -> list[tuple[str, Decimal]]:
        first, *others = lines_of(self.cleaned_data["units"]) or [""]
        try:
            made = [(text.strip(), Decimal(factor)) for text, _is, factor in (line.rpartition("=") for line in others)]
        except InvalidOperation:
            raise forms.ValidationError(
                _("Say of each further unit how many of the first it makes, such as “m = 0.001”.")
            ) from None
        return [(first, Decimal(1)), *made] if first else []

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        key: Json = {"value": as_json(given["value"]), "within": as_json(given["within"]), "percent": given["percent"]}
        named = given["units"]
        if not named:
            return {"units": []}, key
        units = matched([text for text, _factor in named], self.before[0].get("units", []))
        key |= {"unit": units[0]["id"]}
        if len(units) > 1:
            key |= {
                "factors": {unit["id"]: as_json(factor) for unit, (_text, factor) in zip(units, named, strict=True)}
            }
        return {"units": sorted(units, key=lambda unit: unit["text"].casefold())}, key

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [plain(Decimal(str(key["value"])))]


def as_json(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def factor_in_words(key: Json, unit: str, *, first: bool) -> str:
    return "" if first else f" = {plain(Decimal(str(key['factors'][unit])))}"
