"""Blanks in the items of a list: the word that carries one, or those of several with a bank to choose from."""

import re
from collections.abc import Collection, Iterator, Sequence

from quizzes.generation.asked import Asked, begun, goes_on
from quizzes.generation.bank import Source
from quizzes.generation.carriers import Carrier, carrier
from quizzes.generation.cutting import Cut
from quizzes.generation.decoys import decoys
from quizzes.generation.kindred import fitting, typical
from quizzes.generation.making import cloze
from quizzes.generation.naming import NAMELESS
from quizzes.generation.options import word_class
from quizzes.generation.phrases import blanked, finished, in_sentence, is_clause, is_plural, shown, speaks_of_us
from quizzes.generation.rivals import rivalled
from quizzes.generation.stemming import WORD, tokens
from quizzes.kinds.base import Draft

FEWEST, MOST = 3, 4
"""Blanks of a question with a bank."""

TOO_MANY = 6
"""Items that nobody is asked to recall together."""

RICH = 7
"""Words of an item of theirs that is asked for a single one."""

FEW = 2
"""Questions about single words of a list that has no question with a bank."""

LONGEST = 45
"""Words of a text with several blanks."""

SHORTEST = 5
"""Words of an item that tells what is missing in it, when others are filled as well."""

TURN = re.compile(r"^([A-ZÀ-ỸĐ][A-ZÀ-ỸĐ .’'-]{3,40}):\s", re.MULTILINE)
"""What opens somebody's turn in a transcript."""

SERIES = re.compile(r"(?<=\s)([\w-]+), ([\w-]+), ([\w-]+),? (\w+) [\w-]+")
"""Four single words in a row, the last one after an "and"."""

Blank = tuple[Carrier, Cut]


def blanks(about: Asked) -> Iterator[Draft]:
    """Texts with a bank of words, and the items of which the first of two joined words is asked for. Where nothing
    else can ask about the items of a list, single words of some are asked for."""
    together = [*with_banks(about)]
    alone = sorted(unlike(about), key=lambda pair: rarity(pair[0], about))
    yield from together
    single = [hole for hole, _ in alone if not hole.joined and seldom(about, hole)][:FEW]
    for hole, cut in alone:
        if (hole.joined and not plural_of_named(about, hole)) or (hole in single and only_singly(about, cut)):
            yield from filled_in(about, hole, cut)
    yield from one_of_series(about)
    yield from one_of_held(about)


def only_singly(about: Asked, cut: Cut) -> bool:
    """Whether a list has no name to be recalled by, or more items than anybody is asked to recall, of which one says
    enough to be asked for a word."""
    many = len(about.cuts) > TOO_MANY and len(cut.text.split()) >= about.words.limit(RICH)
    return about.name is NAMELESS or many


def plural_of_named(about: Asked, hole: Carrier) -> bool:
    """Whether what is joined are two things ("findings and project updates") rather than two sorts of one ("economic
    and technology diplomacy"): many another thing could stand beside the second."""
    return about.name is not NAMELESS and is_plural(word(about, hole), about.words)


def filled_in(about: Asked, hole: Carrier, cut: Cut) -> Iterator[Draft]:
    called = about.name.called if about.name.is_name and not about.alone(cut.text) else ""
    task = about.task("list.cloze", [hole.span], about.as_sentence())
    before, after = around(about, cut, hole)
    if speaks_of_us(before + after, about.words):
        who = on_record(about.source, cut.span[0])
        if not who:
            return  # nobody knows whom "we" means
        yield cloze(task, task.say("cloze_words", who=who), [f"“{before}", f"{after}”"], [[word(about, hole)]])
        return
    way = "_one_of" if about.name.way == "_follows" else "_item" if called else ""
    stem = task.say(f"cloze{way}", list=about.name.called, intro=about.name.text, name=about.source.name)
    yield cloze(task, stem, [before, after], [[word(about, hole)]])


def on_record(source: Source, place: int) -> str:
    """Whose turn it is at a place of a transcript, where names in capitals and a colon open the turns."""
    *_, last = ("", *TURN.findall(source.text[:place]))
    return str(last).title()


