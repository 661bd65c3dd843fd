"""Which list does it belong to: items of two lists of one form, to be put under their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.extraction.outline import EnumList
from quizzes.generation.asked import Asked, asked, begun
from quizzes.generation.cutting import Cut
from quizzes.generation.making import Why, Wrong, grouping
from quizzes.generation.naming import without_count
from quizzes.generation.phrases import in_sentence, sentence_case, shape
from quizzes.generation.stemming import Stems
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.kinds.base import Draft

FEWEST, MOST = 2, 3
"""Items of each list."""

SHORT = 4
"""Words of an item that is a phrase rather than a clause."""

NEIGHBOURS = 6
"""Lists that are tried as partners of one list, those that follow it in the course."""


def from_groups(index: CourseIndex) -> Iterator[Draft]:
    """One question for each list that finds a partner. A named list beside the ends of a sentence is an uneven pair,
    which is only asked about where a course has no better one."""
    lists = [
        about
        for source, point in index.points.values()
        if isinstance(point.value, EnumList) and point.value.major and point.value.complete
        if (about := asked(index, source, point, point.value)) and about.name.way != "_follows"
    ]
    even = [*of_partners(lists, even=True)]
    yield from even or of_partners(lists, even=False)


def of_partners(lists: Sequence[Asked], *, even: bool) -> Iterator[Draft]:
    for place, one in enumerate(lists):
        following = [*lists[place + 1 :], *lists[:place]][:NEIGHBOURS]
        partners = [other for other in following if (other.name.is_name == one.name.is_name) is even]
        yield from next((drafts for other in partners if (drafts := [*together(one, other)])), [])


def together(one: Asked, other: Asked) -> Iterator[Draft]:
    if one.source.language != other.source.language or not (nameable(one) and nameable(other)):
        return
    if label(one, other) == label(other, one):
        return
    ours, theirs = alike(one, other)
    if min(len(ours), len(theirs)) < FEWEST:
        return
    explained = one.as_sentence() if one.point is other.point else f"{one.as_sentence()} {other.as_sentence()}"
    task = one.task("list.which", [cut.span for cut in ours], explained)
    stem = task.say("which_list" if one.source is other.source else "which_list_course")
    groups = [(label(one, other), members(one, ours)), (label(other, one), members(other, theirs))]
    draft = grouping(task, stem, groups)
    yield replace(draft, why=(*draft.why, *cited(other)))


def cited(other: Asked) -> Why:
    """The sentence that gives the other list: its items alone do not show what they are of."""
    called = other.name.called if other.name.is_name else ends(other)
    why = other.words.say("why_list", name=other.source.name, list=called)
    return (("list", why, other.source.quote(other.value.statement)),)


def label(about: Asked, other: Asked) -> str:
    """What the list is called, with its document where the other list is of another one. Half a sentence becomes
    a name by a "what"."""
    text = without_count(about.name.called, about.words) if about.name.is_name else ends(about)
    return sentence_case(text if about.source is other.source else f"{text} ({about.source.name})")


def nameable(about: Asked) -> bool:
    """Whether the list has a name to stand over a group. "What the new era calls for" is one, "what it has a policy
    of" and "what use coworking time for" are none."""
    found = begun(about).split()
    return about.name.is_name or bool(
        found
        and not about.words.is_in("genitives", found[-1])
        and not about.words.is_in("imperatives", found[0])
        and not any(word.endswith((",", ":", ";")) for word in found)
    )


def ends(about: Asked) -> str:
    """What the ends of a sentence are called: "what the new era calls for"."""
    return about.stem("ends", inner=in_sentence(begun(about), about.index, about.words))


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
    called = about.name.called if about.name.is_name else ends(about)
    why = about.words.say("why_list", name=about.source.name, list=called)
    return [Wrong(cut.text, why, about.source, cut.span) for cut in cuts]
