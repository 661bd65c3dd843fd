"""Which list does it belong to: items of two lists of one document and one form, to be put under their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizzes.generation.asked import Asked, named_lists
from quizzes.generation.cutting import Cut
from quizzes.generation.making import Wrong, grouping
from quizzes.generation.naming import without_count
from quizzes.generation.phrases import sentence_case, shape
from quizzes.generation.stemming import Stems
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.kinds.base import Draft

FEWEST, MOST = 2, 3
"""Items of each list."""

SHORT = 4
"""Words of an item that is a phrase rather than a clause."""

NEIGHBOURS = 6
"""Lists that are tried as partners of one list, those that follow it in its document."""


def from_groups(index: CourseIndex) -> Iterator[Draft]:
    """One question for each list that finds a partner in its document. What two documents advise often overlaps, and
    to know which of them printed a phrase is worth little; nor is half a sentence beside a name an even pair."""
    for source in index.sources.values():
        lists = named_lists(index, source)
        for place, one in enumerate(lists):
            following = [*lists[place + 1 :], *lists[:place]][:NEIGHBOURS]
            yield from next((drafts for other in following if (drafts := [*together(one, other)])), [])


def together(one: Asked, other: Asked) -> Iterator[Draft]:
    if label(one) == label(other):
        return
    ours, theirs = alike(one, other)
    if min(len(ours), len(theirs)) < FEWEST:
        return
    task = one.task("list.which", [cut.span for cut in ours], f"{one.as_sentence()} {other.as_sentence()}")
    groups = [(label(one), members(one, ours)), (label(other), members(other, theirs))]
    draft = grouping(task, task.say("which_list"), groups)
    why = other.words.say("why_list", name=other.source.name, list=other.name.called)
    # Its items alone do not show what they are of.
    draft = replace(draft, why=(*draft.why, ("list", why, other.source.quote(other.value.statement))))
    yield one.with_heading(other.with_heading(draft))


def label(about: Asked) -> str:
    """What stands over a group: the name of its list."""
    return sentence_case(without_count(about.name.called, about.words))


def alike(one: Asked, other: Asked) -> tuple[list[Cut], list[Cut]]:
    """Items of both lists in the form that most of them share, near to nothing in the other list."""
    ours, theirs = apart(one, other), apart(other, one)
    forms = [form(one, cut) for cut in ours]
    for each in sorted(set(forms), key=lambda each: (-forms.count(each), each)):
        both = [cut for cut in ours if form(one, cut) == each], [cut for cut in theirs if form(other, cut) == each]
        left = [cut for cut in both[0] if not told_by_label(one, cut, both[1])][:MOST]
        right = [cut for cut in both[1] if not told_by_label(other, cut, left)][:MOST]
        if min(len(left), len(right)) >= FEWEST and not any(told_by_label(one, cut, right) for cut in left):
            return left, right
    return [], []


def apart(one: Asked, other: Asked) -> list[Cut]:
    theirs = [stems(other, cut) for cut in other.cuts]
    return [
        cut
        for cut in one.cuts
        if (own := stems(one, cut)) and all(one.index.containment(own, each) < NEAR for each in theirs)
    ]


def form(about: Asked, cut: Cut) -> tuple[str, bool]:
    """How it begins, and whether it is a mere phrase."""
    return shape(cut.text, about.index, about.words), len(cut.text.split()) <= about.words.limit(SHORT)


def stems(about: Asked, cut: Cut) -> Stems:
    return about.index.stems(cut.text, about.source)


def told_by_label(about: Asked, own: Cut, others: Sequence[Cut]) -> bool:
    """Whether an item shares a word with its own label that no item of the other list has."""
    named = about.index.stems(about.name.called + " " + about.name.text, about.source)
    theirs = frozenset[str]().union(*(about.index.stems(cut.text, about.source) for cut in others))
    return bool((stems(about, own) & named) - theirs)


def members(about: Asked, cuts: Sequence[Cut]) -> list[Wrong]:
    why = about.words.say("why_list", name=about.source.name, list=about.name.called)
    return [Wrong(cut.text, why, about.source, cut.span) for cut in cuts]
