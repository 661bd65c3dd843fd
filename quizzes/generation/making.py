"""Drafts in the JSON form of their kinds. Ids say nothing and stand in an order that gives nothing away."""

from collections.abc import Sequence
from hashlib import sha256

from quizzes.generation.bank import Point, Source
from quizzes.generation.support import CourseIndex
from quizzes.kinds.base import Draft, Json, Quote


def seed(index: CourseIndex, source: Source, rule: str, start: int, end: int) -> str:
    """Where chance comes from: the same text, rule and place draw the same lots."""
    return sha256(f"{index.hashes[source.letter]}|{rule}|{start}|{end}".encode()).hexdigest()


def lot(seed: str, text: str) -> str:
    """An opaque id, and the key by which options are shuffled."""
    return sha256(f"{seed}|{text}".encode()).hexdigest()[:8]


def dealt(seed: str, texts: Sequence[str]) -> list[Json]:
    """Rows {"id", "text"} in an order drawn from the seed."""
    rows = [{"id": lot(seed, text), "text": text} for text in texts]
    return sorted(rows, key=lambda row: row["id"])
