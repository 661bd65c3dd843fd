"""Are numbers and dates fair options, and does any wrong one stand in the course: F16 to F18."""

import re

from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.sizes import is_number, size
from quizzes.generation.stemming import WORD
from quizzes.kinds.base import N_

YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def unsorted_numbers(reading: Reading) -> bool:
    """F16: numbers and dates out of their sequence."""
    if not numeric(reading):
        return False
    values = [size(option, reading.words) for option in reading.options]
    return values != sorted(values)


def mixed_types(reading: Reading) -> bool:
    """F17: numbers among words, or dates of different grain."""
    if not reading.options:
        return False
    grains = {grain(option, reading) for option in reading.options}
    return len(grains) > 1


def grain(option: str, reading: Reading) -> tuple[bool, str]:
    """Whether it names a month, and its digits as a mask ("dd", "dddd"); nothing of plain words."""
    month = any(found.group().casefold() in reading.words.months for found in WORD.finditer(option))
    digits = sorted({"year" if YEAR.fullmatch(run) else "n" for run in re.findall(r"\d+", option)})
    return month and bool(digits), "+".join(digits)


def numeric(reading: Reading) -> bool:
    """Whether every option is a number or a date."""
    return bool(reading.options) and all(is_number(option, reading.words) for option in reading.options)


def unattested(reading: Reading) -> bool:
    """F18: a wrong option that stands nowhere in the course, and is no number or date near the right one."""
    quoted = {id for id, _, _ in reading.draft.why}
    loose = [option["text"] for option in reading.draft.shown.get("options", ()) if option["id"] not in quoted]
    loose = [text for text in loose if text not in reading.right]
    if not loose:
        return False
    return not numeric(reading) or any(not near(text, reading.right[0], reading) for text in loose)


def near(one: str, other: str, reading: Reading) -> bool:
    (*outer, last), (*its_outer, its_last) = size(one, reading.words), size(other, reading.words)
    return outer == its_outer and (abs(last - its_last) <= 0.5 * max(abs(its_last), 1) or outer[-1:] != [0.0])


CHECKS = (
    Check("F16", N_("Numbers or dates stand out of sequence."), unsorted_numbers),
    Check("F17", N_("The options are of different types."), mixed_types),
    Check("F18", N_("A wrong option stands nowhere in the course."), unattested),
)
