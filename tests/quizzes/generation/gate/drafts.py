"""One accepted draft of each sort, for checks to find fault with after a change."""

from dataclasses import replace
from typing import Any

from quizzes.generation import questions
from quizzes.generation.gate import examine
from quizzes.generation.support import CourseIndex
from quizzes.kinds.base import Draft
from tests.quizzes.generation import course

INDEX = course.indexed()


def accepted(rule: str, point: str) -> Draft:
    return next(
        draft for draft in questions(INDEX) if draft.rule == rule and draft.point == point and not examine(draft, INDEX)
    )


MEMBER = accepted("list.member", "A1")
RECALL = accepted("list.recall", "A1")
ORDER = accepted("list.order", "A2")
HALVES = accepted("list.halves", "A3")
TERM = accepted("concept.term", "A4")
CLOZE = accepted("concept.cloze", "A4")
WHO = accepted("fact.who_said", "A7")
WHEN = accepted("fact.when", "A8")
AMOUNT = accepted("fact.how_many", "A9")


def flaws(draft: Draft, index: CourseIndex = INDEX) -> set[str]:
    return {id for id, _ in examine(draft, index)}


def asked(draft: Draft, stem: str) -> Draft:
    return replace(draft, shown={**draft.shown, "stem": stem})


def right(draft: Draft, text: str) -> Draft:
    return option(draft, right_text(draft), text)


def right_text(draft: Draft) -> str:
    return next(row["text"] for row in draft.shown["options"] if row["id"] == draft.key["right"])


def wrong_texts(draft: Draft) -> list[str]:
    return [row["text"] for row in draft.shown["options"] if row["id"] != draft.key["right"]]


def option(draft: Draft, old: str, new: str) -> Draft:
    """The draft with one option's words changed; its id and origin stay."""
    rows = [{**row, "text": new} if row["text"] == old else row for row in draft.shown["options"]]
    return replace(draft, shown={**draft.shown, "options": rows})


def wrong(draft: Draft, *texts: str) -> Draft:
    """The draft with its first wrong options changed."""
    for old, new in zip(wrong_texts(draft), texts, strict=False):
        draft = option(draft, old, new)
    return draft


def about(draft: Draft, value: Any) -> tuple[Draft, CourseIndex]:
    """The draft over a course in which its key point has another value."""
    sources = course.papers()
    points = tuple(replace(point, value=value) if point.id == draft.point else point for point in sources[0].points)
    return draft, course.indexed(replace(sources[0], points=points), sources[1])
