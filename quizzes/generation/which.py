"""Which list is this counted among: an item, and the names of the lists that its document gives."""

from collections.abc import Iterator

from quizzes.generation.asked import Asked, named_lists
from quizzes.generation.making import Wrong, choice
from quizzes.generation.phrases import in_sentence, is_clause
from quizzes.generation.support import CourseIndex
from quizzes.kinds.base import Draft

FEWEST = 3
"""Lists with names of their own, so that there is something to choose from."""

MOST = 4

SHORTEST = 6
"""Words of an item that says enough by itself."""


def from_names(index: CourseIndex) -> Iterator[Draft]:
    for source in index.sources.values():
        lists = named_lists(index, source)
        if len(lists) >= FEWEST:
            for about in lists:
                yield from counted_among(about, lists)


def counted_among(about: Asked, lists: list[Asked]) -> Iterator[Draft]:
    """Each item that says enough; the checks refuse those that share a word with the name of their list alone."""
    others = [each for each in lists if each is not about]
    near = sorted(others, key=lambda each: abs(each.value.items[0].start - about.value.items[0].start))[: MOST - 1]
    wrong = [Wrong(called(each, lists), about.words.say("why_other_list"), each.source, each.named_at) for each in near]
    for cut in about.cuts:
        states = is_clause(cut.text, about.words)  # "diplomacy must help": it names what the list is of
        if len(cut.text.split()) >= about.words.limit(SHORTEST) and not states:
            task = about.task("list.of_lists", [cut.span], about.as_sentence())
            item = in_sentence(cut.text, about.index, about.words).translate(str.maketrans("“”", "‘’"))
            yield about.with_heading(choice(task, task.say("of_lists", item=item), called(about, lists), wrong))


def called(about: Asked, lists: list[Asked]) -> str:
    """What a list is called beside others of its document: with who gives it where that is told of one alone; of two it
    may be told under two titles ("the minister proposed", "the diplomat stressed") as if they were two people's."""
    given = [each for each in lists if each.name.plain and each.name.plain != each.name.called]
    return about.name.called if given == [about] else about.name.plain or about.name.called
