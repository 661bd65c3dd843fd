"""Cards to practise without changing the schedule: nothing of it is written anywhere."""

from dataclasses import dataclass

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from accounts.http import User
from content.models import Course, KeyPoint
from quizzes.models import Aside, Memory, Reading
from quizzes.pages.progress import learnable
from quizzes.sessions import Turn, face


@dataclass(frozen=True, slots=True)
class Practice:
    """The card with this number among those of the scope; no turn when all were seen, or there are none."""

    number: int
    total: int
    turn: Turn | None


def practice(learner: User, number: int, course: Course | None = None, lesson: int | None = None) -> Practice:
    """What was read or recalled before, the weakest first. Four queries; `lesson` is a number in the course."""
    points = met(learner, course)
    if lesson is not None:
        points = points.filter(lesson__number=lesson)
    total = points.count()
    memory = FilteredRelation("memories", condition=Q(memories__learner=learner))
    points = points.annotate(memory=memory).order_by(F("memory__stability").asc(nulls_last=True), "course", "order")
    point = points[number - 1 : number]
    return Practice(number, total, next((turn(learner, one) for one in point), None))


def met(learner: User, course: Course | None) -> QuerySet[KeyPoint]:
    """Key points whose words the learner has read, or that were recalled before; not what is suspended."""
    reached = {"lesson": OuterRef("lesson"), "paragraph__gte": OuterRef("citation__last_paragraph")}
    read = Reading.objects.of(learner).filter(**reached)
    suspended = Aside.objects.of(learner).suspended().filter(key_point=OuterRef("pk"))
    mine = Memory.objects.of(learner).filter(key_point=OuterRef("pk"))
    return learnable(learner, course).filter(Q(Exists(mine)) | Q(Exists(read)), ~Exists(suspended))


def turn(learner: User, point: KeyPoint) -> Turn:
    memory = Memory.objects.of(learner).filter(key_point=point).first()
    return Turn(face(point.pk, memory.reps if memory else 0), memory)
