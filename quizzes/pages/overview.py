"""What the course page shows. Its number of queries does not grow with the course."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.http import User
from content.facsimile import Facsimile, facsimile
from content.models import Course, Edition, KeyPoint, KeyPointKind, Lesson, Membership, Paragraph, Role
from content.models.key_point import KeyPointQuerySet
from quizzes.models import Card, Question, Reading, Status
from quizzes.pages.contents import Entry, index_of, item_paragraphs
from quizzes.pages.progress import MASTERED, PHASES, phases_of
from quizzes.pages.trials import Trial, trials
from quizzes.scheduling import learner_day
from quizzes.sessions import session


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
    """`phases` are those of the key points that cards ask for, best known first; `drafts` counts what waits for
    the word of who teaches.
    """

    course: Course
    membership: Membership | None
    teachers: tuple[User, ...]
    learners: int
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    lists: tuple[Listed, ...]
    index: tuple[Entry, ...]
    trials: tuple[Trial, ...]
    phases: tuple[str, ...]
    waiting: int
    drafts: int

    @property
    def teaches(self) -> bool:
        return self.membership is not None and self.membership.role == Role.INSTRUCTOR

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


def course_page(course: Course, learner: User, now: datetime) -> CoursePage:
    today = learner_day(now, learner.zone)
    members = course.memberships.present()
    lessons = lessons_of(course)
    points, asked = points_of(course), asked_of(course)
    phases = phases_of(learner, [*points, *asked], today)
    readings = {reading.lesson_id: reading for reading in Reading.objects.of(learner).filter(lesson__course=course)}
    paragraphs = paragraphs_of(course)
    chapters = tuple(chapter(lesson, readings.get(lesson.pk)) for lesson in lessons)
    membership = members.filter(user_id=learner.pk).first()
    return CoursePage(
        course=course,
        membership=membership,
        teachers=tuple(User.objects.filter(memberships__in=members.filter(role=Role.INSTRUCTOR)).order_by("pk")),
        learners=members.filter(role=Role.LEARNER).count(),
        chapters=chapters,
        sources=tuple(sources(chapters, points, paragraphs)),
        lists=tuple(Listed(point, phases[point.pk]) for point in points if point.is_major),
        index=tuple(index_of(points, phases, paragraphs)),
        trials=tuple(trials(course, learner, now)),
        phases=tuple(sorted((phases[point.pk] for point in asked), key=PHASES.index, reverse=True)),
        waiting=session(learner, now, course).left,
        drafts=drafts_of(course) if membership and membership.role == Role.INSTRUCTOR else 0,
    )


def drafts_of(course: Course) -> int:
    questions = Question.objects.filter(course=course, status=Status.DRAFT)
    return questions.count() + Card.objects.filter(key_point__course=course, status=Status.DRAFT).count()


def lessons_of(course: Course) -> list[Lesson]:
    lessons = course.lessons.filter(edition__is_current=True).select_related("edition__document")
    found = list(lessons.defer("edition__text").order_by("number"))
    for lesson in found:
        lesson.course = course
    return found


def points_of(course: Course) -> list[KeyPoint]:
    """The lists and concepts that are taught."""
    points = taught_in(course).exclude(kind=KeyPointKind.FACT).with_source()
    return list(points.order_by("order"))


def asked_of(course: Course) -> list[KeyPoint]:
    """What cards ask for, of any kind; only their ids are read."""
    approved = Card.objects.approved().filter(key_point=OuterRef("pk"))
    return list(taught_in(course).filter(Exists(approved)).only("pk"))


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
