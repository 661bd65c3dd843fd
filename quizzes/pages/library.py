"""What the library shows: where the reading stopped, what waits, and the courses on the shelf."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Substr

from accounts.http import User
from content.facsimile import Facsimile, facsimile
from content.models import Citation, Course, KeyPoint, Lesson, Paragraph
from content.models.key_point import LessonQuerySet
from quizzes.beginning import new_today
from quizzes.breaks import Break
from quizzes.figures import charts
from quizzes.models import Memory, Reading
from quizzes.pages.progress import StreakDay, days_studied, last_days, standing
from quizzes.pages.shelf import Book, shelf
from quizzes.scheduling import learner_day
from quizzes.sessions import minutes
from quizzes.streaks import Streak, streak

DUE_SHOWN = 5
DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class Place:
    """Where a learner's reading stopped: `read` is the last ¶ that was read, before the first one when none was."""

    lesson: Lesson
    read: int

    @property
    def is_begun(self) -> bool:
        return self.read >= self.lesson.first_paragraph

    @property
    def next(self) -> int:
        return self.read + 1

    @property
    def done(self) -> int:
        return self.read - self.lesson.first_paragraph + 1

    @property
    def total(self) -> int:
        return self.lesson.last_paragraph - self.lesson.first_paragraph + 1

    @property
    def unread(self) -> int:
        return self.total - self.done

    @property
    def url(self) -> str:
        return f"{self.lesson.get_absolute_url()}#p{self.next}"


def place(learner: User) -> Place | None:
    """The lesson read last and not finished, else the first that was not begun; None when all is read."""
    mine = Reading.objects.of(learner).filter(lesson=OuterRef("pk"))
    lessons = Lesson.objects.visible_to(learner).filter(~Exists(mine.filter(finished_at__isnull=False)))
    lessons = lessons.filter(edition__is_current=True).annotate(
        read=Coalesce(Subquery(mine.values("paragraph")), F("first_paragraph") - 1),
        read_at=Subquery(mine.values("read_at")),
    )
    lesson = with_source(lessons).order_by(F("read_at").desc(nulls_last=True), "course", "number").first()
    return Place(lesson, lesson.read) if lesson else None  # type: ignore[attr-defined]  # annotated


def with_source(lessons: LessonQuerySet) -> LessonQuerySet:
    return lessons.select_related("course", "edition__document").defer("edition__text")


@dataclass(frozen=True, slots=True)
class LastRead:
    """The last sentence that was read. The citation is a place in the lesson, kept nowhere."""

    words: str
    citation: Citation
    url: str


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The lesson that lies open: its page drawn small, and the last sentence read in it."""

    place: Place
    page: Facsimile
    last: LastRead | None
    here: Citation


def open_page(place: Place) -> OpenPage:
    """One query; of the whole text only the last paragraph read is fetched."""
    lesson = place.lesson
    words = Substr("edition__text", F("start") + 1, F("end") - F("start"))
    paragraphs = Paragraph.objects.filter(edition=lesson.edition_id, start__gte=lesson.start, end__lte=lesson.end)
    blocks = list(
        paragraphs.annotate(
            words=Case(When(number=place.read, then=words), default=Value(""), output_field=TextField())
        ).order_by("order")
    )
    return OpenPage(
        place=place,
        page=facsimile(blocks, range(lesson.first_paragraph, place.next), place.next if place.is_begun else None),
        last=next((last_read(place, block) for block in blocks if block.number == place.read and place.read), None),
        here=Citation(edition=lesson.edition, paragraph=place.next, last_paragraph=place.next),
    )


def last_read(place: Place, block: Paragraph) -> LastRead:
    start, end = (block.sentences or [[block.start, block.end]])[-1]
    citation = Citation(
        edition=place.lesson.edition,
        paragraph=block.number,
        sentence=len(block.sentences),
        last_paragraph=block.number,
    )
    words: str = block.words  # type: ignore[attr-defined]  # annotated
    url = f"{place.lesson.get_absolute_url()}#{citation.anchor}"
    return LastRead(words[start - block.start : end - block.start], citation, url)


@dataclass(frozen=True, slots=True)
class Due:
    """A key point to be reviewed; `recall` is the chance, in percent, that it is still known. None: it was tried today
    and comes again.
    """

    key_point: KeyPoint
    recall: int | None


def due_first(learner: User, today: date) -> list[Due]:
    """Those that come first in a review. One query."""
    memories = Memory.objects.reviewable_by(learner).due(today).order_by("asked_from", "stability", "pk")
    memories = memories.select_related("key_point__citation__edition__document")
    memories = memories.defer("key_point__content", "key_point__citation__edition__text")
    return [Due(memory.key_point, chance(memory, learner, today)) for memory in memories[:DUE_SHOWN]]


def chance(memory: Memory, learner: User, today: date) -> int | None:
    return round(100 * memory.recall(today, learner.weights)) if memory.last_day < today else None


@dataclass(frozen=True, slots=True)
class Library:
    """`waiting` cards are due or new today; of the due ones the `first` are shown. `pause` is the break that goes on,
    or the next one.
    """

    now: datetime
    opened: OpenPage | None
    waiting: int
    first: Sequence[Due]
    week: charts.Bars
    streak: Streak
    days: tuple[StreakDay, ...]
    books: Sequence[Book]
    pause: Break | None

    @property
    def minutes(self) -> int:
        return minutes(self.waiting)

    @property
    def exam(self) -> tuple[Course, date, int] | None:
        """The next exam: its course, its day, and in how many days it is."""
        days = [(book.exam, book.course) for book in self.books if book.exam]
        if not days:
            return None
        day, course = min(days, key=lambda one: one[0])
        return course, day, (day - self.today).days

    @property
    def today(self) -> date:
        return self.week.bars[0].day

    @property
    def is_paused(self) -> bool:
        return self.pause is not None and self.pause.first <= self.today

    @property
    def tomorrow(self) -> int:
        """What tomorrow would bring if today were skipped."""
        return self.week.bars[0].total + self.week.bars[1].count


def library(learner: User, now: datetime) -> Library:
    """At most eight queries."""
    today = learner_day(now, learner.zone)
    stands, days = standing(learner, today), days_studied(learner)
    new = len(new_today(learner, today))
    run = streak(days, today)
    stopped, shelved = place(learner), shelf(learner, stands, today, now)
    return Library(
        now=now.astimezone(learner.zone),
        opened=open_page(stopped) if stopped else None,
        waiting=stands.due[0] + new,
        first=due_first(learner, today) if stands.due[0] else [],
        week=charts.bars(today, [stands.due[ahead] for ahead in range(DAYS_AHEAD)], charts.WEEK_FRAME, new),
        streak=run,
        days=last_days(days, run, today),
        books=shelved.books,
        pause=shelved.pause,
    )
