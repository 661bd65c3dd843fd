"""What can be asked of a list: name it, put it in order, tell its members, join its halves."""

import re
from collections.abc import Iterator, Sequence

from content.extraction.outline import EnumList
from quizzes.generation.asked import Asked, as_shown, asked, goes_on, nameless
from quizzes.generation.bank import Point, Source
from quizzes.generation.blanks import blanks
from quizzes.generation.cutting import holds_series, shortest
from quizzes.generation.fullnames import in_full
from quizzes.generation.joining import crossed, joined, swapped
from quizzes.generation.judging import beside, judged
from quizzes.generation.kindred import fitting, of_one_form, of_single_words
from quizzes.generation.making import choice, multiple, numeric, ordering, recall
from quizzes.generation.misnumbered import misnumbered
from quizzes.generation.naming import named, without_count
from quizzes.generation.options import like_member
from quizzes.generation.phrases import in_sentence, is_clause, sentence_case, shown, tidy, unstopped
from quizzes.generation.rivals import rivalled
from quizzes.generation.series import exemplifies, worth_recalling
from quizzes.generation.serving import served
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

MOST_RECALLED = 6
MOST_OF_FEW_WORDS = 8
FEW_WORDS = 2
"""Items that anybody can be asked to recall, and more of them where each is but a word or two."""

LONGEST_RECALLED = 60
LONGEST_ORDERED = 75
"""Words of all items together that one can be asked to recall, or to put in order."""

LONGEST_CUT = 70
"""Of items one of which joins several things, so that it could not be cut between them."""

MOST_ORDERED = 7
MOST_RIGHT = 3
WORTH_COUNTING = 7
"""Items of a list whose number is something to know."""

SHORT = 12
"""Words of an item that is to be moved about; a longer one is cut at its first clause."""


def from_list(index: CourseIndex, source: Source, point: Point, value: EnumList) -> Iterator[Draft]:
    """Drafts about one list, the most telling first. Minor lists are taken apart into pairs, or recalled whole."""
    about = asked(index, source, point, value)
    if about is not None:
        yield from (about.with_heading(draft) for draft in from_asked(about))
    elif value.major and (about := nameless(index, source, point, value)):
        yield from blanks(about)


def from_asked(about: Asked) -> Iterator[Draft]:
    value = about.value
    if value.major:
        yield from naming_all(about)
        yield from in_order(about)
    yield from joined(about)
    if value.major:
        yield from members(about)
        yield from several_members(about)
        yield from served(about)
        yield from judged(about)
        yield from swapped(about)
        yield from crossed(about)
        yield from misnumbered(about)
        yield from how_many(about)
        yield from blanks(about)
    elif worth_recalling(about):
        yield from naming_all(about, "list.series")


def naming_all(about: Asked, rule: str = "list.recall") -> Iterator[Draft]:
    """All items, long ones by their first clause; none where that is still too much to remember."""
    if rivalled(about):
        return
    fewest = 2 if about.value.announced else 3
    whole = [shown(about.source, (item.start, item.end)) for item in about.value.items]
    heads = [cut.text for cut in as_shown(about.source, about.value, about.words, SHORT)]
    short = [shorter(*both) for both in zip(whole, about.texts, strict=True)]
    longest_cut = LONGEST_CUT if any(holds_series(text, about.words) for text in heads) else LONGEST_RECALLED
    for asked_for, longest in ((short, LONGEST_RECALLED), (heads, longest_cut)):
        if fewest <= len(asked_for) <= most_recalled(asked_for, about.words) and fits(asked_for, longest, about):
            task = about.task(rule, about.spans, about.as_sentence())
            if about.name.renamed:
                asked_for = fitting(about, asked_for)
            if not asked_for:
                return
            no_points = disputed(about) or of_few_words(asked_for, about.words)
            way = "recall_whole" if about.name.way == "_completes" and no_points else "recall"
            way = "recall_statements" if states(about) else way
            way = "recall_examples" if rule == "list.series" and exemplifies(about) else way
            asked_for = [
                as_told(about, text, item.start) for text, item in zip(asked_for, about.value.items, strict=True)
            ]
            others = [[text] if text != asked else [] for asked, text in zip(asked_for, whole, strict=True)]
            yield recall(task, about.stem(way), [*zip(asked_for, others, strict=True)])
            return


def as_told(about: Asked, text: str, place: int) -> str:
    return unstopped(in_full(about.source, text, place, about.words))


