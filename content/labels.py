"""What a find is called, in the source's words, and where it stands."""

from collections.abc import Iterable

from content.choosing import Value
from content.extraction.outline import Concept, EnumList, Fact, Span

ORDER = (EnumList, Concept, Fact)
"""Of finds with the same evidence."""

LABEL_LENGTH = 300


def taught(values: Iterable[Value], text: str) -> list[Value]:
    """The values in the order of the text, each name once for the same evidence."""
    ordered = sorted(values, key=lambda value: (evidence(value)[0], ORDER.index(type(value)), place(value)))
    named: dict[tuple[type, Span, str], Value] = {}
    for value in ordered:
        named.setdefault((type(value), evidence(value), short_label(value, text)), value)
    return list(named.values())


def evidence(value: Value) -> Span:
    return value.sentence if isinstance(value, Fact) else value.statement


def place(value: Value) -> int:
    """Where a value stands: a list at its first item, as its announcement may close the lesson before."""
    return value.items[0].start if isinstance(value, EnumList) else value.start


def short_label(value: Value, text: str) -> str:
    """As a row keeps it."""
    return shortened(label_of(value, text), LABEL_LENGTH)


def label_of(value: Value, text: str) -> str:
    """What a learner would call it, in the source's words."""
    match value:
        case EnumList():
            return value.label
        case Concept():
            return value.term
    return named(value, text)


def named(fact: Fact, text: str) -> str:
    """The words of a fact, with what is counted or the office held where these stand beside it."""
    start, end = fact.start, fact.end
    if fact.unit and 0 <= fact.unit[0] - end <= 1:
        end = fact.unit[1]
    if fact.role and 0 <= start - fact.role[1] <= 1:
        start = fact.role[0]
    return text[start:end]


def shortened(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
