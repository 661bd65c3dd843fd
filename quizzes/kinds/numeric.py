"""Number: typed in figures, right within a tolerance, in the unit that is given or in one that is chosen."""

from decimal import Decimal
from random import Random
from typing import TypeGuard

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import entries, entry_problems, ids, last, only, stem_problems
from quizzes.kinds.figures import number, sample

NOT_THE_UNIT = 0.5
"""What the right number in a wrong unit is worth."""

LARGEST = 10**15


class Numeric(Kind):
    """`shown["units"]` may be empty; one is printed beside the number; of several, one is chosen, and `factors` in
    the key say how they compare. The key's `within` is the tolerance, in its `unit`, or per cent of the value when
    `percent` is set. A form says in which `language` its page was, as 1.284 is not the same number everywhere.
    """

    name = "numeric"
    label = N_("Number")
    hint = N_("Type a number in figures.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        units, room = entries(shown, "units"), key.get("within", 0)
        found = stem_problems(shown) + entry_problems(units)
        if not is_number(key.get("value")):
            found.append(Message(N_("Give the right number.")))
        if not is_number(room) or not room >= 0:
            found.append(Message(N_("The tolerance must be a number, zero or more.")))
        if units and key.get("unit") not in ids(units):
            found.append(Message(N_("Say which unit the right number is in.")))
        if len(units) > 1 and not all(is_number(one) and one > 0 for one in factors(key, ids(units))):
            found.append(Message(N_("Say of each unit how many of the first it makes, such as “km = 1000”.")))
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        return dict(shown)

    def parse(self, shown: Json, posted: Posted) -> Json:
        typed, unit, language = only(posted, "answer"), only(posted, "unit"), only(posted, "language")
        if not typed:
            raise BadAnswer(N_("Type a number."))
        bare, written = without_unit(shown, typed)
        value = number(bare, language)
        if value is None:
            raise BadAnswer(N_("Write a number in figures, such as {example}."), example=sample(language))
        unit = written or unit or only_unit(shown)
        if shown.get("units") and not unit:
            raise BadAnswer(N_("Choose the unit."))
        if unit and unit not in ids(shown.get("units", [])):
            raise BadAnswer(N_("That unit is not part of this question. Choose among those shown."))
        return {"number": plain(value), "typed": bare, "unit": unit}

    def draft(self, shown: Json, posted: Posted) -> Json:
        typed, written = without_unit(shown, last(posted, "answer"))
        value = number(typed, last(posted, "language"))
        unit = written or last(posted, "unit") or only_unit(shown)
        known = unit if unit in ids(shown.get("units", [])) else ""
        return {"number": "" if value is None else plain(value), "typed": typed, "unit": known}

    def form(self, shown: Json, answer: Json | None) -> Json:
        given = answer or {"typed": "", "unit": ""}
        units = [{**unit, "chosen": unit["id"] == given["unit"]} for unit in shown.get("units", [])]
        return {**shown, "units": units, "several": len(units) > 1, "value": given["typed"]}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        expected = beside(shown, plain(Decimal(str(key["value"]))), key.get("unit", ""))
        given = beside(shown, answer["typed"], answer["unit"])
        if not answer["number"]:
            return Mark(0.0, (Part("number", False, given, expected),))
        typed, units = Decimal(answer["number"]), dict(zip(unit_ids(shown), factors(key, unit_ids(shown)), strict=True))
        scale = [Decimal(str(units.get(unit) or 1)) for unit in (answer["unit"], key.get("unit", ""))]
        if within(key, typed * scale[0] / scale[1]):
            return Mark(1.0, (Part("number", True, given, expected),))
        if within(key, typed) and answer["unit"] != key.get("unit", ""):
            note = Message(N_("The number is right, its unit is not."))
            return Mark(NOT_THE_UNIT, (Part("number", False, given, expected, NOT_THE_UNIT),), note)
        return Mark(0.0, (Part("number", False, given, expected),))

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        mark = self.mark(shown, key, answer) if answer else Mark(0.0)
        low, high = limits(key)
        text = {unit["id"]: unit["text"] for unit in shown.get("units", [])}
        return {
            **shown,
            "given": mark.parts[0].given if answer else "",
            "verdict": mark.verdict,
            "expected": plain(Decimal(str(key["value"]))),
            "unit": text.get(key.get("unit", ""), ""),
            "low": plain(low) if low != high else "",
            "high": plain(high),
        }

    def in_words(self, shown: Json, answer: Json) -> str:
        return beside(shown, answer["typed"], answer["unit"])

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        """Each unit frames the number; the wrong ones among them are no claim about the source."""
        right = Piece("right", plain(Decimal(str(key["value"]))), "number")
        return (
            Piece("stem", shown["stem"]),
            *(Piece("frame", unit["text"], unit["id"]) for unit in shown.get("units", [])),
            right,
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        form = {"answer": [plain(Decimal(str(key["value"])))], "language": ["en"]}
        return {**form, "unit": [key["unit"]]} if key.get("unit") else form

    def guess(self, shown: Json, rng: Random) -> Posted:
        form = {"answer": [str(rng.randint(1, 100))], "language": ["en"]}
        return {**form, "unit": [rng.choice(unit_ids(shown))]} if unit_ids(shown) else form

    def chance(self, shown: Json, key: Json) -> float:
        return 0.0

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """The tolerance stays, and what the units are worth."""
        if not answer["number"]:
            return None
        value = Decimal(answer["number"])
        number = int(value) if value == value.to_integral_value() else float(value)
        return {**key, "value": number, **({"unit": answer["unit"]} if answer["unit"] else {})}

    def examples(self) -> Examples:
        units = [{"id": "k4", "text": "km"}, {"id": "c7", "text": "m"}]
        shown = {"stem": "How long is the shared border?", "units": units}
        key = {"value": 1297.5, "within": 1, "percent": False, "unit": "k4", "factors": {"k4": 1, "c7": 0.001}}
        return Examples(
            shown=shown,
            key=key,
            right={"answer": ["1.298"], "unit": ["k4"], "language": ["vi"]},
            partly={"answer": ["1297"], "unit": ["c7"], "language": ["en-gb"]},
            wrong={"answer": ["1,299.5"], "unit": ["k4"], "language": ["en-gb"]},
            malformed=(
                {},
                {"answer": [""], "unit": ["k4"]},
                {"answer": ["many"], "unit": ["k4"]},
                {"answer": ["12,97"], "unit": ["k4"], "language": ["en"]},
                {"answer": ["1,297.5"], "unit": ["k4"], "language": ["vi"]},
                {"answer": ["1297"]},
                {"answer": ["1297"], "unit": ["zz"]},
                {"answer": ["1297", "12"], "unit": ["k4"]},
                {"answer": ["9" * 40], "unit": ["k4"]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                (shown, {}),
                (shown, {**key, "value": "many"}),
                (shown, {**key, "within": -1}),
                (shown, {**key, "unit": "zz"}),
                (shown, {**key, "factors": {"k4": 1}}),
                (shown, {**key, "factors": {"k4": 1, "c7": 0}}),
                ({**shown, "units": [units[0], {"id": "c7", "text": "KM"}]}, key),
            ),
        )


def is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def plain(value: Decimal) -> str:
    """In figures with a point, without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def factors(key: Json, units: list[str]) -> list[object]:
    known = key.get("factors")
    return [known.get(unit) if isinstance(known, dict) else None for unit in units]


def unit_ids(shown: Json) -> list[str]:
    return ids(shown.get("units", []))


def only_unit(shown: Json) -> str:
    """The unit that is printed beside the number; "" when there is none, or a choice."""
    return unit_ids(shown)[0] if len(unit_ids(shown)) == 1 else ""


def without_unit(shown: Json, typed: str) -> tuple[str, str]:
    """A number without the unit written after it, and that unit's id: many write "96 %" whatever stands beside."""
    for unit in sorted(shown.get("units", []), key=lambda one: -len(one["text"])):
        if typed.casefold().endswith(unit["text"].casefold()):
            return typed[: -len(unit["text"])].strip(), unit["id"]
    return typed, ""


def beside(shown: Json, figure: str, unit: str) -> str:
    text = {one["id"]: one["text"] for one in shown.get("units", [])}
    return f"{figure} {text.get(unit, '')}".strip()


def limits(key: Json) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that are right, in the unit of the key."""
    value, room = Decimal(str(key["value"])), Decimal(str(key.get("within", 0)))
    if key.get("percent"):
        room = abs(value) * room / 100
    return value - room, value + room


def within(key: Json, value: Decimal) -> bool:
    low, high = limits(key)
    return low <= value <= high
