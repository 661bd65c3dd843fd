"""A card's lines beside what the learner typed: which were named, and what names none."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.kinds.recall import Item, assign
from quizzes.models import Card
from quizzes.scoring import rating


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer; `given` is what was typed for it, empty when it was not named."""

    text: str
    given: str


@dataclass(frozen=True, slots=True)
class Compared:
    """`others` are typed lines that name none of the card's; `is_typed` says that there was something to compare."""

    lines: tuple[Line, ...]
    others: tuple[str, ...]
    is_typed: bool

    @property
    def named(self) -> int:
        return sum(bool(line.given) for line in self.lines)


def compared(card: Card, typed: str) -> Compared:
    """By words, not by letters, and in any order; the learner has the last word."""
    texts: list[str] = card.answer["lines"]
    given = [line for line in map(str.strip, typed.splitlines()) if line]
    if len(texts) == 1 and given:
        given = [" ".join(given)]
    named = assign(card.prompt, [Item(text, ()) for text in texts], given)
    lines = tuple(Line(text, given[named[number]] if number in named else "") for number, text in enumerate(texts))
    others = tuple(line for place, line in enumerate(given) if place not in named.values())
    return Compared(lines, others, bool(given))


def rating_of_share(ticked: Sequence[int], card: Card) -> int:
    """The grade for these lines of the card, by number: all Good, half or more Hard, fewer Again."""
    lines = len(card.answer["lines"])
    return rating(len({number for number in ticked if 0 <= number < lines}) / lines)
