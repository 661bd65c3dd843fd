"""Which lists and terms of a course nothing asks for, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from content.extraction.outline import Concept, EnumList
from quizzes.generation.asked import asked
from quizzes.generation.bank import CardDraft, Point, Refused, Source, Uncovered
from quizzes.generation.select import ENOUGH
from quizzes.generation.support import CourseIndex
from quizzes.generation.terms import stands_alone
from quizzes.kinds.base import N_, Draft

MINOR = N_("A short series inside a sentence, which no lesson is built around.")
EXERCISE = N_("Nothing that a question could call it by, or an exercise of the source itself.")
NO_TERM = N_("A name, an everyday word, or a part of longer words: no term of its own.")
LOOSE = N_("A phrase that the source neither sets off nor uses in a list.")
SILENT = N_("Its sentence says nothing that could be asked for.")


def uncovered(
    index: CourseIndex, questions: Sequence[Draft], cards: Sequence[CardDraft], refused: Iterable[Refused]
) -> Iterator[Uncovered]:
    asked_for = {item.point for item in questions} | {card.point for card in cards}
    against: defaultdict[str, list[str]] = defaultdict(list)
    for each in refused:
        against[each.draft.point] += [reason for id, reason in each.reasons if id != ENOUGH[0]]
    for source, point in index.points.values():
        if isinstance(point.value, EnumList | Concept) and point.id not in asked_for:
            reason = next(iter(against[point.id]), "") or why_not(index, source, point)
            yield Uncovered(point.id, source.letter, point.label, reason)


def why_not(index: CourseIndex, source: Source, point: Point) -> str:
    match point.value:
        case EnumList() as value if not value.major:
            return MINOR
        case EnumList() as value:
            return SILENT if asked(index, source, point, value) else EXERCISE
        case Concept() as value if not stands_alone(source, value, index):
            return NO_TERM
        case Concept() as value if value.source == "phrase":
            return LOOSE
    return SILENT
