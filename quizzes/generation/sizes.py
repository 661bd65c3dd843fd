"""Which of two numbers or dates comes first."""

import re

from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def size(text: str, words: Wording) -> tuple[float, ...]:
    """Year, month and day of a date, or the size of a number: what options are sorted by."""
    named = [found.group().casefold() for found in WORD.finditer(text)]
    month = next((words.months[word] for word in named if word in words.months), 0)
    values = [float(run.replace(",", "")) for run in NUMBER.findall(text)]
    values += [float(words.numbers[word]) for word in named if word in words.numbers]
    years = [value for value in values if month and value >= 1000]
    return (*years, float(month), *(value for value in values if value not in years))


def is_number(text: str, words: Wording) -> bool:
    """Whether a text is a number or a date, in figures or words."""
    return any(char.isdigit() for char in text) or text.casefold() in words.numbers
