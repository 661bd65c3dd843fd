"""Key points in, drafts of questions and cards out.

The same sources give the same bank, whatever the process: nothing is drawn but from the hash of the
text, the rule and the place.
"""

from collections.abc import Iterator, Sequence

from content.extraction.outline import Concept, EnumList, Fact
from quizzes.generation.bank import Bank, CardDraft, Point, Refused, Source
from quizzes.generation.cards import faces
from quizzes.generation.concepts import from_concept
from quizzes.generation.coverage import uncovered
from quizzes.generation.definitions import from_definitions
from quizzes.generation.facts import from_fact
from quizzes.generation.gate import examine_card, verdict
from quizzes.generation.groups import from_groups
from quizzes.generation.lists import from_list
from quizzes.generation.pairs import from_pairs
from quizzes.generation.select import selected, selected_cards
from quizzes.generation.statements import from_statements
from quizzes.generation.support import CourseIndex, course_index
from quizzes.generation.which import from_names
from quizzes.kinds.base import Draft


def draft(sources: Sequence[Source]) -> Bank:
    """All that can be asked about a course, of which nothing failed a check. Sources in a language that
    nobody has written stems for are left out."""
    index = course_index(sources)
    verdicts = [(each, verdict(each, index)) for each in questions(index)]
    sound = [each for each, told in verdicts if not told.refused]
    selection = selected(sound)
    cards = [(each, examine_card(each, index)) for each in all_faces(index)]
    refused = [Refused(each, told.refused) for each, told in verdicts if told.refused]
    refused += selection.left_out
    refused += [Refused(each, reasons) for each, reasons in cards if reasons]
    kept_cards = tuple(selected_cards([each for each, reasons in cards if not reasons]))
    return Bank(
        questions=selection.kept,
        cards=kept_cards,
        refused=tuple(refused),
        warned=tuple(verdict(each, index).warned for each in selection.kept),
        uncovered=tuple(uncovered(index, selection.kept, kept_cards, refused)),
    )


def questions(index: CourseIndex) -> Iterator[Draft]:
    for source in index.sources.values():
        for point in source.points:
            yield from about(index, source, point)
    yield from from_pairs(index)
    yield from from_groups(index)
    yield from from_definitions(index)
    yield from from_names(index)


def about(index: CourseIndex, source: Source, point: Point) -> Iterator[Draft]:
    match point.value:
        case EnumList() as value:
            yield from from_list(index, source, point, value)
        case Concept() as value:
            yield from from_concept(index, source, point, value)
        case Fact() as value:
            yield from from_fact(index, source, point, value)
    yield from from_statements(index, source, point)


def all_faces(index: CourseIndex) -> Iterator[CardDraft]:
    for source in index.sources.values():
        for point in source.points:
            yield from faces(index, source, point)


__all__ = ["Bank", "CardDraft", "Draft", "Point", "Refused", "Source", "draft"]
