from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from accounts.prepared import Prepared, add, put
from content.models import Course, KeyPoint
from quizzes import scheduling
from quizzes.breaks import Break, asked_from
from quizzes.models.aside import Aside
from quizzes.models.card import Card
from quizzes.models.response import Response
from quizzes.models.review import Recall, Review

STATE = tuple(field.name for field in fields(scheduling.State))


class MemoryQuerySet(models.QuerySet["Memory"]):
    def of(self, learner: User) -> "MemoryQuerySet":
        return self.filter(learner_id=learner.pk)

    def reviewable_by(self, learner: User) -> "MemoryQuerySet":
        """Those that a card of one of the learner's courses can still ask for."""
        return self.of(learner).filter(
            Exists(Card.objects.approved().filter(key_point=OuterRef("key_point"))),
            key_point__course__in=Course.objects.visible_to(learner),
        )

    def due(self, today: date) -> "MemoryQuerySet":
        """Without what the learner has set aside."""
        mine = Aside.objects.in_force(today).filter(learner=OuterRef("learner"), key_point=OuterRef("key_point"))
        return self.filter(~Exists(mine), asked_from__lte=today, key_point__is_retired=False)

    def with_day(self) -> "MemoryQuerySet":
        """With `comes`, the day from which each is asked; None for what is suspended."""
        mine = Aside.objects.filter(learner=OuterRef("learner"), key_point=OuterRef("key_point"))
        # A day and nothing: the greater one is nothing to SQLite, the day to PostgreSQL.
        buried = Coalesce(Subquery(mine.values("until")), F("asked_from"))
        suspended = When(Exists(mine.suspended()), then=None)
        return self.annotate(
            comes=Case(suspended, default=Greatest("asked_from", buried), output_field=models.DateField())
        )

    def record(
        self,
        learner: User,
        key_point: KeyPoint,
        rating: int,
        now: datetime,
        *,
        card: Card | None = None,
        response: Response | None = None,
        seconds: float | None = None,
    ) -> "Review":
        """Write one review and what it does to the memory."""
        recall = Recall(key_point, rating, card, response, seconds)
        return self.record_all(learner, [recall], now)[0]

    @transaction.atomic
    def record_all(
        self, learner: User, recalls: Sequence[Recall], now: datetime, breaks: Sequence[Break] | None = None
    ) -> "list[Review]":
        """As `record`, for several at once in their order: four queries, however many there are.

        `breaks` are those that `hold` gave a caller who holds the learner already.
        """
        breaks = self.hold(learner) if breaks is None else breaks
        key_points = {recall.key_point.pk for recall in recalls}
        kept = {memory.key_point_id: memory for memory in self.of(learner).filter(key_point__in=key_points)}
        return self.write_all(learner, recalls, kept, breaks, now)

    def write_all(
        self,
        learner: User,
        recalls: Sequence[Recall],
        kept: "dict[int, Memory]",
        breaks: Sequence[Break],
        now: datetime,
    ) -> "list[Review]":
        """What `record_all` writes, over memories (by key point) that were read since they were held, and the breaks
        of then. Two queries.
        """
        today = scheduling.learner_day(now, learner.zone)
        reviews = []
        for recall in recalls:
            memory = kept.get(recall.key_point.pk)
            reviews.append(Review.of_recall(learner, recall, memory, today, now))
            before = memory.state if memory else None
            state = scheduling.review(before, recall.rating, today, learner.desired_retention, learner.weights)
            kept[recall.key_point.pk] = Memory.of_state(learner, recall.key_point.pk, state, breaks)
        self.keep(kept.values())
        return add(reviews)

    def hold(self, learner: User) -> tuple[Break, ...]:
        """Let nobody else write this learner's memories before the transaction ends; their breaks as they are now,
        and in `learner` the parameters. One query.

        On PostgreSQL two first reviews would otherwise both find no memory; SQLite has one writer anyway.
        """
        rows = HELD.all(learner.pk)
        learner.fitted = rows[0][0]
        return tuple(Break(*days) for _fitted, *days in rows if days[0])

    def keep(self, memories: Iterable["Memory"]) -> None:
        put(list(memories), unique=("learner", "key_point"))

    @transaction.atomic
    def rebuild(self, learner: User, key_point: KeyPoint) -> "Memory | None":
        """The memory as its standing reviews make it; kept so, or removed when there are none."""
        breaks = self.hold(learner)
        log = Review.objects.of(learner).standing().filter(key_point=key_point).order_by("at", "pk")
        state = scheduling.replay(log.values_list("rating", "day", "retention"), learner.weights)
        if state is None:
            self.of(learner).filter(key_point=key_point).delete()
            return None
        memory = Memory.of_state(learner, key_point.pk, state, breaks)
        self.keep([memory])
        return memory


class Memory(models.Model):
    """One learner's memory of one key point: the FSRS state after its last review.

    `stability` is in days, `difficulty` in 1..10. `due` and `last_day` are learner-days (the local
    date minus the rollover hour); `asked_from` is the due day, moved out of planned breaks. Rebuilt from its
    reviews, the learner's parameters and breaks at any time.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memories")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="memories")

    stability = models.FloatField(_("stability"))
    difficulty = models.FloatField(_("difficulty"))
    due = models.DateField(_("due"))
    asked_from = models.DateField(_("asked from"))
    last_day = models.DateField(_("last reviewed"))
    reps = models.PositiveIntegerField(_("reviews"), default=0)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)

    objects = MemoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "key_point"], name="one_memory_per_key_point")]
        indexes = [
            # what is to be asked of a learner: review queue, forecast
            models.Index(fields=["learner", "asked_from"], name="memory_asked"),
            # what a planned break moves
            models.Index(fields=["learner", "due"], name="memory_due"),
        ]
        verbose_name = _("memory")
        verbose_name_plural = _("memories")

    def __str__(self) -> str:
        return f"{self.key_point}: {self.due}"

    @classmethod
    def of_state(cls, learner: User, key_point: int, state: scheduling.State, breaks: Sequence[Break]) -> "Memory":
        day = asked_from(state.due, state.last_day, breaks)
        return cls(
            learner_id=learner.pk,
            key_point_id=key_point,
            asked_from=day,
            **{name: getattr(state, name) for name in STATE},
        )

    @property
    def state(self) -> scheduling.State:
        return scheduling.State(
            stability=self.stability,
            difficulty=self.difficulty,
            last_day=self.last_day,
            due=self.due,
            reps=self.reps,
            lapses=self.lapses,
        )

    def recall(self, today: date, weights: scheduling.Weights) -> float:
        """The chance, in 0..1, that the learner, whose parameters these are, recalls it today."""
        return scheduling.retrievability(self.state, today, weights)


def held(learner: int) -> "models.QuerySet[User, Any]":
    one = User.objects.select_for_update(of=("self",)).filter(pk=learner).order_by("absences__first")
    return one.values_list("fitted", "absences__first", "absences__last", "absences__planned")


HELD = Prepared(held, int)
