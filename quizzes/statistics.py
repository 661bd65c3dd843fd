"""How a quiz and each of its questions did: names and formulas of Moodle's quiz statistics report (docs.moodle.org,
"Quiz statistics calculations"), where S is the number of attempts, x the mark for one item and T the total.

Two things differ. A question that was not reached is no part of its statistics, where Moodle counts 0; one that was
seen and left open scores 0, as there. And where attempts were asked different questions, each one's weight among
the others goes by how often it was asked. Percentages are shares of 1 here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import median
from typing import Generic, TypeVar

Item = TypeVar("Item")
Marks = Mapping[Item, float]
"""What one attempt earned at each item that it reached, in points; below 0 where certainty cost something."""


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """Of the scores of `n` attempts, each a share of what it could earn. None: too few attempts to say.

    `consistency` is the coefficient of internal consistency (Cronbach's alpha), `error_ratio` the part of the
    deviation that is chance, `standard_error` how far a score may be off, in the measure of the scores.
    """

    n: int
    mean: float | None
    median: float | None
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """Of one item in the `n` attempts that reached it. None: it cannot be said of these.

    `facility` is the mean mark as a share of the most, `deviation` that of these shares; `discrimination` the
    correlation of its marks with the rest of the totals, `efficiency` their covariance as a share of the greatest
    that marks so spread could have; `intended` its share of what can be earned, `effective` its share in what makes
    totals differ, None where it works against the others (their covariance is negative).
    """

    n: int
    facility: float
    deviation: float | None
    discrimination: float | None
    efficiency: float | None
    intended: float
    effective: float | None


def quiz_figures(scores: Sequence[float], marks: Sequence[Marks[Item]]) -> QuizFigures:
    """`scores` are shares of 0..1; `marks` those of the same attempts, for the coefficient of consistency."""
    n = len(scores)
    spread = deviation(scores)
    alpha = consistency(marks)
    ratio = None if alpha is None else error_ratio(alpha)
    return QuizFigures(
        n=n,
        mean=mean(scores) if n else None,
        median=median(scores) if n else None,
        deviation=spread,
        skewness=skewness(scores),
        kurtosis=kurtosis(scores),
        consistency=alpha,
        error_ratio=ratio,
        standard_error=None if ratio is None or spread is None else ratio * spread,
    )


def item_figures(marks: Sequence[Marks[Item]], worth: Mapping[Item, float]) -> dict[Item, ItemFigures]:
    """Of every item that some attempt reached. `worth` are the most points that each can earn, above 0."""
    columns = {item: Column.of(item, marks) for item in worth}
    columns = {item: column for item, column in columns.items() if column.marks}
    pulls = {item: column.pull for item, column in columns.items()}
    whole = fsum(pull * len(columns[item].marks) / len(marks) for item, pull in pulls.items() if pull is not None)
    asked = fsum(worth[item] * len(column.marks) / len(marks) for item, column in columns.items())
    return {
        item: ItemFigures(
            n=len(column.marks),
            facility=mean(column.marks) / worth[item],
            deviation=scaled(deviation(column.marks), worth[item]),
            discrimination=correlation(column.marks, column.rests),
            efficiency=efficiency(column.marks, column.rests),
            intended=worth[item] / asked,
            effective=None if pulls[item] is None or not whole else scaled(pulls[item], whole),
        )
        for item, column in columns.items()
    }


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """The marks for one item, and the totals of the same attempts."""

    marks: tuple[float, ...]
    totals: tuple[float, ...]

    @classmethod
    def of(cls, item: Item, marks: Sequence[Marks[Item]]) -> "Column[Item]":
        rows = [row for row in marks if item in row]
        return cls(tuple(row[item] for row in rows), tuple(fsum(row.values()) for row in rows))

    @property
    def rests(self) -> tuple[float, ...]:
        """What each attempt earned elsewhere: X = T - x, without the dust of the subtraction."""
        return tuple(round(total - mark, 9) for total, mark in zip(self.totals, self.marks, strict=True))

    @property
    def pull(self) -> float | None:
        """The root of its covariance with the totals; None when that is negative, or of one attempt."""
        shared = covariance(self.marks, self.totals)
        return None if shared is None or shared < 0 else sqrt(shared)


def scaled(value: float | None, by: float) -> float | None:
    return None if value is None else value / by


# Of one series ----------------------------------------------------------------


def mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def moment(values: Sequence[float], power: int) -> float:
    """The central moment m of this power: the mean of (x - mean) ** power."""
    centre = mean(values)
    return fsum((value - centre) ** power for value in values) / len(values)


def variance(values: Sequence[float]) -> float | None:
    """k2 = S / (S - 1) m2; None below two values."""
    n = len(values)
    return moment(values, 2) * n / (n - 1) if n > 1 else None


def deviation(values: Sequence[float]) -> float | None:
    """The root of k2."""
    spread = variance(values)
    return None if spread is None else sqrt(spread)


def skewness(values: Sequence[float]) -> float | None:
    """k3 / k2 ** 1.5, where k3 = S² / ((S - 1)(S - 2)) m3: above 0 with a tail of high scores.

    None below three values, or where all are alike.
    """
    n, spread = len(values), variance(values)
    if n < 3 or not spread or is_flat(values):
        return None
    return moment(values, 3) * n**2 / ((n - 1) * (n - 2)) / (spread * sqrt(spread))


def kurtosis(values: Sequence[float]) -> float | None:
    """k4 / k2², where k4 = S² / ((S - 1)(S - 2)(S - 3)) ((S + 1) m4 - 3 (S - 1) m2²): 0 of a normal distribution.

    None below four values, or where all are alike.
    """
    n, spread = len(values), variance(values)
    if n < 4 or not spread or is_flat(values):
        return None
    fourth = (n + 1) * moment(values, 4) - 3 * (n - 1) * moment(values, 2) ** 2
    return fourth * n**2 / ((n - 1) * (n - 2) * (n - 3)) / spread**2


def is_flat(values: Iterable[float]) -> bool:
    """Whether all are the same, whatever is left of their variance by rounding."""
    return len(set(values)) <= 1


# Of two series ----------------------------------------------------------------


def covariance(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """C(x, y) = 1 / (S - 1) sum of (x - mean)(y - mean); None below two pairs."""
    if len(ones) < 2:
        return None
    here, there = mean(ones), mean(others)
    return fsum((one - here) * (other - there) for one, other in zip(ones, others, strict=True)) / (len(ones) - 1)


def correlation(marks: Sequence[float], rests: Sequence[float]) -> float | None:
    """The discrimination index C(x, X) / root of V(x) V(X); None where either does not vary."""
    if is_flat(marks) or is_flat(rests):
        return None
    shared, one, other = covariance(marks, rests), variance(marks), variance(rests)
    return shared / sqrt(one * other) if shared is not None and one and other else None


def efficiency(marks: Sequence[float], rests: Sequence[float]) -> float | None:
    """The discriminative efficiency C(x, X) / Cmax(x, X): Cmax pairs the best mark with the best rest, and so on."""
    if is_flat(marks) or is_flat(rests):
        return None
    shared, most = covariance(marks, rests), covariance(sorted(marks), sorted(rests))
    return shared / most if shared is not None and most else None


# Of the whole -----------------------------------------------------------------


def consistency(marks: Sequence[Marks[Item]]) -> float | None:
    """The coefficient of internal consistency P / (P - 1) (1 - sum of V(x) / V(T)) of P items.

    Of the attempts that reached all items: None when these are fewer than two or do not vary, or of one item.
    """
    items = {item for row in marks for item in row}
    whole = [row for row in marks if len(row) == len(items)]
    totals = [fsum(row.values()) for row in whole]
    spread = variance(totals)
    if len(items) < 2 or not spread or is_flat(totals):
        return None
    parts = fsum(variance([row[item] for row in whole]) or 0.0 for item in items)
    return len(items) / (len(items) - 1) * (1 - parts / spread)


def error_ratio(alpha: float) -> float:
    """The root of 1 - the coefficient of internal consistency; above 1 where that is negative."""
    return sqrt(max(0.0, 1 - alpha))