def one_of_series(about: Asked) -> Iterator[Draft]:
    """Of a series of single words that completes a sentence, the one inside it that the course says least often."""
    texts = [shown(about.source, (item.start, item.end)) for item in about.value.items]
    inner = about.value.items[1:-1]
    bare = all(len(text.split()) == 1 for text in texts[:-1]) and len(texts) > FEWEST
    forms = {word_class(text, about.words) == "adjective" for text in texts[1:-1]}
    if about.name.way != "_completes" or not bare or len(forms) > 1 or not about.value.intro or rivalled(about):
        return
    item = min(
        inner,
        key=lambda each: (
            -about.index.total(about.index.stems(shown(about.source, (each.start, each.end)), about.source)),
            each.start,
        ),
    )
    hole = (item.start, item.end)
    task = about.task("list.cloze", [hole], about.as_sentence())
    before, after = blanked(about.source, about.value.statement, hole, about.words)
    if about.name.renamed:
        first = opening(about, texts, forms)
        if not first:
            return
        second = about.value.items[1].start
        before, after = blanked(about.source, (second, about.value.statement[1]), hole, about.words)
        gap = about.source.text[about.value.items[0].end : second]
        before = f"{about.name.text} {first}{gap}{in_sentence(before, about.index, about.words)}"
    yield cloze(task, task.say("cloze"), [before, after], [[shown(about.source, hole)]])


def one_of_held(about: Asked) -> Iterator[Draft]:
    """Of a sentence that gives a first thing and goes on with others, a word inside the series that one of these names:
    "it calls for keeping peace, trade, ____, and law". Nothing closed can be asked about such a list."""
    series = (SERIES.search(about.source.text, *cut.span) for cut in about.cuts) if goes_on(about) else ()
    for cut, found in zip(about.cuts, series, strict=False):
        if found and about.words.is_in("conjunctions", found[4]):
            holes = [found.span(2), found.span(3)]
            stems = (about.index.stems(about.source.text[slice(*hole)], about.source) for hole in holes)
            _, hole = min(zip((-about.index.total(each) for each in stems), holes, strict=True))
            before, after = blanked(about.source, cut.span, hole, about.words)
            before = f"{begun(about)} {in_sentence(before, about.index, about.words)}"
            task = about.task("list.cloze", [hole], about.as_sentence())
            yield cloze(task, task.say("cloze"), [before, after], [[shown(about.source, hole)]])


def opening(about: Asked, texts: Sequence[str], forms: Collection[bool]) -> str:
    """The first of a series as it goes with a beginning told in other words: for "a policy of independent, peace" the
    noun; "" where the document makes none. Left out it would fill the blank as well."""
    if (word_class(texts[0], about.words) == "adjective") in forms:
        return texts[0]
    first = next(iter(fitting(about, texts)), "")
    return first if (word_class(first, about.words) == "adjective") in forms else ""


def seldom(about: Asked, hole: Carrier) -> bool:
    """Whether the document hardly says the word elsewhere: one that it repeats is its theme, and filled in by
    anybody."""
    own = about.index.stems(word(about, hole), about.source)
    return sum(line.source is about.source for line in about.index.speaking_of(own)) <= FEW


def unlike(about: Asked) -> list[Blank]:
    """The items with the words that carry them, each word once."""
    first = {word(about, hole).casefold(): (hole, cut) for hole, cut in reversed(found_in(about))}
    return sorted(first.values(), key=lambda pair: pair[0].span)


def around(about: Asked, cut: Cut, hole: Carrier) -> tuple[str, str]:
    """What stands before and after the blank: the item, after the beginning of the sentence that it completes."""
    before, after = blanked(about.source, cut.span, hole.span, about.words)
    if about.name.way == "_completes":
        before = f"{about.name.text} {in_sentence(before, about.index, about.words)}"
    return before, after


def found_in(about: Asked) -> list[Blank]:
    """Items of a list that no stem can speak of are told apart by nothing but what they state: only clauses are."""
    cuts = [cut for cut in typical(about) if about.name is not NAMELESS or is_clause(cut.text, about.words)]
    return [(hole, cut) for cut in cuts if (hole := carrier(about.source.text, cut.span, about.words))]


