"""Plain text. It marks nothing: its structure is found by the shape of its lines, in extraction."""

from content.reading.decoding import decode
from content.reading.source import SourceText


def read(data: bytes) -> SourceText:
    decoded = decode(data)
    return SourceText(decoded.text, "plain", origin=decoded.origin, notices=decoded.notices)
