"""The schedule fitted to one learner: parameters that predict their own reviews better than those of everybody.

They are found by fsrs-rs, which comes with the extra `optimize`. Their memories are then replayed from the log, so
that a memory is always what its reviews make of it under the parameters in force.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib.util import find_spec
from itertools import pairwise

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.http import User
from quizzes import scheduling
from quizzes.models import Absence, Memory, Review
from quizzes.scheduling import Weights

FEWEST = 400
"""Reviews on a later day than the one before; fewer say more about chance than about the learner."""

QUICK = 20_000
"""As many reviews as are fitted and replayed within some two seconds."""

TRIES = 3

Step = tuple[int, date, float]
"""Rating, learner-day, chance of recall wanted then."""

Log = Mapping[int, Sequence[Step]]
"""The standing reviews of each key point, oldest first."""


class FitRefused(Exception):
    """The schedule cannot be fitted. Its message is for the learner."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What was found in so many `reviews`; no `weights` when the standard ones predict as well. `before` and `after`
    are the log losses of the standard and the fitted parameters: the smaller, the truer the predictions.
    """

    weights: Weights
    reviews: int
    before: float
    after: float
    at: str

    @property
    def day(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def gain(self) -> float:
        """By how much of it the error of prediction fell, in percent."""
        return 100 * (1 - self.after / self.before) if self.before else 0.0


def fit_of(learner: User) -> Fit | None:
    """The fit that was made last; None when the schedule is everybody's."""
    return Fit(**{**learner.fitted, "weights": learner.weights}) if learner.fitted else None


def is_available() -> bool:
    return find_spec("fsrs_rs_python") is not None


def is_quick(learner: User) -> bool:
    return Review.objects.of(learner).standing().count() <= QUICK


@task()
def fit_later(pk: int) -> None:
    fit(User.objects.get(pk=pk), timezone.now())


def fit(learner: User, now: datetime) -> Fit:
    """Fit the schedule to this learner's reviews, and replay their memories with it.

    :raises FitRefused: without the extra, with too few reviews, or when the learner reviews on and on meanwhile
    """
    found = fitted_to(log_of(learner), now)
    adopt(learner, asdict(found))
    return found


def unfit(learner: User) -> None:
    """Back to the parameters of everybody.

    :raises FitRefused: when the learner reviews on and on meanwhile
    """
    adopt(learner, {})


def log_of(learner: User) -> Log:
    """One query."""
    log: defaultdict[int, list[Step]] = defaultdict(list)
    reviews = Review.objects.of(learner).standing().order_by("key_point", "at", "pk")
    for point, rating, day, retention in reviews.values_list("key_point", "rating", "day", "retention").iterator():
        log[point].append((rating, day, retention))
    return log


def fitted_to(log: Log, now: datetime) -> Fit:
    """
    :raises FitRefused: without the extra, or with too few reviews
    """
    if not is_available():
        raise FitRefused(
            _("This site lacks the part that fits a schedule: whoever runs it can install the extra “optimize”.")
        )
    import fsrs_rs_python as rust

    items = [
        rust.FSRSItem([rust.FSRSReview(rating, gap) for rating, gap in history])
        for steps in log.values()
        for history in histories(steps)
    ]
    if len(items) < FEWEST:
        raise FitRefused(
            _("A schedule is fitted to %(least)s reviews or more on later days, and there are %(count)s: review on.")
            % {"least": FEWEST, "count": len(items)}
        )
    standard = list(scheduling.STANDARD)
    weights = scheduling.clipped(round(weight, 4) for weight in rust.FSRS(standard).compute_parameters(items))
    before, after = (rust.FSRS(list(each)).evaluate(items).log_loss for each in (standard, weights))
    better = after < before
    return Fit(weights if better else (), len(items), before, after if better else before, now.isoformat())


def histories(steps: Sequence[Step]) -> Iterable[Sequence[tuple[int, int]]]:
    """For each review on a later day than the one before: all up to it, as rating and days since the one before."""
    gaps = [0, *((later[1] - earlier[1]).days for earlier, later in pairwise(steps))]
    history = [(step[0], max(0, gap)) for step, gap in zip(steps, gaps, strict=True)]
    return (history[: place + 1] for place, (_rating, gap) in enumerate(history) if place and gap > 0)


def adopt(learner: User, fitted: Mapping[str, object]) -> None:
    """Take these parameters over, and replay every memory with them; in one moment, however long the replay takes."""
    for _try in range(TRIES):
        mark = mark_of(learner)
        changed = User(pk=learner.pk, fitted=dict(fitted))
        breaks = Absence.objects.of(learner).breaks()
        log = log_of(learner)
        states = {point: scheduling.replay(steps, changed.weights) for point, steps in log.items()}
        memories = [Memory.of_state(learner, point, state, breaks) for point, state in states.items() if state]
        if put(learner, changed, memories, mark):
            learner.fitted = changed.fitted
            return
    raise FitRefused(_("You reviewed while this was worked out. Nothing was changed: try again after the session."))


@transaction.atomic
def put(learner: User, changed: User, memories: Collection[Memory], mark: tuple[object, ...]) -> bool:
    """Write it all, unless there is another log, or other breaks, than these were made from."""
    Memory.objects.hold(learner)
    if mark_of(learner) != mark:
        return False
    changed.save(update_fields=["fitted"])
    Memory.objects.keep(memories)
    return True


def mark_of(learner: User) -> tuple[object, ...]:
    """What is another one after a review, an undo or a change of breaks. Two queries."""
    log = Review.objects.of(learner).standing().aggregate(count=Count("pk"), last=Max("pk"))
    return (log["count"], log["last"], Absence.objects.of(learner).breaks())