def word(about: Asked, hole: Carrier) -> str:
    return about.source.text[slice(*hole.span)]


def rarity(hole: Carrier, about: Asked) -> tuple[bool, float, int]:
    """What sorts the words of items: the first of two joined ones, then the rarest of the course."""
    stems = about.index.stems(word(about, hole), about.source)
    return not hole.joined, -about.index.total(stems), hole.span[0]


def with_banks(about: Asked) -> Iterator[Draft]:
    """Several items in their order, the word that carries each taken out and put into a bank; of a long list
    another such text with other items. Items that are no sentences make up one."""
    left = [] if about.name is NAMELESS else unlike(about)
    while len(chosen := few_words(left, about)) >= FEWEST:
        if not any(speaks_of_us(cut.text, about.words) for _, cut in chosen):
            yield from with_bank(about, chosen)
        left = [blank for blank in left if blank not in chosen]


def with_bank(about: Asked, chosen: Sequence[Blank]) -> Iterator[Draft]:
    """None where the course has no words to add that fill no blank: the last one would be what remains."""
    words = [word(about, hole) for hole, _ in chosen]
    others = decoys(about, words)
    if not others:
        return
    task = about.task("list.bank", [hole.span for hole, _ in chosen], about.as_sentence())
    clauses = all(is_clause(cut.text, about.words) for _, cut in chosen)
    starts = [in_sentence(cut.text, about.index, about.words)[:1] for _, cut in chosen]
    clauses = clauses or (about.name.way != "_completes" and any(start.isupper() for start in starts))
    parts: list[str] = []
    gap = ""
    for hole, cut in chosen:
        before, after = blanked(about.source, cut.span, hole.span, about.words)
        if not clauses:
            before, after = in_sentence(before, about.index, about.words), after.rstrip(". ")
        if not parts and about.name.way == "_completes":
            before = f"{about.name.text} {before}"
        if not clauses and (hole, cut) == chosen[-1]:
            before = about.words.say("series_end", text=before)
        parts.append(f"{gap} {before}" if parts else before)
        gap = finished(after) if clauses else f"{after};"
    bank = sorted([*words, *others], key=task.drawn)
    some = about.stem("bank_some" if len(chosen) < len(about.cuts) else "bank", some=about.words.count(len(chosen)))
    yield cloze(task, some, [*parts, finished(gap)], [[each] for each in words], bank=bank)


def few_words(blanks: Sequence[Blank], about: Asked) -> list[Blank]:
    """The shortest items that make up one text, in their own order, no two of which are filled alike."""
    kept: list[Blank] = []
    rich = (
        each
        for each in blanks
        if len(each[1].text.split()) >= SHORTEST and not repeated(each, about) and not beside_its_like(each, about)
    )
    for blank in sorted(rich, key=lambda each: (len(each[1].text), each[1].span)):
        length = sum(len(cut.text.split()) for _, cut in [*kept, blank])
        apart = all(word(about, hole).casefold() != word(about, blank[0]).casefold() for hole, _ in kept)
        if apart and len(kept) < MOST and length <= about.words.limit(LONGEST):
            kept.append(blank)
    return sorted(kept, key=lambda each: each[1].span)


def repeated(blank: Blank, about: Asked) -> bool:
    """Whether the word stands in its item once more, in some form."""
    hole, cut = blank
    own = about.index.stems(word(about, hole), about.source)
    return sum(token.stem in own for token in tokens(cut.text, about.words)) > 1


def beside_its_like(blank: Blank, about: Asked) -> bool:
    """Whether an "and" joins the word to another thing, beside which many a word could stand."""
    hole, cut = blank
    text = about.source.text
    before = WORD.findall(text[cut.span[0] : hole.span[0]])[-1:]
    after = WORD.findall(text[hole.span[1] : cut.span[1]])[:1]
    return any(about.words.is_in("conjunctions", each) for each in (*before, *after))
