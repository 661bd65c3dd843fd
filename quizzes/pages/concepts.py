"""How each key point of an attempt did, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from content.models import KeyPoint
from quizzes.figures import scorelines
from quizzes.kinds.base import Mark
from quizzes.models import Response


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """One key point of a quiz: `verdicts` in the order of the questions, `lost` points, `change` since last time.

    Questions that count for nobody are not among them.
    """

    key_point: KeyPoint | None
    verdicts: tuple[str, ...]
    lost: Decimal
    change: str

    @property
    def label(self) -> str:
        return self.key_point.label if self.key_point else _("Other questions")

    @property
    def right(self) -> int:
        return self.verdicts.count("good")

    @property
    def boxes(self) -> scorelines.Boxes:
        return scorelines.boxes(self.verdicts)


def concept_rows(responses: Sequence[Response], before: Sequence[Response]) -> list[ConceptRow]:
    """Weakest first; among equals as asked."""
    earlier = grouped(before)
    rows = [
        ConceptRow(
            key_point=group[0].question.key_point,
            verdicts=tuple(verdict(response) for response in group),
            lost=sum((response.points - response.earned for response in group), Decimal(0)),
            change=change_in_words(group, earlier.get(pk), bool(before)),
        )
        for pk, group in grouped(responses).items()
    ]
    return sorted(rows, key=lambda row: row.right / len(row.verdicts))


def grouped(responses: Sequence[Response]) -> dict[int | None, list[Response]]:
    """By key point, those that count."""
    groups: dict[int | None, list[Response]] = {}
    for response in responses:
        if not response.is_void:
            groups.setdefault(response.question.key_point_id, []).append(response)
    return groups


def change_in_words(now: Sequence[Response], before: Sequence[Response] | None, again: bool) -> str:
    """How many more are right than last time; empty at the first attempt."""
    if before is None:
        return _("new") if again else ""
    more = sum(response.fraction == 1 for response in now) - sum(response.fraction == 1 for response in before)
    if not more:
        return _("as before")
    return _("%(n)s more") % {"n": more} if more > 0 else _("%(n)s fewer") % {"n": -more}


def verdict(response: Response) -> str:
    """good, part, bad; open for a question without an answer, void for one that counts for nobody."""
    if response.is_void:
        return "void"
    return "open" if response.fraction is None else Mark(response.fraction).verdict


def kept(response: Response) -> str:
    """What is told of a question while its mark is not: kept, or open; void of one that counts for nobody."""
    if response.is_void:
        return "void"
    return "kept" if response.is_answered else "open"
