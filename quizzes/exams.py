"""What an exam date asks: how much a day, and what would be recalled on the day. Computed, nothing is stored.

The forecast follows the schedule day by day for all key points of the exam at once. Each is recalled with the chance
that FSRS gives it, and graded Good; what is forgotten is graded Again, then Good, on the same day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import exp, log

from quizzes import scheduling
from quizzes.breaks import Break, asked_from, holding
from quizzes.scheduling import AGAIN, GOOD, State, Weights

DAY = timedelta(days=1)
MOST_NEW = 200
"""New key points that can be begun in a day."""

FARTHEST = 365  # days
FINENESS = 8
"""Steps to the e-fold of a stability; difficulties go by whole ones. Key points closer than this are one crowd."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """`days` are those of study before the exam, planned breaks not among them; `loads` the reviews of each day
    from today on, first ones too. `stopped` and `followed` are the shares, in 0..1, that would be recalled on the
    day: when nothing more is done, and when all is done on its day. `left_out` cannot be begun in time.
    """

    days: int
    new: int
    new_a_day: int
    left_out: int
    loads: tuple[float, ...]
    stopped: float
    followed: float

    @property
    def a_day(self) -> int:
        """Cards on a day of study, at the mean."""
        return round(sum(self.loads) / self.days) if self.days else 0

    @property
    def most(self) -> int:
        return round(max(self.loads, default=0))

    @property
    def most_in(self) -> int:
        """In how many days the busiest one is."""
        return self.loads.index(max(self.loads)) if self.loads else 0


@dataclass(frozen=True, slots=True)
class Strength:
    """A stability and a difficulty, roundly."""

    stability: int
    difficulty: int

    @classmethod
    def of(cls, state: State) -> "Strength":
        return cls(round(log(state.stability) * FINENESS), round(state.difficulty))

    def state(self, last_day: date) -> State:
        return State(exp(self.stability / FINENESS), float(self.difficulty), last_day, last_day, reps=1, lapses=0)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Key points of one strength, reviewed last on one day and asked again from one."""

    strength: Strength
    last_day: date
    asked: date

    @classmethod
    def of(cls, state: State, breaks: Sequence[Break]) -> "Crowd":
        return cls(Strength.of(state), state.last_day, asked_from(state.due, state.last_day, breaks))


@dataclass(frozen=True, slots=True)
class Pursuit:
    """How a learner studies for the day of an exam."""

    today: date
    day: date
    retention: float
    weights: Weights = ()
    breaks: tuple[Break, ...] = ()

    @property
    def dates(self) -> list[date]:
        """From today to the day before the exam."""
        return [self.today + ahead * DAY for ahead in range(max(0, (self.day - self.today).days))]

    @property
    def study_days(self) -> list[date]:
        return [day for day in self.dates if holding(day, self.breaks) is None]


def pace(new: Mapping[date, int], pursuits: Iterable[Pursuit]) -> int:
    """How many new key points a day are enough for every exam: `new` of them for the exam on each date."""
    needed, total = 0, 0
    for pursuit in sorted(pursuits, key=lambda one: one.day):
        total += new.get(pursuit.day, 0)
        needed = max(needed, -(-total // max(1, len(pursuit.study_days))))
    return min(needed, MOST_NEW)


def outlook(states: Iterable[State], new: int, pursuit: Pursuit) -> Outlook:
    """For an exam over key points of these states, and `new` ones that were not begun."""
    crowds = Counter(Crowd.of(state, pursuit.breaks) for state in states)
    total = sum(crowds.values()) + new
    study, stopped = pursuit.study_days, expected(crowds, pursuit)
    a_day = min(MOST_NEW, -(-new // len(study))) if study else 0
    begun = min(new, a_day * len(study))
    loads, after = followed(crowds, begun, a_day, pursuit)
    return Outlook(
        days=len(study),
        new=new,
        new_a_day=a_day,
        left_out=new - begun,
        loads=loads,
        stopped=stopped / total if total else 0.0,
        followed=expected(after, pursuit) / total if total else 0.0,
    )


def expected(crowds: Mapping[Crowd, float], pursuit: Pursuit) -> float:
    """How many of them would be recalled on the day of the exam."""
    return sum(
        count * scheduling.retrievability(crowd.strength.state(crowd.last_day), pursuit.day, pursuit.weights)
        for crowd, count in crowds.items()
    )


def followed(
    crowds: Mapping[Crowd, float], new: int, a_day: int, pursuit: Pursuit
) -> tuple[tuple[float, ...], Mapping[Crowd, float]]:
    """The loads of the days, and the crowds on the eve of the exam, when all is done on its day."""
    waiting: defaultdict[date, defaultdict[Crowd, float]] = defaultdict(lambda: defaultdict(float))
    for crowd, count in crowds.items():
        waiting[max(crowd.asked, pursuit.today)][crowd] += count
    loads = []
    for day in pursuit.dates:
        if holding(day, pursuit.breaks) is not None:
            for crowd, count in waiting.pop(day, {}).items():
                waiting[day + DAY][crowd] += count
            loads.append(0.0)
            continue
        load = 0.0
        for crowd, count in waiting.pop(day, {}).items():
            known, forgotten, chance = answered(crowd, day, pursuit)
            waiting[known.asked][known] += count * chance
            waiting[forgotten.asked][forgotten] += count * (1 - chance)
            load += count * (2 - chance)
        begun = min(new, a_day)
        first = first_met(day, pursuit)
        waiting[first.asked][first] += begun
        new, load = new - begun, load + begun
        loads.append(load)
    return tuple(loads), {crowd: count for crowds in waiting.values() for crowd, count in crowds.items()}


def answered(crowd: Crowd, day: date, pursuit: Pursuit) -> tuple[Crowd, Crowd, float]:
    """What becomes of those that are recalled that day and of those that are not, and the chance of recall."""
    elapsed = (day - crowd.last_day).days
    (known, soon), (again, sooner), chance = step(crowd.strength, elapsed, pursuit.retention, pursuit.weights)

    def crowd_of(strength: Strength, ahead: int) -> Crowd:
        return Crowd(strength, day, asked_from(day + ahead * DAY, day, pursuit.breaks))

    return crowd_of(known, soon), crowd_of(again, sooner), chance


@lru_cache(maxsize=20_000)
def step(
    strength: Strength, elapsed: int, retention: float, weights: Weights
) -> tuple[tuple[Strength, int], tuple[Strength, int], float]:
    """The strength and the days to the next review of what is recalled after so many days, and of what is not; the
    chance of recall.
    """
    day = date(2000, 1, 1)  # any
    state = strength.state(day - elapsed * DAY)
    known = scheduling.review(state, GOOD, day, retention, weights)
    again = scheduling.review(scheduling.review(state, AGAIN, day, retention, weights), GOOD, day, retention, weights)
    chance = scheduling.retrievability(state, day, weights)
    return (Strength.of(known), (known.due - day).days), (Strength.of(again), (again.due - day).days), chance


def first_met(day: date, pursuit: Pursuit) -> Crowd:
    return Crowd.of(scheduling.review(None, GOOD, day, pursuit.retention, pursuit.weights), pursuit.breaks)
