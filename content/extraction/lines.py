"""Lines of a text and the markers that open them ("-", "2.", "(b)", "Step 3:")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.extraction.pack import Pack

BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its edges. `indent` counts columns, a tab as four."""

    start: int
    end: int
    indent: int
    after_blank: bool

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Marker:
    """`family` tells styles of marking apart, `value` is the number meant (0 for bullets), `end` where text begins."""

    family: str
    value: int
    end: int

    @property
    def ordered(self) -> bool:
        return self.family != BULLET


_LINE = re.compile(r"^([ \t]*)(\S.*?)[ \t]*$", re.MULTILINE)
_BULLETS = re.compile(r"[-–—•*·▪◦●○‣►✓✔✗→+](?:[ \t]+|(?<=[•▪●‣►✓✔]))(?=\S)")
# "1." "1)" "(1)" "[1]" "1-" "1/": a number is no marker when a decimal or a date follows ("1.5", "2/9").
_NUMBERS = (
    ("1.", re.compile(r"(\d{1,3})\.(?:[ \t]+(?=\S)|$)")),
    ("1)", re.compile(r"(\d{1,3})\)[ \t]*(?=\S)")),
    ("(1)", re.compile(r"\((\d{1,3})\)[ \t]*(?=\S)")),
    ("[1]", re.compile(r"\[(\d{1,3})\][ \t]+(?=\S)")),
    ("1-", re.compile(r"(\d{1,2})[ \t]?[-–:][ \t]+(?=\S)")),
    ("1/", re.compile(r"(\d{1,2})/[ \t]+(?=\S)")),
)
_LETTERS = (
    ("a.", re.compile(r"([a-zA-Z]|[ivxIVX]{2,5})\.[ \t]+(?=\S)")),
    ("a)", re.compile(r"([a-zA-Z]|[ivxIVX]{2,5})\)[ \t]*(?=\S)")),
    ("(a)", re.compile(r"\(([a-zA-Z]|[ivxIVX]{2,5})\)[ \t]*(?=\S)")),
)
_ROMANS = {
    numeral: n
    for n, numeral in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1)
}


def lines(view: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    previous = start
    for match in _LINE.finditer(view, start, len(view) if end is None else end):
        blank = view.count("\n", previous, match.start(2)) > 1
        previous = match.end()
        indent = sum(4 if char == "\t" else 1 for char in match[1])
        yield Line(match.start(2), match.end(2), indent, blank or match.start() == 0)


def markers(view: str, line: Line, pack: Pack) -> tuple[Marker, ...]:
    """All that the head of the line may mean: "i." is both a letter and a numeral until its list tells."""
    bullet = _BULLETS.match(view, line.start, line.end)
    if bullet:
        return (Marker(BULLET, 0, bullet.end()),)
    for family, pattern in _NUMBERS:
        if number := pattern.match(view, line.start, line.end):
            return (Marker(family, int(number[1]), number.end()),)
    for family, pattern in _LETTERS:
        if letter := pattern.match(view, line.start, line.end):
            return tuple(_lettered(family, letter))
    return tuple(_stepped(view, line, pack))


def _lettered(family: str, letter: re.Match[str]) -> Iterator[Marker]:
    case = "A" if letter[1].isupper() else "a"
    sign = letter[1].lower()
    if sign in _ROMANS:
        yield Marker(f"{family}{case}i", _ROMANS[sign], letter.end())
    if len(sign) == 1:
        yield Marker(f"{family}{case}", ord(sign) - ord("a") + 1, letter.end())


def _stepped(view: str, line: Line, pack: Pack) -> Iterator[Marker]:
    step = pack.ordering.steps.match(view, line.start, line.end)
    if step:
        digits, word = step.groups()
        value = int(digits) if digits else pack.numbers[" ".join(word.lower().split())]
        yield Marker("step " + view[step.start() : step.start(1 if digits else 2)].strip().lower(), value, step.end())
