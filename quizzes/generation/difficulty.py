"""How hard a question is likely to be, 0 to 1, until answers tell better.

Worked out from what is known before anybody answers: how many answers there are to choose from and how near the
wrong ones are to the right one, how much has to be written, and how many words of the source hold the answer.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

LONG_EVIDENCE = 150
"""Words in which an answer has to be looked for; more make it no harder."""

SEARCH = 0.1
NEARNESS = 0.4
"""What the search and the nearness of wrong options add at most."""

EASIEST, HARDEST = 0.05, 0.95


def searched(base: float, evidence: str) -> float:
    """A difficulty with what looking for the answer in so many words adds to it."""
    share = min(1.0, len(evidence.split()) / LONG_EVIDENCE)
    return round(min(HARDEST, max(EASIEST, base + SEARCH * share)), 3)


def chosen(right: Sequence[str], wrong: Sequence[str], base: float = 0.2) -> float:
    """Of options: the more of them, and the nearer to the right ones, the harder."""
    near = [nearness(one, other) for one in right for other in wrong]
    return base + 0.03 * len(wrong) + NEARNESS * (sum(near) / len(near) if near else 0.0)


def nearness(one: str, other: str) -> float:
    """0 for texts that have nothing in common, 1 for the same; of numbers, how little they differ."""
    values = number(one), number(other)
    if values[0] is not None and values[1] is not None:
        return max(0.0, 1 - abs(values[0] - values[1]) / max(abs(values[0]), abs(values[1]), 1))
    shorter, longer = sorted((len(one), len(other)))
    return 0.5 * fuzz.token_sort_ratio(one.casefold(), other.casefold()) / 100 + 0.5 * shorter / max(longer, 1)


def number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def typed(answers: Sequence[str], base: float = 0.45) -> float:
    """Of words that have to be written: each of them makes it harder."""
    return base + 0.05 * min(6, sum(len(answer.split()) for answer in answers))


def put_together(parts: Sequence[str], base: float, each: float) -> float:
    """Of several parts to be placed or named: their number counts, and somewhat their length."""
    words = sum(len(part.split()) for part in parts) / max(1, len(parts))
    return base + each * len(parts) + 0.005 * min(20.0, words)
