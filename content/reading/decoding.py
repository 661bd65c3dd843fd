"""Bytes to canonical text, in the one place where it is done: NFC, LF, no byte order mark."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import category, combining, is_normalized, normalize

from content.reading.origin import Origin, OriginBuilder
from content.reading.source import UnreadableFile

MAX_BYTES = 20 * 1024 * 1024
MAX_CONTROL_SHARE = 0.005

TOO_LARGE = "This file is larger than 20 MB. Split it into smaller documents and upload them one by one."
EMPTY = "There is no text in this file. Check that you chose the right one."
BINARY = "This file does not hold readable text. Save the document as plain text in UTF-8 and upload that."
GUESSED = "This file is not in UTF-8. It was read as Windows-1252: check the accents, or save it as UTF-8."


@dataclass(frozen=True, slots=True)
class Decoded:
    """Canonical text, its way back to the decoded file, and what to tell whoever uploaded it."""

    text: str
    origin: Origin
    notices: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    if len(data) > MAX_BYTES:
        raise UnreadableFile(TOO_LARGE)
    raw, notices = _characters(data)
    _refuse_junk(raw)
    text, origin = canonical(raw)
    return Decoded(text, origin, notices)


def canonical(raw: str) -> tuple[str, Origin]:
    """The text as it is stored, with the runs that lead back into `raw`."""
    builder = OriginBuilder()
    start = 1 if raw.startswith("\ufeff") else 0
    if "\r" not in raw and is_normalized("NFC", raw):
        builder.put(raw[start:], start)
        return builder.text, builder.origin
    for offset, piece, replacement in _normal_pieces(raw, start):
        builder.put(replacement, offset, width=len(piece))
    return builder.text, builder.origin


def _characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and not data.startswith(BOM_UTF8):
        return _strictly(data, "utf-16"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _strictly(data, "windows-1252"), (GUESSED,)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(BINARY) from error


def _refuse_junk(raw: str) -> None:
    """NULs and many control characters come of pictures and programs, never of prose."""
    controls = len(re.findall(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", raw))
    if "\0" in raw or controls > max(2, len(raw) * MAX_CONTROL_SHARE):
        raise UnreadableFile(BINARY)
    if not any(category(char)[0] in "LN" for char, _ in groupby(raw)):
        raise UnreadableFile(EMPTY)


def _normal_pieces(raw: str, start: int) -> Iterator[tuple[int, str, str]]:
    """(offset, piece, its canonical form); only pieces that change are cut small, so that offsets stay exact."""
    # An ASCII character never joins what stands before it, so a stretch may always begin at one.
    for stretch in re.finditer(r"\r\n?|[\x00-\x0c\x0e-\x7f][^\x00-\x7f]*|[^\x00-\x7f]+", raw[start:]):
        piece, offset = stretch[0], start + stretch.start()
        if piece[0] == "\r":
            yield offset, piece, "\n"
        elif is_normalized("NFC", piece):
            yield offset, piece, piece
        else:
            for cluster in _clusters(piece):
                yield offset, cluster, normalize("NFC", cluster)
                offset += len(cluster)


def _clusters(piece: str) -> Iterator[str]:
    """Characters with the marks that compose with them."""
    cluster = piece[0]
    for char in piece[1:]:
        apart = normalize("NFC", cluster) + normalize("NFC", char)
        if combining(char) == 0 and normalize("NFC", cluster + char) == apart:
            yield cluster
            cluster = char
        else:
            cluster += char
    yield cluster
