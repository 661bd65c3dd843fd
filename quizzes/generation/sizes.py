"""Which of two numbers or dates comes first."""

import re

from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording

NUMBER = re.compile(r"\d[\d.,]*")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


def size(text: str, words: Wording) -> tuple[float, ...]:
    """Year, month and day of a date, or the size of a number: what options are sorted by."""
    if words.day_first and (slashed := SLASHED.fullmatch(text.strip())):
        day, month, year = slashed.groups()
        return float(year or 0), float(month), float(day)
    named = [found.group().casefold() for found in WORD.finditer(text)]
    month = next((words.months[word] for word in named if word in words.months), 0)
    values = [number(run, words) for run in NUMBER.findall(text)]
    if words.day_first and len(values) > 1:
        return tuple(reversed(values))  # "22 tháng 10 năm 2013"
    if not values:
        values = [float(words.numbers[word]) for word in named if word in words.numbers]
    years = [value for value in values if month and value >= 1000]
    return (*years, float(month), *(value for value in values if value not in years))


def number(text: str, words: Wording) -> float:
    """What figures say, by the habits of the language: 1,284.5 or 1.284,5."""
    plain = text.rstrip(".,").replace("," if words.decimal == "." else ".", "").replace(words.decimal, ".")
    try:
        return float(plain)
    except ValueError:  # "1.2.3" is no number
        return 0.0


def is_number(text: str, words: Wording) -> bool:
    """Whether a text is a number or a date, in figures or words."""
    return any(char.isdigit() for char in text) or text.casefold() in words.numbers
