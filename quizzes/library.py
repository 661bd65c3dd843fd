"""What the library shows: where the reading stopped, what waits, and the courses on the shelf."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.http import User
from content.models import Lesson
from content.models.key_point import LessonQuerySet
from quizzes.models import Reading


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
    lessons = Lesson.objects.visible_to(learner).filter(edition__is_current=True)
    mine = Reading.objects.of(learner)
    begun = mine.filter(finished_at=None, lesson__in=lessons).order_by("-read_at").values_list("lesson", "paragraph")
    if last := begun.first():
        return Place(with_source(lessons).get(pk=last[0]), last[1])
    waiting = lessons.exclude(Exists(mine.filter(lesson=OuterRef("pk")))).order_by("course", "number")
    lesson = with_source(waiting).first()
    return Place(lesson, lesson.first_paragraph - 1) if lesson else None


def with_source(lessons: LessonQuerySet) -> LessonQuerySet:
    return lessons.select_related("course", "edition__document").defer("edition__text")
