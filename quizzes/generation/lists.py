"""What can be asked of a list: name it, put it in order, tell its members, join its halves."""

import re
from collections.abc import Iterator

from content.extraction.outline import EnumList
from quizzes.generation.asked import Asked, as_shown, asked, membership, nameless
from quizzes.generation.bank import Point, Source
from quizzes.generation.blanks import blanks
from quizzes.generation.joining import joined, swapped
from quizzes.generation.making import choice, multiple, numeric, ordering, recall, true_false
from quizzes.generation.naming import named, without_count
from quizzes.generation.options import like_member, member_form
from quizzes.generation.phrases import in_sentence, sentence_case, shown, tidy
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.kinds.base import Draft

MOST_RECALLED = 9
MOST_ORDERED = 7
MOST_RIGHT = 3
SHORT = 12
"""Words of an item that is to be moved about; a longer one is cut at its first clause."""


def from_list(index: CourseIndex, source: Source, point: Point, value: EnumList) -> Iterator[Draft]:
    """Drafts about one list, the most telling first. Minor lists are only taken apart into pairs."""
    about = asked(index, source, point, value)
    if about is None:
        if value.major and (about := nameless(index, source, point, value)):
            yield from blanks(about)
        return
    if value.major:
        yield from naming_all(about)
        yield from in_order(about)
    yield from joined(about)
    if value.major:
        yield from members(about)
        yield from several_members(about)
        yield from judged(about)
        yield from swapped(about)
        yield from how_many(about)
        yield from blanks(about)


def naming_all(about: Asked) -> Iterator[Draft]:
    fewest = 2 if about.value.announced else 3
    if fewest <= len(about.cuts) <= MOST_RECALLED:
        task = about.task("list.recall", about.spans, about.as_sentence())
        whole = [shown(about.source, (item.start, item.end)) for item in about.value.items]
        items = [shorter_first(text, cut.text) for text, cut in zip(whole, about.cuts, strict=True)]
        yield recall(task, about.stem("recall"), items)


def shorter_first(whole: str, cut: str) -> tuple[str, list[str]]:
    """An item as it is asked for, and what counts as well: of several sentences the first one is asked for."""
    if re.search(r"[.!?:]\s", whole):
        return cut, [whole] if whole != cut else []
    return whole, [cut] if cut != whole else []


def in_order(about: Asked) -> Iterator[Draft]:
    if in_sequence(about) and 3 <= len(about.cuts) <= MOST_ORDERED:
        cuts = as_shown(about.source, about.value, about.words, SHORT)
        task = about.task("list.order", [cut.span for cut in cuts], about.as_sentence())
        yield ordering(task, about.stem("order"), [sentence_case(cut.text) for cut in cuts])


def in_sequence(about: Asked) -> bool:
    """Whether the order is worth knowing: the source counts the items out, or numbers steps. Numbers before mere
    factors or examples only make them easy to find."""
    if about.value.kind != "numbers":
        return about.value.ordered
    said = f"{about.value.label} {about.name.called} {about.name.text}"
    steps = any(about.words.is_in("sequences", word) for word in WORD.findall(said))
    return about.value.ordered and (steps or not about.words.has_plurals)


def members(about: Asked) -> Iterator[Draft]:
    """Which is one of them: true items of other lists are the wrong options."""
    single = of_single_words(about)
    for cut in about.cuts:
        task = about.task("list.member", [cut.span])
        wrong = like_member(task, about.value, cut)
        if len(wrong) >= 2:
            yield choice(task, about.stem("member"), cut.text, wrong)
            if single:
                return


def of_single_words(about: Asked) -> bool:
    """Whether the items are bare words, which say little beside words of other series: one such question will do."""
    return 2 * sum(len(cut.text.split()) == 1 for cut in about.cuts) > len(about.cuts)


def several_members(about: Asked) -> Iterator[Draft]:
    """Which are some of them: two or three items of one form among true items of other lists."""
    forms = [member_form(about.source, about.value, text, about.index) for text in about.texts]
    common = max(forms, key=forms.count)
    alike = [cut for cut, form in zip(about.cuts, forms, strict=True) if form == common][:MOST_RIGHT]
    task = about.task("list.members", [cut.span for cut in alike], about.as_sentence())
    wrong = like_member(task, about.value, alike[0])
    if len(wrong) >= 2 and len(alike) >= 2:
        yield multiple(task, about.stem("members"), [cut.text for cut in alike], wrong)


def judged(about: Asked) -> Iterator[Draft]:
    """Is it one of them? Items of the list and true items of other lists in turn, in an order drawn by lot."""
    cuts = sorted(about.cuts, key=lambda cut: about.task("list.true", [cut.span]).seed)
    for place, cut in enumerate(cuts):
        task = about.task("list.true", [cut.span], about.as_sentence())
        wrong = like_member(task, about.value, cut) if place % 2 and not of_single_words(about) else []
        if wrong:
            false = about.task("list.false", about.spans, about.as_sentence())
            yield true_false(false, membership(about, wrong[0].text), (wrong[0], about.texts))
        elif about.name.way != "_follows" or len(cut.text.split()) > 1:
            yield true_false(task, membership(about, cut.text))


def how_many(about: Asked) -> Iterator[Draft]:
    """Only of a list with a name, whose number the source tells or whose items it counts."""
    label = without_count(tidy(about.value.label), about.words)
    told = about.value.announced == len(about.cuts) or about.value.kind == "ordinal"
    if about.name.is_name and told and named(label, about.words):
        task = about.task("list.count", about.spans, about.as_sentence())
        text = in_sentence(label, about.index, about.words)
        yield numeric(task, about.words.say("list_count", label=text, name=about.source.name), len(about.cuts))
