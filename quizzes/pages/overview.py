"""What the course page shows. Its number of queries does not grow with the course."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.http import User
from content.facsimile import Facsimile, facsimile
from content.models import Course, Edition, KeyPoint, KeyPointKind, Lesson, Paragraph
from content.models.key_point import KeyPointQuerySet
from quizzes.beginning import new_today
from quizzes.models import Reading
from quizzes.pages.beside import phase_in, points_with, reading_in, with_reading
from quizzes.pages.contents import Entry, index_of, item_paragraphs
from quizzes.pages.heads import Head
from quizzes.pages.progress import MASTERED, PHASES
from quizzes.pages.trials import Trial, trials
from quizzes.scheduling import learner_day


@dataclass(frozen=True, slots=True)
class Chapter:
    """A lesson in the contents; `read` counts its paragraphs that were read."""

    lesson: Lesson
    read: int
    is_finished: bool

    @property
    def total(self) -> int:
        return self.lesson.last_paragraph - self.lesson.first_paragraph + 1

    @property
    def url(self) -> str:
        """Where to read on."""
        url = self.lesson.get_absolute_url()
        return f"{url}#p{self.lesson.first_paragraph + self.read}" if 0 < self.read < self.total else url

    @property
    def minutes_left(self) -> int:
        return max(1, round(self.lesson.minutes * (self.total - self.read) / self.total))


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the course."""

    edition: Edition
    lesson: Lesson
    paragraphs: int
    read: int
    lists: int
    concepts: int
    page: Facsimile

    @property
    def percent(self) -> int:
        return round(100 * self.read / self.paragraphs) if self.paragraphs else 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the sources, as far as it is known."""

    point: KeyPoint
    phase: str


@dataclass(frozen=True, slots=True)
class CoursePage:
    """`phases` are those of the key points that cards ask for, best known first; `waiting` counts the cards that
    wait for the learner.
    """

    head: Head
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    lists: tuple[Listed, ...]
    index: tuple[Entry, ...]
    trials: tuple[Trial, ...]
    phases: tuple[str, ...]
    waiting: int

    @property
    def duration(self) -> str:
        """How long all its lessons take to read; beyond an hour in steps of ten minutes."""
        minutes = sum(chapter.lesson.minutes for chapter in self.chapters)
        if minutes < 60:
            return _("About %(minutes)s min in all") % {"minutes": minutes}
        hours, rest = divmod(round(minutes, -1), 60)
        return _("About %(hours)s h %(minutes)s min in all") % {"hours": hours, "minutes": rest}

    @property
    def finished(self) -> int:
        return sum(chapter.is_finished for chapter in self.chapters)

    @property
    def begun(self) -> int:
        return sum(bool(chapter.read) and not chapter.is_finished for chapter in self.chapters)

    @property
    def next(self) -> Chapter | None:
        """The lesson to go on with: one that was begun, else the first that was not."""
        unfinished = [chapter for chapter in self.chapters if not chapter.is_finished]
        return next((chapter for chapter in unfinished if chapter.read), unfinished[0] if unfinished else None)

    @property
    def mastered(self) -> int:
        return self.phases.count(MASTERED)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many key points are in each phase, best known first."""
        counted = Counter(self.phases)
        return [(phase, counted[phase]) for phase in reversed(PHASES)]

    @property
    def summary(self) -> str:
        """The ring in one sentence."""
        return _(
            "Of %(all)s key points %(mastered)s are mastered, %(familiar)s familiar, "
            "%(learning)s being learnt, %(new)s new"
        ) % {"all": len(self.phases), **dict(self.counts)}


def course_page(head: Head, learner: User, now: datetime) -> CoursePage:
    """Six queries, whatever the course holds."""
    today, course = learner_day(now, learner.zone), head.course
    lessons, readings = lessons_of(course, learner)
    points = list(points_with(taught_in(course), ~Q(kind=KeyPointKind.FACT), learner))
    phases = {point.pk: phase_in(point, learner, today) for point in points}
    told = [point for point in points if point.told]
    paragraphs = paragraphs_of(course)
    chapters = tuple(chapter(lesson, readings.get(lesson.pk)) for lesson in lessons)
    return CoursePage(
        head=head,
        chapters=chapters,
        sources=tuple(sources(chapters, told, paragraphs)),
        lists=tuple(Listed(point, phases[point.pk]) for point in told if point.is_major),
        index=tuple(index_of(told, phases, paragraphs, lessons)),
        trials=tuple(trials(course, learner, now)),
        phases=tuple(sorted((phases[point.pk] for point in points if point.asking), key=PHASES.index, reverse=True)),
        waiting=head.due + len(new_today(learner, today, course)),
    )


def lessons_of(course: Course, learner: User) -> tuple[list[Lesson], dict[int, Reading]]:
    """Those of the current editions, and how far the learner got in them. One query."""
    rows = with_reading(course.lessons.filter(edition__is_current=True), learner)
    found = list(rows.select_related("edition__document").defer("edition__text").order_by("number"))
    for lesson in found:
        lesson.course = course
    return found, {lesson.pk: reading for lesson in found if (reading := reading_in(lesson, learner))}


def taught_in(course: Course) -> KeyPointQuerySet:
    return KeyPoint.objects.taught().filter(course=course, lesson__edition__is_current=True)


def paragraphs_of(course: Course) -> dict[int, list[Paragraph]]:
    """The paragraphs of each edition, by its id."""
    found: dict[int, list[Paragraph]] = defaultdict(list)
    current = Paragraph.objects.filter(edition__document__course=course, edition__is_current=True)
    for paragraph in current.order_by("edition", "order"):
        found[paragraph.edition_id].append(paragraph)
    return found


def chapter(lesson: Lesson, reading: Reading | None) -> Chapter:
    read = reading.paragraph - lesson.first_paragraph + 1 if reading else 0
    return Chapter(lesson, read, bool(reading and reading.finished_at))


def sources(
    chapters: Sequence[Chapter], points: Sequence[KeyPoint], paragraphs: dict[int, list[Paragraph]]
) -> list[Source]:
    """The documents in the order of their lessons."""
    of_edition: dict[Edition, list[Chapter]] = defaultdict(list)
    for one in chapters:
        of_edition[one.lesson.edition].append(one)
    found = []
    for edition, run in of_edition.items():
        taught = [point for point in points if point.citation.edition_id == edition.pk]
        blocks = paragraphs[edition.pk]
        first = [one.lesson.first_paragraph for one in run]
        read = {number for start, one in zip(first, run, strict=True) for number in range(start, start + one.read)}
        found.append(
            Source(
                edition=edition,
                lesson=run[0].lesson,
                paragraphs=sum(bool(block.number) for block in blocks),
                read=len(read),
                lists=sum(point.is_major for point in taught),
                concepts=sum(point.kind == KeyPointKind.CONCEPT for point in taught),
                page=facsimile(blocks, read, items=item_paragraphs(taught, blocks)),
            )
        )
    return found
