from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Course, KeyPoint
from quizzes import scheduling
from quizzes.models.aside import Aside
from quizzes.models.attempt import Response
from quizzes.models.card import Card


class Rating(models.IntegerChoices):
    AGAIN = 1, _("Again")
    HARD = 2, _("Hard")
    GOOD = 3, _("Good")
    EASY = 4, _("Easy")


@dataclass(frozen=True, slots=True)
class Recall:
    """How well a key point was recalled, and by what: a card, or a quiz response."""

    key_point: KeyPoint
    rating: int
    card: Card | None = None
    response: Response | None = None
    seconds: float | None = None


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
        return self.filter(~Exists(mine), due__lte=today, key_point__is_retired=False)

    def with_day(self) -> "MemoryQuerySet":
        """With `comes`, the day from which each is asked; None for what is suspended."""
        mine = Aside.objects.filter(learner=OuterRef("learner"), key_point=OuterRef("key_point"))
        # A day and nothing: the greater one is nothing to SQLite, the day to PostgreSQL.
        buried = Coalesce(Subquery(mine.values("until")), F("due"))
        suspended = When(Exists(mine.suspended()), then=None)
        return self.annotate(comes=Case(suspended, default=Greatest("due", buried), output_field=models.DateField()))

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
    def record_all(self, learner: User, recalls: Sequence[Recall], now: datetime) -> "list[Review]":
        """As `record`, for several at once in their order: four queries, however many there are."""
        self.hold(learner)
        key_points = {recall.key_point.pk for recall in recalls}
        kept = {memory.key_point_id: memory for memory in self.of(learner).filter(key_point__in=key_points)}
        return self.write_all(learner, recalls, kept, now)

    def write_all(
        self, learner: User, recalls: Sequence[Recall], kept: "dict[int, Memory]", now: datetime
    ) -> "list[Review]":
        """What `record_all` writes, over memories that were read (by key point) since they were held. Two queries."""
        today = scheduling.learner_day(now, learner.zone)
        reviews = []
        for recall in recalls:
            memory = kept.get(recall.key_point.pk)
            reviews.append(Review.of_recall(learner, recall, memory, today, now))
            before = memory.state if memory else None
            state = scheduling.review(before, recall.rating, today, learner.desired_retention)
            kept[recall.key_point.pk] = Memory.of_state(learner, recall.key_point.pk, state)
        self.keep(kept.values())
        return Review.objects.bulk_create(reviews)

    def hold(self, learner: User) -> None:
        """Let nobody else write this learner's memories before the transaction ends.

        On PostgreSQL two first reviews would otherwise both find no memory; SQLite has one writer anyway.
        """
        User.objects.select_for_update().filter(pk=learner.pk).values_list("pk").get()

    def keep(self, memories: Iterable["Memory"]) -> None:
        self.bulk_create(
            memories,
            update_conflicts=True,
            unique_fields=["learner", "key_point"],
            update_fields=["stability", "difficulty", "due", "last_day", "reps", "lapses"],
        )

    @transaction.atomic
    def rebuild(self, learner: User, key_point: KeyPoint) -> "Memory | None":
        """The memory as its standing reviews make it; kept so, or removed when there are none."""
        self.hold(learner)
        log = Review.objects.of(learner).standing().filter(key_point=key_point).order_by("at", "pk")
        state = scheduling.replay(log.values_list("rating", "day", "retention"))
        if state is None:
            self.of(learner).filter(key_point=key_point).delete()
            return None
        memory = Memory.of_state(learner, key_point.pk, state)
        self.keep([memory])
        return memory


class Memory(models.Model):
    """One learner's memory of one key point: the FSRS state after its last review.

    `stability` is in days, `difficulty` in 1..10. `due` and `last_day` are learner-days (the local
    date minus the rollover hour). Rebuilt from its reviews at any time.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memories")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="memories")

    stability = models.FloatField(_("stability"))
    difficulty = models.FloatField(_("difficulty"))
    due = models.DateField(_("due"))
    last_day = models.DateField(_("last reviewed"))
    reps = models.PositiveIntegerField(_("reviews"), default=0)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)

    objects = MemoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "key_point"], name="one_memory_per_key_point")]
        indexes = [
            # what is due for a learner: review queue, forecast
            models.Index(fields=["learner", "due"], name="memory_due"),
        ]
        verbose_name = _("memory")
        verbose_name_plural = _("memories")

    def __str__(self) -> str:
        return f"{self.key_point}: {self.due}"

    @classmethod
    def of_state(cls, learner: User, key_point: int, state: scheduling.State) -> "Memory":
        return cls(learner_id=learner.pk, key_point_id=key_point, **asdict(state))

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

    def recall(self, today: date) -> float:
        """The chance, in 0..1, that the learner recalls it today."""
        return scheduling.retrievability(self.state, today)


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, learner: User) -> "ReviewQuerySet":
        return self.filter(learner_id=learner.pk)

    def standing(self) -> "ReviewQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Review(models.Model):
    """One time a learner recalled a key point, by card or by quiz. Never changed, only undone.

    `was_due` says that it was due and not yet tried on that day, so that one day gives one chance;
    `retrievability` is empty at the first review of a key point. `retention` is what the learner wanted
    then, so that the log alone tells the due day.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviews")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, related_name="reviews")
    card = models.ForeignKey(Card, models.SET_NULL, related_name="reviews", null=True, blank=True)
    response = models.ForeignKey(Response, models.SET_NULL, related_name="reviews", null=True, blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), choices=Rating)
    day = models.DateField(_("learner-day"))
    was_due = models.BooleanField(_("was due"), default=False)
    retrievability = models.FloatField(_("chance of recall beforehand"), null=True, blank=True)
    retention = models.FloatField(_("chance of recall wanted"), default=scheduling.RETENTION)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)

    at = models.DateTimeField(_("at"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=4), name="rating_is_one_to_four"),
            # marked again, an answer has a new review beside the old one, which is undone
            models.UniqueConstraint(
                fields=["response"], condition=Q(undone_at=None), name="one_standing_review_per_answer"
            ),
        ]
        indexes = [
            # the log of one memory: replay, undo
            models.Index(fields=["learner", "key_point", "at"], name="review_log"),
            # a learner's days: streak, calendar, the session of today; counted from the index alone
            models.Index(fields=["learner", "day"], condition=Q(undone_at=None), name="review_days"),
        ]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.key_point}: {self.get_rating_display()}"

    @classmethod
    def of_recall(cls, learner: User, recall: Recall, memory: Memory | None, today: date, now: datetime) -> "Review":
        return cls(
            learner_id=learner.pk,
            key_point=recall.key_point,
            card=recall.card,
            response=recall.response,
            rating=recall.rating,
            day=today,
            was_due=memory is not None and memory.due <= today and memory.last_day < today,
            retrievability=memory.recall(today) if memory else None,
            retention=learner.desired_retention,
            seconds=recall.seconds,
            at=now,
        )

    @property
    def recalled(self) -> bool:
        return self.rating > Rating.AGAIN

    @transaction.atomic
    def undo(self, now: datetime) -> Memory | None:
        """Take it back: it stays in the log, and the memory is as if it had not been. Twice is once."""
        Review.objects.filter(pk=self.pk, undone_at=None).update(undone_at=now)
        self.refresh_from_db(fields=["undone_at"])
        return Memory.objects.rebuild(self.learner, self.key_point)
