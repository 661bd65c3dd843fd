"""What the kinds check alike: the shape of an item that somebody wrote, and of a form that somebody posted."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import pairwise

from quizzes.kinds.base import N_, BadAnswer, Json, Message, Posted
from quizzes.kinds.wording import words

LINE_LIMIT = 300
"""Characters in one typed line."""


def opaque_id(text: str) -> str:
    """An id for an option or item that says nothing of its place or worth, and is the same each time."""
    return sha256(text.encode()).hexdigest()[:8]


# Items ----------------------------------------------------------------------


def entries(shown: Json, name: str) -> list[Json]:
    """The {"id", "text"} entries under a name; an empty id or text where one is missing."""
    found = shown.get(name)
    rows = found if isinstance(found, list) else []
    return [
        {"id": str(row.get("id") or ""), "text": str(row.get("text") or "")}
        if isinstance(row, dict)
        else {"id": "", "text": ""}
        for row in rows
    ]


def texts(value: object) -> list[str]:
    """A list of strings, or nothing."""
    return [str(one) for one in value] if isinstance(value, list) else []


def ids(rows: Iterable[Json]) -> list[str]:
    return [row["id"] for row in rows]


def stem_problems(shown: Json) -> list[Message]:
    return [] if str(shown.get("stem") or "").strip() else [Message(N_("The question has no text."))]


def entry_problems(rows: Sequence[Json]) -> list[Message]:
    """Entries without text or id, and those that cannot be told apart."""
    found = [
        Message(N_("Number {number} has no text."), {"number": n})
        for n, row in enumerate(rows, 1)
        if not words(row["text"])
    ]
    found += [
        Message(N_("Number {number} has no id."), {"number": n}) for n, row in enumerate(rows, 1) if not row["id"]
    ]
    found += [
        Message(N_("“{text}” stands there twice."), {"text": text}) for text in twins([row["text"] for row in rows])
    ]
    known = [row["id"] for row in rows if row["id"]]
    found += [
        Message(N_("Two entries have the same id, “{id}”."), {"id": one})
        for one in sorted({i for i in known if known.count(i) > 1})
    ]
    return found


def twins(lines: Sequence[str]) -> list[str]:
    """The lines that say the same as one before them."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for line in lines:
        normal = words(line)
        if normal and normal in seen:
            found.append(line)
        seen.add(normal)
    return found


def count_up(known: Sequence[str]) -> bool:
    """Whether ids follow one another: 1, 2, 3 or i0, i1, i2 or a, b, c."""
    if len(known) < 2 or len({one[:-1] for one in known}) > 1 or not all(known):
        return False
    return all(ord(after[-1]) - ord(before[-1]) == 1 for before, after in pairwise(known))


# Forms ----------------------------------------------------------------------


def only(posted: Posted, field: str) -> str:
    """The one value of a field in one line, "" when there is none.

    :raises BadAnswer: when the field came twice, or is too long
    """
    values = posted.get(field, ())
    if len(values) > 1:
        raise BadAnswer(N_("The form held one answer twice. Answer again."))
    return one_line(values[0]) if values else ""


def one_line(value: str) -> str:
    """
    :raises BadAnswer: when it is too long
    """
    line = tidy(value)
    if len(line) > LINE_LIMIT:
        raise BadAnswer(N_("That is too long: write at most {limit} characters."), limit=LINE_LIMIT)
    return line


def tidy(value: str) -> str:
    """Without control characters, which no database keeps, and with single spaces."""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def last(posted: Posted, field: str) -> str:
    """What a field holds, without complaint: for filling a form again."""
    values = posted.get(field, ())
    return tidy(values[-1])[:LINE_LIMIT] if values else ""
