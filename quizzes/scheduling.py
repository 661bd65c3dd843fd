"""When a key point comes back: FSRS over learner-days. The only file that imports fsrs.

FSRS counts elapsed 24-hour periods, learners count days: ten hours over midnight are a day to them.
So each review is put at 00:00 UTC of its learner-day. Local instants would not do, as a day of 23
hours would count as none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock
from functools import lru_cache

import fsrs
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = (AGAIN, HARD, GOOD, EASY)

ROLLOVER = 4
"""The hour at which a new learner-day begins."""

RETENTION = 0.9
"""The chance of recall at which a key point comes back."""

LEECH = 8
"""What was forgotten so often is not learnt by one more review."""

Weights = tuple[float, ...]
"""The 21 parameters of FSRS; none at all stand for the standard ones."""

STANDARD: Weights = DEFAULT_PARAMETERS

LOWEST_RETENTION, HIGHEST_RETENTION = 0.80, 0.97
LONGEST_INTERVAL = 36_500  # days, as in Anki


@dataclass(frozen=True, slots=True)
class State:
    """A memory after its last review. `stability` is in days, `difficulty` in 1..10.

    `lapses` counts how often it was forgotten once known; a second "Again" on the way back counts no more.
    """

    stability: float
    difficulty: float
    last_day: date
    due: date
    reps: int
    lapses: int

    @property
    def is_relearning(self) -> bool:
        """Last answered with "Again": it comes back on the same day."""
        return self.due == self.last_day


def learner_day(now: datetime, zone: tzinfo, rollover: int = ROLLOVER) -> date:
    """The day that `now` belongs to for a learner: the local date, the night counting to the day before."""
    return (now.astimezone(zone) - timedelta(hours=rollover)).date()


def review(state: State | None, rating: int, day: date, retention: float = RETENTION, weights: Weights = ()) -> State:
    """The memory after a review; `state` is None before the first one."""
    if state is not None:
        day = max(day, state.last_day)  # who flies west lives the same day again
    card, _ = scheduler(retention, weights).review_card(as_card(state, day), fsrs.Rating(rating), midnight(day))
    assert card.stability is not None
    assert card.difficulty is not None
    forgotten = rating == AGAIN and state is not None and not state.is_relearning
    return State(
        stability=card.stability,
        difficulty=card.difficulty,
        last_day=day,
        due=day if rating == AGAIN else card.due.date(),
        reps=(state.reps if state else 0) + 1,
        lapses=(state.lapses if state else 0) + forgotten,
    )


def preview(state: State | None, day: date, retention: float = RETENTION, weights: Weights = ()) -> dict[int, int]:
    """Days until the key point comes back, by rating; 0 is later today."""
    after = {rating: review(state, rating, day, retention, weights) for rating in RATINGS}
    return {rating: (new.due - new.last_day).days for rating, new in after.items()}


def retrievability(state: State, day: date, weights: Weights = ()) -> float:
    """The chance, in 0..1, that the key point is recalled on that day."""
    return scheduler(RETENTION, weights).get_card_retrievability(as_card(state, day), midnight(day))


@lru_cache(maxsize=256)
def stabilities_until(recall: float, weights: Weights = ()) -> float:
    """How many times its stability passes until the chance of recall has fallen so far: 1 for 0.9."""
    decay = -scheduler(RETENTION, weights).parameters[20]
    fallen: float = (recall ** (1 / decay) - 1) / (0.9 ** (1 / decay) - 1)
    return fallen


def replay(reviews: Iterable[tuple[int, date] | tuple[int, date, float]], weights: Weights = ()) -> State | None:
    """The memory that a log of (rating, day, retention wanted then) leaves, oldest first; None when it is empty."""
    state = None
    for rating, day, *wanted in reviews:
        state = review(state, rating, day, wanted[0] if wanted else RETENTION, weights)
    return state


def clipped(weights: Iterable[float]) -> Weights:
    """The nearest parameters that the scheduler takes."""
    bounds = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(weight, low), high) for weight, low, high in bounds)


@lru_cache(maxsize=256)
def scheduler(retention: float, weights: Weights = ()) -> fsrs.Scheduler:
    """Without learning steps: every review gives whole days. Without fuzz: buttons keep their word."""
    if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
        raise ValueError(f"retention {retention} is not in {LOWEST_RETENTION}..{HIGHEST_RETENTION}")
    return fsrs.Scheduler(
        parameters=weights or STANDARD,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL,
        enable_fuzzing=False,
    )


def as_card(state: State | None, day: date) -> fsrs.Card:
    # Without an id and a due time, Card reads the clock and sleeps.
    if state is None:
        return fsrs.Card(card_id=0, due=midnight(day))
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=midnight(state.due),
        last_review=midnight(state.last_day),
    )


def midnight(day: date) -> datetime:
    return datetime.combine(day, clock.min, UTC)
