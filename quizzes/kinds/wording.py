"""When two wordings say the same: the closeness of what people type to what a source says.

Works on any language: no stop words, no stemmer. Accents count, because they tell words apart
("ma", "má", "mã"); case, spacing, punctuation, quotation marks and dashes do not.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

Words = tuple[str, ...]

SLIP_SIMILARITY = 0.85
"""Least similarity (1 - slips / letters) of a misspelt word: one slip in seven letters or more, two in fourteen.

Shorter words must be exact, as one letter makes most of them another word ("peace", "place"). Two
neighbouring letters swapped are one slip. Numbers never slip.
"""

ROOT_LETTERS = 4
ROOT_SHARE = 0.6
"""Two words have one root when they begin alike for so many letters, and for so much of the longer one:
"diplomacy", "diplomatic"; but not "internal", "international"."""

DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
UNIT = re.compile(r"(?<=\d)\s+(?=%)")
GROUPED = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")


@lru_cache(maxsize=4096)
def words(text: str, fold: bool = True) -> Words:
    """The words of a text in normal form; numbers keep their sign, point and colon. `fold` makes case equal."""
    plain = unicodedata.normalize("NFC", text)
    plain = (plain.casefold() if fold else plain).translate(DASHES).translate(APOSTROPHES)
    plain = f" {UNIT.sub('', GROUPED.sub('', plain))} "
    kept = (
        c if _keeps(before, c, after) else " " for before, c, after in zip(plain, plain[1:], plain[2:], strict=False)
    )
    return tuple("".join(kept).split())


def _keeps(before: str, char: str, after: str) -> bool:
    if unicodedata.category(char)[0] not in "PZC" or char == "%":
        return True
    between_digits = before.isdigit() and after.isdigit()
    minus = char == "-" and before.isspace() and after.isdigit()
    return (between_digits and char in ".,:/-") or minus


def bare(text: str) -> str:
    """Without accents, as on a keyboard that has none: "đổi mới" becomes "doi moi"."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(char for char in apart if unicodedata.category(char) != "Mn"))


def numbers(wording: Words) -> set[str]:
    return {word for word in wording if any(char.isdigit() for char in word)}


def same(one: str, other: str) -> bool:
    return words(one) == words(other)


def close(typed: str, expected: str) -> bool:
    """Whether `typed` is `expected` but for case, spaces, punctuation and small slips of spelling."""
    ours, theirs = words(typed), words(expected)
    if not ours or not theirs:
        return False
    if ours == theirs or ("".join(ours) == "".join(theirs) and not numbers(ours + theirs)):
        return True
    return len(ours) == len(theirs) and all(map(slipped, ours, theirs))


def slipped(one: str, other: str, similarity: float = SLIP_SIMILARITY) -> bool:
    """Whether two words are equal but for a slip. The first letter must stand: "stable" is not "unstable"."""
    if one == other:
        return True
    if one[0] != other[0] or numbers((one, other)):
        return False
    return OSA.normalized_similarity(one, other) >= similarity


@lru_cache(maxsize=16384)
def akin(one: str, other: str) -> bool:
    """Whether two words are equal, misspelt, or forms of one root."""
    if slipped(one, other):
        return True
    if one[0] != other[0] or numbers((one, other)):
        return False
    shared = next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return shared >= ROOT_LETTERS and shared >= ROOT_SHARE * max(len(one), len(other))
