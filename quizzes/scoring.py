"""From marks to a score, under the rules that an attempt was begun with."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

JUST_NOW = timedelta(minutes=2)
"""So long after handing in is right after it."""

DURING, AFTER, OPEN, CLOSED = "during", "after", "open", "closed"
MOMENTS = (DURING, AFTER, OPEN, CLOSED)
"""During the attempt, right after it, while the quiz is open, once it is closed."""

ANSWERS, CORRECTNESS, EXPLANATION, SCORE = "answers", "correctness", "explanation", "score"
ASPECTS = (ANSWERS, CORRECTNESS, EXPLANATION, SCORE)
"""What a learner may be shown of a marked question or attempt."""

CERTAINTIES = {1: (Decimal(1) / 3, Decimal(0)), 2: (Decimal(2) / 3, Decimal(-2) / 3), 3: (Decimal(1), Decimal(-2))}
"""Each level of certainty with what a right answer and a wrong one earn (Gardner-Medwin's 1, 2, 3 and 0, -2, -6, over
3): who says how sure they are as it is earns most."""

AGAIN, HARD, GOOD = 1, 2, 3
HALF = 0.5
"""Who knows less of a key point than this has forgotten it."""

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rules:
    """`feedback` is now or end, `time_limit` in minutes, `grace` in seconds, `pass_mark` and `retry_cost` in percent.

    `tries` at one question are for practice alone. `closes_at` is in ISO 8601, or empty. `shows` gives the aspects for
    each moment; a moment that it does not name shows all.
    """

    feedback: str
    time_limit: int | None
    pass_mark: int
    shuffle: bool
    shuffle_options: bool = True
    grace: int = 30
    closes_at: str = ""
    one_way: bool = False
    tries: int = 1
    retry_cost: int = 0
    certainty: bool = False
    counts: str = "best"
    shows: dict[str, list[str]] = field(default_factory=dict)

    @property
    def tells_at_once(self) -> bool:
        return self.feedback == "now"

    def deadline(self, begun: datetime) -> datetime | None:
        """When the time is up or the quiz closes, whichever comes first."""
        ends = [begun + timedelta(minutes=self.time_limit)] if self.time_limit else []
        return min([*ends, *self.closing], default=None)

    @property
    def closing(self) -> list[datetime]:
        return [datetime.fromisoformat(self.closes_at)] if self.closes_at else []

    def moment(self, finished_at: datetime | None, now: datetime) -> str:
        """One of MOMENTS."""
        if finished_at is None:
            return DURING
        if now < finished_at + JUST_NOW:
            return AFTER
        return CLOSED if self.closing and now >= self.closing[0] else OPEN

    def shown(self, finished_at: datetime | None, now: datetime) -> frozenset[str]:
        """The aspects that may be shown now."""
        return frozenset(self.shows.get(self.moment(finished_at, now), ASPECTS))

    def credit(self, tries: int) -> float:
        """The share of its points that a right answer earns at this try; the first is 1."""
        return max(0.0, 1 - self.retry_cost / 100 * (tries - 1))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Given:
    """When an answer was given, and whether it was delivered late. `sequence` is that moment in milliseconds."""

    sequence: int
    at: datetime
    is_late: bool

    @classmethod
    def read(cls, sequence: int | None, now: datetime, deadline: datetime | None, after: int = 0) -> "Given":
        """`sequence` is what the browser says; None for a form that says nothing, which was given as it arrived, later
        than the answer before it (`after`), even if our clock was set back in between.

        Nobody answers in the future; of what arrives after the deadline, a form that says nothing was given in time.
        """
        arrived = max(milliseconds(now), after + 1)
        is_late = deadline is not None and now > deadline
        if sequence is None:
            return cls(arrived, min(now, deadline) if deadline else now, is_late)
        sequence = min(sequence, arrived)
        return cls(sequence, min(datetime.fromtimestamp(sequence / 1000, now.tzinfo), now), is_late)


def milliseconds(moment: datetime) -> int:
    """Since 1970, as browsers count."""
    return int(moment.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Score:
    points: Decimal
    out_of: Decimal

    @property
    def percent(self) -> int:
        """Rounded down, so that nobody reads a pass mark that was not reached."""
        return int(100 * self.points / self.out_of) if self.out_of else 0

    def passes(self, pass_mark: int) -> bool:
        return 100 * self.points >= pass_mark * self.out_of


def score(marks: Iterable[tuple[float | None, int | None, Decimal]]) -> Score:
    """Of the questions' shares, certainties and points, never below 0; a share of None is a question left open."""
    points = out_of = Decimal(0)
    for fraction, certainty, worth in marks:
        points += share(fraction, certainty) * worth
        out_of += worth
    return Score(max(Decimal(0), points).quantize(CENT, ROUND_HALF_UP), out_of)


def share(fraction: float | None, certainty: int | None) -> Decimal:
    """Of a question's points, in -2..1; below 0 only for who was certain of what is wrong."""
    # Through its shortest text: the binary value of a third is no exact number of cents either way.
    right = Decimal(str(fraction or 0))
    if fraction is None or certainty is None:
        return right
    gain, loss = CERTAINTIES[certainty]
    return right * gain + (1 - right) * loss


def rating(fraction: float) -> int:
    """What an answer says of the memory of its key point."""
    if fraction >= 1:
        return GOOD
    return HARD if fraction >= HALF else AGAIN


def is_over(deadline: datetime | None, now: datetime, grace: int) -> bool:
    """Whether even a late delivery is too late; `grace` is in seconds."""
    return deadline is not None and now > deadline + timedelta(seconds=grace)


def handed_in_at(deadline: datetime | None, now: datetime) -> datetime:
    """Who never handed in did so when time was up."""
    return min(now, deadline) if deadline else now
