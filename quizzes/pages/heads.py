"""The head of a course: who teaches it, who learns, and what waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.http import User
from content.models import Course, Membership, Role
from quizzes.models import Card, Dispute, Measure, Memory, Question, Status
from quizzes.scheduling import learner_day


@dataclass(frozen=True, slots=True)
class Head:
    """`due` are the learner's cards of this course that are due; `drafts`, `disputes` and questions to fix what waits
    for the word of who teaches.
    """

    course: Course
    membership: Membership | None
    teachers: tuple[User, ...]
    learners: int
    due: int
    drafts: int
    disputes: int
    fixes: int

    @property
    def teaches(self) -> bool:
        return self.membership is not None and self.membership.role == Role.INSTRUCTOR


def head_of(courses: QuerySet[Course], slug: str, person: User, now: datetime) -> Head | None:
    """Of the course of that name among these; None when there is none. One query: a row for each who teaches."""
    today = learner_day(now, person.zone)
    due = Memory.objects.reviewable_by(person).due(today).filter(key_point__course=OuterRef("pk"))
    learners = Membership.objects.present().filter(course=OuterRef("pk"), role=Role.LEARNER)
    questions = Question.objects.filter(course=OuterRef("pk"), status=Status.DRAFT)
    cards = Card.objects.filter(key_point__course=OuterRef("pk"), status=Status.DRAFT)
    fixes = Measure.objects.to_fix().filter(quiz__course=OuterRef("pk"))
    disputes = Dispute.objects.open().filter(response__question__course=OuterRef("pk"))
    rows: Any = courses.filter(slug=slug).annotate(
        mine=FilteredRelation("memberships", condition=Q(memberships__left_at=None, memberships__user=person.pk)),
        teaching=FilteredRelation(
            "memberships", condition=Q(memberships__left_at=None, memberships__role=Role.INSTRUCTOR)
        ),
        own=F("mine__pk"),
        role=F("mine__role"),
        joined_at=F("mine__joined_at"),
        teacher=F("teaching__user"),
        teacher_name=F("teaching__user__display_name"),
        teacher_account=F("teaching__user__username"),
        learners=counted(learners, "course"),
        due=counted(due, "key_point__course"),
        drafts=counted(questions, "course") + counted(cards, "key_point__course"),
        disputes=counted(disputes, "response__question__course"),
        fixes=counted(fixes, "quiz__course"),
    )
    found = list(rows.order_by("teacher"))
    if not found:
        return None
    course = found[0]
    place = {"pk": course.own, "role": course.role, "joined_at": course.joined_at}
    names = [{"pk": row.teacher, "display_name": row.teacher_name, "username": row.teacher_account} for row in found]
    mine = Membership(course=course, user_id=person.pk, **place) if course.own else None
    return Head(
        course=course,
        membership=mine,
        teachers=tuple(User(**name) for name in names if name["pk"]),
        learners=course.learners,
        due=course.due,
        drafts=course.drafts if mine and mine.role == Role.INSTRUCTOR else 0,
        disputes=course.disputes if mine and mine.role == Role.INSTRUCTOR else 0,
        fixes=course.fixes if mine and mine.role == Role.INSTRUCTOR else 0,
    )


def counted(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many rows there are, as a part of another query; `of` is what they all have in common."""
    return Coalesce(Subquery(rows.order_by().values(of).annotate(n=Count("pk")).values("n")), 0)
