"""Where a term stands: in a sentence, or in an item of a list that has a name."""

from dataclasses import dataclass
from functools import lru_cache

from content.extraction.outline import Concept, EnumList, Span
from quizzes.generation.asked import says_enough
from quizzes.generation.bank import Source
from quizzes.generation.cutting import LONG_SENTENCE, part_around
from quizzes.generation.naming import list_name
from quizzes.generation.phrases import inside, sentence_at, shown
from quizzes.generation.support import CourseIndex


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a term stands: its sentence, or the list item that says it and what that list is called."""

    span: Span
    item_of: str = ""
    in_list: bool = False
    after: str = ""
    lead: str = ""
    heading: Span | None = None

    @property
    def way(self) -> str:
        """How a stem tells what the item is one of: by the name of its list, or by the sentence that it follows."""
        return ("_one_of" if self.after else "_item") if self.item_of else ""


@lru_cache(maxsize=1)
def major_lists(index: CourseIndex) -> dict[str, list[EnumList]]:
    """The lists that each document is built around."""
    return {
        letter: [point.value for point in source.points if isinstance(point.value, EnumList) and point.value.major]
        for letter, source in index.sources.items()
    }


def setting(index: CourseIndex, source: Source, span: Span) -> Setting | None:
    words = index.wordings[source.letter]
    for value in major_lists(index)[source.letter]:
        item = next((each for each in value.items if inside(span, (each.start, each.end))), None)
        if item and inside(span, value.statement):
            name = list_name(source, value, index)
            whole = sentence_at(source, span[0]) if value.kind == "inline" else None
            if whole and len(source.text[slice(*whole)].split()) > words.limit(LONG_SENTENCE):
                whole = None
            if item.head and not inside(span, item.head):
                return None  # what is said under a name is asked for by that name
            own = sentence_at(source, span[0]) or (item.start, item.end)
            lines = (max(item.start, own[0]), min(item.end, own[1]))
            place = whole or part_around(source, lines, span, words)
            called = name.called if name and name.way != "_completes" else ""
            told = name and index.stems(shown(source, span), source) & index.stems(name.called, source)
            if name and not told and says_enough(name, shown(source, place), index, words):
                called = ""  # a word of the name stays to be told by it, and is then refused
            after = name.text if name and name.way == "_follows" else ""
            completes = name is not None and name.way == "_completes" and place[0] >= item.start
            heading = name.heading if name and called else None
            return Setting(place, called, True, after, name.text if name and completes else "", heading)
    sentence = sentence_at(source, span[0])
    return Setting(part_around(source, sentence, span, words)) if sentence and inside(span, sentence) else None


def longest_item(index: CourseIndex, source: Source, value: Concept, place: Setting) -> tuple[Span, Setting]:
    """The mention of a phrase in the longest item of a list, which says most around it."""
    settings = ((span, setting(index, source, span)) for span in value.mentions)
    found = [(span, each) for span, each in settings if each and each.in_list]
    return max(found, key=lambda pair: pair[1].span[1] - pair[1].span[0], default=((value.start, value.end), place))
