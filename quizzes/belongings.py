"""Every table that holds something of a person, and how its rows lead to them: for the export of all own data.

A model with a relation to a person that stands neither in BELONGINGS nor in NOT_THEIRS fails a test.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.db.models import F, Model, Q

from accounts.http import User
from content.models import Edition, Membership, SameIdea, Upload
from quizzes.models import (
    Absence,
    Aside,
    Attempt,
    Dispute,
    Exam,
    Feed,
    Flag,
    Judgement,
    LedgerEntry,
    Measure,
    Memory,
    Note,
    Notice,
    Override,
    QuestionVersion,
    Reading,
    Regrade,
    Regraded,
    Response,
    Review,
    Ruling,
    SelfCheck,
    Standing,
)
from quizzes.scoring import CORRECTNESS, SCORE

Row = dict[str, Any]
Untold = Mapping[str, frozenset[int]]
"""For correctness and score, the attempts that do not show it to their learner yet."""

CHUNK = 2_000
KEY_POINT = {"about": "key_point__label"}
COURSE = {"in": "course__title"}


@dataclass(frozen=True, slots=True)
class Belonging:
    """A table of the export. `persons` are the lookups that lead from a row to its person; `also` brings columns of
    other tables, that a row may be understood; `without` leaves out what is not theirs to see, or too large.

    `marks` stay empty until the attempt, whose id is in the column `attempt`, shows its learner the `aspect`.
    """

    name: str
    model: type[Model]
    persons: tuple[str, ...]
    also: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    attempt: str = ""
    aspect: str = ""

    @property
    def columns(self) -> list[str]:
        own = [column.attname for column in self.model._meta.concrete_fields if column.attname not in self.without]
        return [*own, *self.also]

    def rows(self, person: User, untold: Untold) -> Iterator[Row]:
        """Oldest first."""
        theirs = Q()
        for lookup in self.persons:
            theirs |= Q(**{lookup: person.username if lookup == "username" else person.pk})
        own = [name for name in self.columns if name not in self.also]
        also = {name: F(path) for name, path in self.also.items()}
        rows = self.model._default_manager.filter(theirs).order_by("pk").values(*own, **also)
        hidden = untold.get(self.aspect, frozenset())
        for row in rows.iterator(chunk_size=CHUNK):
            yield row | dict.fromkeys(self.marks) if self.marks and row[self.attempt] in hidden else row


BELONGINGS = (
    Belonging("profile", User, ("pk",), without=frozenset({"password"})),
    Belonging("memberships", Membership, ("user",), COURSE),
    Belonging("readings", Reading, ("learner",), {"of": "lesson__title"}),
    Belonging("notes", Note, ("learner",), {"of": "edition__title"}),
    Belonging("self_checks", SelfCheck, ("learner",)),
    Belonging(
        "reviews",
        Review,
        ("learner",),
        {**KEY_POINT, "attempt": "response__attempt"},
        marks=("rating",),
        attempt="attempt",
        aspect=CORRECTNESS,
    ),
    Belonging("memories", Memory, ("learner",), KEY_POINT),
    Belonging("set_aside", Aside, ("learner",), KEY_POINT),
    Belonging("breaks", Absence, ("learner",)),
    Belonging("exams", Exam, ("learner",), COURSE),
    Belonging("exam_lessons", Exam.lessons.through, ("exam__learner",), {"of": "lesson__title"}),
    Belonging("calendar_address", Feed, ("learner",), without=frozenset({"digest"})),
    Belonging("attempts", Attempt, ("learner",), {"of": "quiz__title"}, marks=("score",), attempt="id", aspect=SCORE),
    Belonging(
        "answers",
        Response,
        ("attempt__learner",),
        without=frozenset({"key"}),
        marks=("fraction",),
        attempt="attempt_id",
        aspect=CORRECTNESS,
    ),
    Belonging("disputes", Dispute, ("response__attempt__learner", "decided_by")),
    Belonging(
        "answers_marked_again",
        Regraded,
        ("response__attempt__learner",),
        {"attempt": "response__attempt"},
        marks=("before", "after"),
        attempt="attempt",
        aspect=CORRECTNESS,
    ),
    Belonging("exceptions", Override, ("learner",), {"of": "quiz__title"}),
    Belonging("points", LedgerEntry, ("learner",), COURSE),
    Belonging("standings", Standing, ("learner",)),
    Belonging("rulings_on_attempts", Ruling, ("attempt__learner",), without=frozenset({"note", "by_id"})),
    # Their figures may tell of somebody else.
    Belonging("flags_on_attempts", Flag, ("attempt__learner",), without=frozenset({"figures"})),
    Belonging("notices", Notice, ("person",), COURSE),
    # What they did for others: teaching, judging, running the site.
    Belonging("uploads", Upload, ("by",), COURSE, without=frozenset({"data", "found", "comparison"})),
    Belonging("documents", Edition, ("imported_by",), without=frozenset({"text"})),
    Belonging("question_versions", QuestionVersion, ("by",)),
    Belonging("judgements", Judgement, ("by",)),
    Belonging("same_ideas", SameIdea, ("decided_by",)),
    Belonging("regrades", Regrade, ("by", "undone_by")),
    Belonging("questions_left_as_they_are", Measure, ("left_by",)),
    Belonging("rulings_made", Ruling, ("by",)),
    Belonging("desk_log", LogEntry, ("user",)),
    # Sign-ins under their name.
    Belonging("sign_ins", AccessLog, ("username",), without=frozenset({"session_hash"})),
    Belonging("sign_ins_failed", AccessAttempt, ("username",), without=frozenset({"get_data", "post_data"})),
    Belonging("sign_ins_failed_log", AccessFailureLog, ("username",)),
)

NOT_THEIRS = {
    "accounts.User_groups": "which rights a person has is no data of theirs, and groups are not used",
    "accounts.User_user_permissions": "likewise",
}


def untold(person: User, now: datetime) -> Untold:
    """One query."""
    hidden: dict[str, set[int]] = {CORRECTNESS: set(), SCORE: set()}
    for attempt in Attempt.objects.of(person):
        terms = attempt.terms
        if attempt.is_finished:
            shown = terms.shown(attempt.finished_at, now)
        else:
            shown = frozenset(hidden) if terms.tells_at_once else frozenset()
        for aspect in hidden.keys() - shown:
            hidden[aspect].add(attempt.pk)
    return {aspect: frozenset(pks) for aspect, pks in hidden.items()}
