"""The values that readers return: one canonical text and what its format knew of it."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

MarkKind = Literal["title", "heading", "item", "body", "quote", "table", "caption", "code", "page", "furniture"]


class UnreadableFile(Exception):
    """A file that no lesson can come of. Its message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the format says of text[start:end]; `level` is a heading's rank or an item's depth, from 1.

    An item also says whether its list is numbered, and `group` tells one list from the next. A "body" is
    a further paragraph of the item before it.
    """

    start: int
    end: int
    kind: MarkKind
    level: int = 1
    ordered: bool = False
    group: int = 0


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself. `date` is ISO 8601, the year left out when unknown (`--02-18`)."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as canonical text: NFC, LF line ends, no byte order mark. All offsets are code points into it.

    `origin` maps offsets back to the decoded file, as runs (offset here, offset there), both rising,
    starting at (0, 0); between two runs both sides advance together.
    `notices` are sentences for the person who uploaded the file (a guessed encoding, say).
    """

    text: str
    format: str
    marks: tuple[Mark, ...] = ()
    meta: Meta = field(default_factory=Meta)
    origin: tuple[tuple[int, int], ...] = ((0, 0),)
    notices: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()
