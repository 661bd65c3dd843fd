"""The review session: what was done since the last pause, and what comes next.

All of it is derived from memories and the review log, so a session goes on after a closed tab and on
another device.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Count, Min, Q, QuerySet, Window

from accounts.http import User
from content.models import Course
from quizzes import scheduling
from quizzes.beginning import new_today
from quizzes.breaks import asked_from
from quizzes.models import Absence, Card, Memory, Review
from quizzes.models.card import CardQuerySet
from quizzes.scheduling import LEECH, learner_day

SECONDS_A_CARD = 20
PAUSE = timedelta(minutes=30)
"""After a longer one, a new session begins."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A card to be asked, and the memory it asks for; None for a key point that is new."""

    card: Card
    memory: Memory | None

    @property
    def seen(self) -> int:
        """How many reviews the page knows of; a grade from a page that knows of fewer is a repeated one."""
        return self.memory.reps if self.memory else 0

    @property
    def is_leech(self) -> bool:
        return self.memory is not None and self.memory.lapses >= LEECH


@dataclass(frozen=True, slots=True)
class Session:
    """`done` are this session's grades, oldest first; `left` counts the key points to come, `new` those of
    them that are new.
    """

    done: tuple[Review, ...]
    left: int
    new: int
    turn: Turn | None

    @property
    def last(self) -> Review | None:
        return self.done[-1] if self.done else None

    @property
    def number(self) -> int:
        return len(self.done) + 1

    @property
    def total(self) -> int:
        return len(self.done) + self.left


@dataclass(frozen=True, slots=True)
class Ending:
    """`recalled` counts the cards that were known at the first try; `next_day` is when cards come back."""

    cards: int
    recalled: int
    tomorrow: int
    next_day: date | None

    @property
    def missed(self) -> int:
        return self.cards - self.recalled

    @property
    def minutes(self) -> int:
        return minutes(self.tomorrow)


def minutes(cards: int) -> int:
    """How long a session of so many cards takes, at least one minute."""
    return max(1, round(cards * SECONDS_A_CARD / 60))


def session(learner: User, now: datetime, course: Course | None = None) -> Session:
    """Due first, the most overdue leading; then new ones; then those that were answered with "Again" today.

    At most five queries, whatever waits.
    """
    today = learner_day(now, learner.zone)
    graded = graded_on(learner, today)
    due, again = queue(learner, today, course)
    repeated = sorted(again, key=lambda memory: last_grade(graded, memory))
    new = new_today(learner, today, course)
    counted = due.annotate(all=Window(Count("*"))).order_by("asked_from", "stability", "pk")
    first = list(counted[:1])
    coming: list[Memory | int] = [*first, *new, *repeated]
    done = tuple(review for review in graded if course is None or review.key_point.course_id == course.pk)
    left = (first[0].all if first else 0) + len(new) + len(repeated)
    return Session(sitting(done, now), left, len(new), turn(coming[0]) if coming else None)


def queue(learner: User, today: date, course: Course | None = None) -> tuple[QuerySet[Memory], QuerySet[Memory]]:
    """Memories that are due, and those that were tried today and have to be repeated."""
    memories = Memory.objects.reviewable_by(learner).due(today)
    if course is not None:
        memories = memories.filter(key_point__course=course)
    return memories.filter(last_day__lt=today), memories.filter(last_day__gte=today)


def waiting(learner: User, now: datetime) -> int:
    """How many cards a session would ask now. Two queries."""
    today = learner_day(now, learner.zone)
    return Memory.objects.reviewable_by(learner).due(today).count() + len(new_today(learner, today))


def graded_on(learner: User, today: date) -> list[Review]:
    """The cards graded on that day, oldest first. Answers of a quiz or in a lesson are not among them."""
    reviews = Review.objects.of(learner).standing().filter(day=today).order_by("at", "pk")
    reviews = reviews.select_related("key_point").defer("key_point__content")
    return [review for review in reviews if review.response_id is None and not review.in_lesson]


def sitting(reviews: Sequence[Review], now: datetime) -> tuple[Review, ...]:
    """The reviews since the last pause; none when the pause lasts."""
    if not reviews or now - reviews[-1].at > PAUSE:
        return ()
    first = 0
    for index, (earlier, later) in enumerate(pairwise(reviews), start=1):
        if later.at - earlier.at > PAUSE:
            first = index
    return tuple(reviews[first:])


def last_grade(graded: Sequence[Review], memory: Memory) -> int:
    """Where in the day its last grade stands; what was answered longest ago is repeated first."""
    places = [place for place, review in enumerate(graded) if review.key_point_id == memory.key_point_id]
    return places[-1] if places else -1


def turn(coming: Memory | int) -> Turn:
    """For a memory, or for a new key point by its id."""
    if isinstance(coming, int):
        return Turn(face(coming, 0), None)
    return Turn(face(coming.key_point_id, coming.reps), coming)


def turn_asked(learner: User, card: int, seen: int, state: Session) -> Turn | None:
    """The turn of the card that was asked; None when it was graded since, or is not there to be asked."""
    if state.turn and (state.turn.card.pk, state.turn.seen) == (card, seen):
        return state.turn
    asked = with_source(Card.objects.visible_to(learner).approved()).filter(pk=card).first()
    if asked is None:
        return None
    turn = Turn(asked, Memory.objects.of(learner).filter(key_point=asked.key_point_id).first())
    return turn if turn.seen == seen else None


def face(key_point: int, reviews: int) -> Card:
    """The faces of a key point take turns."""
    faces = list(with_source(Card.objects.approved().filter(key_point=key_point)).order_by("pk"))
    return faces[reviews % len(faces)]


def intervals(learner: User, turn: Turn, today: date) -> dict[int, int]:
    """Days until the key point is asked again, by rating; 0 is later today. One query, for planned breaks."""
    breaks = Absence.objects.of(learner).breaks()
    state = turn.memory.state if turn.memory else None
    days = scheduling.preview(state, today, learner.desired_retention, learner.weights)
    due = {rating: today + timedelta(days=ahead) for rating, ahead in days.items()}
    return {rating: (asked_from(day, today, breaks) - today).days for rating, day in due.items()}


def with_source(cards: CardQuerySet) -> CardQuerySet:
    return cards.select_related("key_point__course", "citation__edition__document").defer("citation__edition__text")


def ending(learner: User, state: Session, now: datetime) -> Ending:
    """What was done, and when it goes on. Two queries."""
    first: dict[int, Review] = {}
    for review in state.done:
        first.setdefault(review.key_point_id, review)
    today = learner_day(now, learner.zone)
    memories = Memory.objects.reviewable_by(learner).with_day().filter(comes__gt=today)  # type: ignore[misc]  # annotated
    following = memories.aggregate(next=Min("comes"), tomorrow=Count("pk", filter=Q(comes=today + timedelta(days=1))))
    return Ending(
        cards=len(first),
        recalled=sum(review.recalled for review in first.values()),
        tomorrow=following["tomorrow"],
        next_day=following["next"],
    )
