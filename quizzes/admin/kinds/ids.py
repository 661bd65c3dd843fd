"""Ids of options and items: opaque, and the same for as long as an entry is the same."""

from collections.abc import Iterable, Sequence

from quizzes.kinds.base import Json
from quizzes.kinds.checking import opaque_id


def fresh_id(text: str, taken: Iterable[str]) -> str:
    """An id that is not taken yet."""
    seen = set(taken)
    salted = text
    while (new := opaque_id(salted)) in seen:
        salted += "*"
    return new


def identified(rows: Iterable[tuple[str, str]], known: Sequence[Json]) -> list[Json]:
    """Entries of (id, text), where an id that is unknown or used already is given anew."""
    old = {row["id"] for row in known}
    entries: list[Json] = []
    for one, text in rows:
        taken = {entry["id"] for entry in entries}
        kept = one if one in old - taken else fresh_id(text, old | taken)
        entries.append({"id": kept, "text": text})
    return entries


def matched(lines: Sequence[str], known: Sequence[Json]) -> list[Json]:
    """Entries of lines without ids: what says the same keeps its id, reworded lines take the others in turn."""
    ids = {row["text"]: row["id"] for row in known}
    left = iter([row["id"] for row in known if row["text"] not in lines])
    return identified(((ids.get(line) or next(left, ""), line) for line in lines), known)
