"""Dates as the pack writes them, as ISO 8601; parts that the text leaves out are left out ("--02-18", "1968")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.extraction.pack import Pack

_DIGIT = re.compile(r"\d")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    iso: str


def find_dates(view: str, start: int, end: int, pack: Pack) -> Iterator[Found]:
    """Dates of view[start:end] in order, the more exact patterns first, never overlapping."""
    if not _DIGIT.search(view, start, end):
        return
    taken: list[Found] = []
    for pattern in pack.dates.patterns:
        for match in pattern.finditer(view, start, end):
            found = _found(match, pack)
            if found and all(found.end <= other.start or other.end <= found.start for other in taken):
                taken.append(found)
    yield from sorted(taken, key=lambda found: found.start)


def first_date(words: str, pack: Pack, bare_years: bool = True) -> str | None:
    for found in find_dates(words, 0, len(words), pack):
        if bare_years or len(found.iso) > 4:
            return found.iso
    return None


def _found(match: re.Match[str], pack: Pack) -> Found | None:
    part = match.groupdict()
    year, day = part.get("y"), part.get("d")
    name, number = part.get("m"), part.get("n")
    month = pack.dates.months[" ".join(name.lower().split())] if name else int(number or 0)
    if month > 12 or (month and day and not 1 <= int(day) <= _DAYS[month - 1]):
        return None
    # "in 1968": the preposition leads to the date but is no part of it.
    start = min(match.start(key) for key, value in part.items() if value)
    end = max(match.end(key) for key, value in part.items() if value)
    return Found(start, end, _iso(year, month, day))


def _iso(year: str | None, month: int, day: str | None) -> str:
    if not month:
        return year or ""
    if not day:
        return f"{year}-{month:02}" if year else f"--{month:02}"
    return f"{year or '-'}-{month:02}-{int(day):02}"
