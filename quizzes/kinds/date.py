"""Date: day, month and year in fields of their own, or as many of them as the source gives.

With a field each there is no order to mistake (2/3 is March here and February there), and the months have their
names in the language of the page.
"""

from calendar import monthrange
from datetime import date
from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import last, only, stem_problems, texts

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
FIELDS = ("day", "month", "year")
ASKED = (["day", "month", "year"], ["month", "year"], ["year"], ["day", "month"])
"""What can be asked of a date: all of it, or what is left when its small or its great end is not given."""

WRITTEN = {
    (True, True): N_("{day} {month} {year}"),
    (True, False): N_("{day} {month}"),
    (False, True): N_("{month} {year}"),
    (False, False): "{month}",
}
"""A date in words, by whether its day and its year are given."""

LEAP = 2000
"""Stands for the year where none is asked, so that 29 February is a day."""


class Date(Kind):
    """`shown["asks"]` is one of ASKED; the key has a number for each and, under `within`, how far an answer may be
    off, in the smallest of them. With `shown["partial"]` a date that is not wholly right earns a share for the year,
    then the month; without, nothing, as the stem often gives them.
    """

    name = "date"
    label = N_("Date")
    hint = N_("Give a date, as far as the source gives it.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        asks, within = texts(shown.get("asks")), key.get("within", 0)
        found = stem_problems(shown)
        if asks not in ASKED:
            return [*found, Message(N_("Ask for a whole date, a month and year, a year, or a day and month."))]
        if not all(is_whole(key.get(field)) for field in asks):
            found.append(Message(N_("Give each part of the date that is asked for.")))
        elif problem := impossible({field: key[field] for field in asks}):
            found.append(problem)
        if not is_whole(within) or within < 0:
            found.append(Message(N_("The tolerance must be a whole number, zero or more.")))
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        return dict(shown)

    def parse(self, shown: Json, posted: Posted) -> Json:
        typed = {field: only(posted, field) for field in shown["asks"]}
        if not any(typed.values()):
            raise BadAnswer(N_("Give the date."))
        answer = {field: whole(text) for field, text in typed.items()}
        if any(text and answer[field] is None for field, text in typed.items()):
            raise BadAnswer(N_("Write the day and the year in figures."))
        if "year" in answer and answer["year"] is not None and len(typed["year"]) < 3:
            raise BadAnswer(N_("Write the year in full, such as 2026."))
        if answer.get("day") is not None and answer["month"] is None:
            raise BadAnswer(N_("Give the month of that day too."))
        if answer.get("month") is not None and "year" in answer and answer["year"] is None:
            raise BadAnswer(N_("Give the year of that month too."))
        if problem := impossible(answer):
            raise BadAnswer(problem.text, **problem.params)
        return answer

    def draft(self, shown: Json, posted: Posted) -> Json:
        typed = {field: last(posted, field) for field in shown["asks"]}
        return {field: text if whole(text) is None else whole(text) for field, text in typed.items()}

    def form(self, shown: Json, answer: Json | None) -> Json:
        given = {field: (answer or {}).get(field) for field in shown["asks"]}
        values = {field: "" if value is None else value for field, value in given.items()}
        months = [{"number": n, "name": name, "chosen": values.get("month") == n} for n, name in enumerate(MONTHS, 1)]
        return {**shown, "values": values, "months": months}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        asks = shown["asks"]
        exact = [is_whole(answer.get(field)) and answer[field] == key[field] for field in asks]
        near = near_enough(key, answer, asks)
        if not shown.get("partial"):
            part = Part("date", near, str(self.in_words(shown, answer)), str(self.in_words(shown, key)))
            return Mark(float(near), (part,))
        parts = tuple(
            Part(field, near or right, str(answer.get(field) or ""), str(key[field]))
            for field, right in zip(asks, exact, strict=True)
        )
        # From the year down: the right day of a wrong month is no nearer than any other.
        leading = next((n for n, right in enumerate(reversed(exact)) if not right), len(asks))
        return Mark(1.0 if near else leading / len(asks), parts)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        mark = self.mark(shown, key, answer or {})
        given = in_parts(answer or {})
        return {
            **shown,
            "expected": in_parts(key),
            "given": given,
            "verdict": mark.verdict,
            "within": key.get("within"),
        }

    def in_words(self, shown: Json, answer: Json) -> str | Message:
        """As far as it is given: 18 February 2026, February 2026, 18 February, 2026."""
        given = in_parts(answer)
        if "month" not in given:
            return str(given.get("year", ""))
        return Message(WRITTEN["day" in given, "year" in given], {**given, "month": Message(given["month"])})

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        names = {"month": MONTHS[key["month"] - 1]} if "month" in shown["asks"] else {}
        return (
            Piece("stem", shown["stem"]),
            *(Piece("right", names.get(field, str(key[field])), field) for field in shown["asks"]),
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        return {field: [f"{key[field]:04}" if field == "year" else str(key[field])] for field in shown["asks"]}

    def guess(self, shown: Json, rng: Random) -> Posted:
        drawn = {"day": rng.randint(1, 28), "month": rng.randint(1, 12), "year": rng.randint(1900, 2030)}
        return {field: [str(drawn[field])] for field in shown["asks"]}

    def chance(self, shown: Json, key: Json) -> float:
        return 0.0

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        given = {field: answer.get(field) for field in shown["asks"]}
        return {**key, **given} if all(map(is_whole, given.values())) else None

    def examples(self) -> Examples:
        shown = {"stem": "When was the article published?", "asks": ["day", "month", "year"], "partial": True}
        key = {"day": 18, "month": 2, "year": 2026, "within": 1}
        return Examples(
            shown=shown,
            key=key,
            right={"day": ["18"], "month": ["2"], "year": ["2026"]},
            partly={"day": [""], "month": ["2"], "year": ["2026"]},
            wrong={"day": ["8"], "month": ["3"], "year": ["2025"]},
            malformed=(
                {},
                {"day": [""], "month": [""], "year": [""]},
                {"day": ["31"], "month": ["2"], "year": ["2026"]},
                {"day": ["29"], "month": ["2"], "year": ["2026"]},
                {"day": ["18"], "month": ["13"], "year": ["2026"]},
                {"day": ["18"], "month": [""], "year": ["2026"]},
                {"day": ["18"], "month": ["2"], "year": [""]},
                {"day": ["18"], "month": ["2"], "year": ["26"]},
                {"day": ["eighteen"], "month": ["2"], "year": ["2026"]},
                {"day": ["18", "19"], "month": ["2"], "year": ["2026"]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                ({**shown, "asks": []}, key),
                ({**shown, "asks": ["day", "year"]}, key),
                (shown, {}),
                (shown, {**key, "day": 30}),
                (shown, {**key, "month": 0}),
                (shown, {**key, "within": -1}),
            ),
        )


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def impossible(parts: Json) -> Message | None:
    """What keeps the given parts from being a date."""
    year, month, day = (parts.get(field) for field in reversed(FIELDS))
    if year is not None and not 1 <= year <= 9999:
        return Message(N_("There is no such year."))
    if month is not None and not 1 <= month <= 12:
        return Message(N_("There is no such month."))
    if day is not None and not 1 <= day <= monthrange(year or LEAP, month or 1)[1]:
        return Message(N_("That month has no day {day}."), {"day": day})
    return None


def near_enough(key: Json, answer: Json, asks: list[str]) -> bool:
    if not all(is_whole(answer.get(field)) for field in asks) or impossible({f: answer[f] for f in asks}):
        return False
    return abs(counted(answer, asks) - counted(key, asks)) <= int(key.get("within", 0))


def counted(parts: Json, asks: list[str]) -> int:
    """A date as a number of its smallest part."""
    if "day" in asks:
        return date(parts.get("year", LEAP) if "year" in asks else LEAP, parts["month"], parts["day"]).toordinal()
    return int(parts["year"]) * 12 + int(parts["month"]) if "month" in asks else int(parts["year"])


def in_parts(parts: Json) -> Json:
    """For the template: the month by its name, nothing for what is missing or not a number."""
    known = {field: parts[field] for field in FIELDS if is_whole(parts.get(field))}
    month = known.get("month", 0)
    return {**known, "month": MONTHS[month - 1]} if 1 <= month <= 12 else known
