"""A comparison of two editions as its page tells it, in plain values that JSON keeps."""

from typing import Any

from content.comparing import Comparison, Pair, Point
from content.tracing import differences

MOST_TOLD = 200
"""As many points of one group are told one by one; the counts are of all."""


def told(comparison: Comparison, retired: frozenset[int]) -> dict[str, Any]:
    """Counts by group, and what a person should look at: old and new words side by side.

    `retired` are old points that nobody is taught: what becomes of them is of no interest.
    """
    groups: dict[str, list[Any]] = {
        "unchanged": [pair for pair in comparison.unchanged if pair.old.id not in retired],
        "moved": [pair for pair in comparison.moved if pair.old.id not in retired],
        "reworded": [pair for pair in comparison.reworded if pair.old.id not in retired],
        "gone": [point for point in comparison.gone if point.id not in retired],
        "added": list(comparison.added),
    }
    return {
        "counts": {name: len(group) for name, group in groups.items()},
        "reworded": [side_by_side(pair) for pair in groups["reworded"][:MOST_TOLD]],
        "moved": [{**named(pair.old), "now": pair.new.paragraph} for pair in groups["moved"][:MOST_TOLD]],
        "gone": list(map(named, groups["gone"][:MOST_TOLD])),
        "added": list(map(named, groups["added"][:MOST_TOLD])),
    }


def side_by_side(pair: Pair) -> dict[str, Any]:
    old, new = differences(pair.old.quote, pair.new.quote)
    return {**named(pair.old), "new_label": pair.new.label, "now": pair.new.paragraph, "old": old, "new": new}


def named(point: Point) -> dict[str, Any]:
    return {"point": point.id, "label": point.label, "quote": point.quote, "was": point.paragraph}