def states(about: Asked) -> bool:
    """Whether what a list with a name gives are all statements, which nobody can name."""
    return not about.name.way and all(is_clause(text, about.words) for text in about.texts)


def disputed(about: Asked) -> bool:
    """Whether an "and" joins two items before the last ones, so that others count them as one: "peace, trade and
    growth, and law"."""
    ends = [item.end for item in about.value.items[:-2]]
    starts = [item.start for item in about.value.items[1:-1]]
    between = (about.source.text[slice(*gap)].strip() for gap in zip(ends, starts, strict=True))
    return any(about.words.is_in("conjunctions", gap) for gap in between)


def shorter(whole: str, cut: str) -> str:
    """An item as it is asked for: of several sentences the first one."""
    return cut if re.search(r"[.!?:]\s", whole) else whole


def most_recalled(texts: Sequence[str], words: Wording) -> int:
    return MOST_OF_FEW_WORDS if of_few_words(texts, words) else MOST_RECALLED


def of_few_words(texts: Sequence[str], words: Wording) -> bool:
    """Whether each item but the last is a word or two: nobody calls such a word a point."""
    return all(len(text.split()) <= words.limit(FEW_WORDS) or text == texts[-1] for text in texts)


def fits(texts: Sequence[str], most: int, about: Asked) -> bool:
    return sum(len(text.split()) for text in texts) <= about.words.limit(most)


def in_order(about: Asked) -> Iterator[Draft]:
    cuts = as_shown(about.source, about.value, about.words, SHORT)
    cuts = tuple(shortest(about.source, cut, about.words) for cut in cuts)
    short = fits([cut.text for cut in cuts], LONGEST_ORDERED, about)
    if in_sequence(about) and 3 <= len(cuts) <= MOST_ORDERED and short:
        task = about.task("list.order", [cut.span for cut in cuts], about.as_sentence())
        yield ordering(task, about.stem("order"), [sentence_case(unstopped(cut.text)) for cut in cuts])


def in_sequence(about: Asked) -> bool:
    """Whether the order is worth knowing: the source counts out the items of a list with a name, or numbers steps.
    Numbers before mere factors or examples only make them easy to find, and what merely follows a sentence is known by
    what it says."""
    if about.value.kind != "numbers" and about.name.is_name:
        return about.value.ordered
    said = f"{about.value.label} {about.name.called} {about.name.text}"
    steps = any(about.words.is_in("sequences", word) for word in WORD.findall(said))
    return about.value.ordered and (steps or not about.words.has_plurals)


def members(about: Asked) -> Iterator[Draft]:
    """Which is one of them: true items of other lists are the wrong options. Of a sentence that gives a first thing and
    goes on with others nobody can say that it is closed to anything that fits it."""
    if goes_on(about):
        return
    single = of_single_words(about)
    for cut in of_one_form(about) if single else about.cuts:
        task = about.task("list.member", [cut.span])
        wrong = like_member(task, about.value, cut)
        if len(wrong) >= 2:
            yield beside(about, cut, choice(task, about.stem("member"), cut.text, wrong))
            if single:
                return


def several_members(about: Asked) -> Iterator[Draft]:
    """Which are some of them: two or three items of one form among true items of other lists."""
    if goes_on(about):
        return
    alike = of_one_form(about)
    named = about.index.stems(f"{about.name.called} {about.name.text}", about.source)
    apart = [cut for cut in alike if not named & about.index.stems(cut.text, about.source)]
    alike = (apart if len(apart) >= 2 else alike)[:MOST_RIGHT]
    task = about.task("list.members", [cut.span for cut in alike], about.as_sentence())
    wrong = like_member(task, about.value, alike[0])
    if len(wrong) >= 2 and len(alike) >= 2:
        yield multiple(task, about.stem("members"), [cut.text for cut in alike], wrong)


def how_many(about: Asked) -> Iterator[Draft]:
    """Only of a list with a name, whose number the source tells, and which is too long to be counted at a glance."""
    label = without_count(tidy(about.value.label), about.words)
    told = about.value.announced == len(about.cuts) >= WORTH_COUNTING
    if about.name.is_name and told and named(label, about.words):
        task = about.task("list.count", about.spans, about.as_sentence())
        text = in_sentence(label, about.index, about.words)
        yield numeric(task, about.words.say("list_count", label=text, name=about.source.name), len(about.cuts))
