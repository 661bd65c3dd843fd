"""What a reader sees of one run of Markdown, piece by piece, each with its place in the file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Place:
    """Content from offset `inside` on stands in the file from `there` on."""

    inside: int
    there: int


def visible(token: "Token", places: Sequence[Place]) -> Iterator[tuple[int, str]]:
    """(place in the file, text) of each visible piece. Pictures and raw HTML show no text."""
    cursor = 0
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline" if child.content:
                cursor = _find(token.content, child.content, cursor)
                yield _there(places, cursor), child.content
                cursor += len(child.content)
            case "text_special":
                cursor = _find(token.content, child.markup, cursor)
                yield _there(places, cursor), child.content
                cursor += len(child.markup)
            case "softbreak" | "hardbreak":
                cursor = _find(token.content, "\n", cursor)
                yield _there(places, cursor), "\n"
                cursor += 1
            case "link_close":
                cursor = _after_target(token.content, cursor)
            case "image" | "html_inline":
                cursor = _after_markup(token.content, child, cursor)


def _find(content: str, piece: str, cursor: int) -> int:
    found = content.find(piece, cursor)
    return found if found >= 0 else min(cursor, len(content))


def _there(places: Sequence[Place], inside: int) -> int:
    place = places[bisect_right(places, inside, key=lambda place: place.inside) - 1]
    return place.there + inside - place.inside


def _after_target(content: str, cursor: int) -> int:
    """Behind `](address "title")` or `][name]`, so that the address is not taken for text."""
    bracket = content.find("]", cursor)
    if bracket < 0:
        return cursor
    opener = content[bracket + 1 : bracket + 2]
    if opener not in ("(", "["):
        return bracket + 1
    return _balanced(content, bracket + 1, opener, ")" if opener == "(" else "]")


def _balanced(content: str, start: int, opener: str, closer: str) -> int:
    depth = 0
    for at in range(start, len(content)):
        if content[at] == opener:
            depth += 1
        elif content[at] == closer:
            depth -= 1
            if depth == 0:
                return at + 1
    return start


def _after_markup(content: str, child: "Token", cursor: int) -> int:
    if child.type == "html_inline":
        return _find(content, child.content, cursor) + len(child.content)
    picture = content.find("![", cursor)
    if picture < 0:
        return cursor
    return _after_target(content, _find(content, child.content, picture) + len(child.content))
