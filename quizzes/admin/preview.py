"""A question as a learner meets it, and as it looks once it is marked. Nothing is kept."""

from random import Random
from typing import Any

from content.quoting import lit_quote
from quizzes.kinds import KINDS
from quizzes.models import Question


def preview_of(question: Question) -> dict[str, Any]:
    kind = KINDS[question.kind]
    shown = kind.present(question.shown, Random(question.pk), shuffle=True)  # noqa: S311 - a mix, not a secret
    return {
        "template": f"quizzes/kinds/{question.kind}.html",
        "lang": question.course.language,
        "asked": kind.form(shown, None),
        "answer": kind.reveal(shown, question.key, None),
        "quote": lit_quote(question.citation, question.feedback.get("lit", [])),
    }
