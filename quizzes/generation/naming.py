"""What a stem calls a list, so that nobody can take another one for it."""

import re
from dataclasses import dataclass
from itertools import takewhile

from content.extraction.outline import EnumList, Span
from quizzes.generation.announcing import (
    as_follows,
    before_intro,
    counted_in,
    followed,
    given_by,
    listed_noun,
    number_of,
    running_on,
    subject,
)
from quizzes.generation.bank import Source
from quizzes.generation.documents import shortened
from quizzes.generation.exercises import is_exercise
from quizzes.generation.fullnames import in_full, with_owner
from quizzes.generation.headings import heading_of
from quizzes.generation.phrases import (
    in_sentence,
    is_gerund,
    is_plural,
    sentence_at,
    shown,
    speaks_of_us,
    tidy,
    without_aside,
)
from quizzes.generation.relating import held, relative
from quizzes.generation.sorts import told_after, told_before
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording

LONG_NAME = 9
"""Words of a label that can stand in the middle of a question."""

FEWEST_IN_NAME = 2
"""Words of a name that tells a list from others; "steps" alone does not."""


@dataclass(frozen=True, slots=True)
class ListName:
    """How a stem speaks of a list.

    `called` stands in it ("the five key task groups"). A list without a name of its own is known by `text`: the
    beginning of the sentence that its items complete, or the sentence they follow, without its last point. `way` is
    what to add to the name of a stem: "_completes", "_follows", or "_titled" where the name of the document says
    what its noun leaves out.
    `plain` is the name without who gives the list. `renamed` is a text that says the source's own beginning otherwise.
    `heading` is where the name stands, of one that is the heading of a section; `told` a sentence that it is taken
    from, beyond the list itself. `giver` is who says what follows ("the ministry announced"), with no noun for it.
    """

    called: str
    text: str = ""
    way: str = ""
    plain: str = ""
    renamed: bool = False
    heading: Span | None = None
    told: Span | None = None
    giver: str = ""

    @property
    def is_name(self) -> bool:
        return self.way in ("", "_titled")


NAMELESS = ListName("", "", "_nameless")


def list_name(source: Source, value: EnumList, index: CourseIndex) -> ListName | None:
    """None for a list that nobody could know by what is said of it."""
    words = index.wordings[source.letter]
    label = tidy(value.label)
    if is_exercise(source, value, words):
        return None
    bare = without_count(label, words)
    heading = heading_of(source, value, index) if value.kind != "inline" else None
    above = without_count(shown(source, heading), words) if heading else ""
    if named(above, words):
        whole = with_owner(source, in_sentence(above, index, words), words)
        return ListName(called(value, label, whole, words), heading=heading)
    if label.casefold() in source.title.casefold():
        bare = head_of(bare, words)  # the document's name, beside it in the stem, says the rest
    one_word = len(bare.split()) < words.limit(FEWEST_IN_NAME)
    from_title = bool(bare) and label.casefold() in source.title.casefold() and value.announced == len(value.items)
    own = (
        (from_title or not one_word) and value.kind != "inline" and not value.about and not owned(source, value, words)
    )
    if own and (from_title or not one_word) and named(bare, words) and not broken_off(source, value):
        plainly = called(value, label, in_sentence(bare, index, words), words)
        if from_title:
            return by_title(source, value, plainly, index)
        told, link = given_by(source, value, index)
        if not told:
            return ListName(plainly)
        given = words.say("list_given", list=plainly, who=told)
        if link:
            given = f"{plainly} {words.say('relative_after', rest=link, text=told)}"
        return ListName(given, plain=plainly)
    if found := by_words(source, value, index):
        return found
    own_words = label.casefold() != source.title.casefold() and not speaks_of_us(label, words)
    own_words = own_words and not followed(source, value, words)
    if is_heading(source, value, words) and own_words:
        way = "list_headed" if counted_out(value, label, words) else "list_headed_uncounted"
        return ListName(words.say(way, count=count_of(value, words), label=label))
    return None


def by_title(source: Source, value: EnumList, plainly: str, index: CourseIndex) -> ListName:
    """The title is the name of the list that it counts ("Three ways to greet a host"): beside the title, which says the
    rest, its noun is enough. A document that is called otherwise says the whole title, or of one too long the noun."""
    words = index.wordings[source.letter]
    if tidy(value.label).casefold() in source.name.casefold():
        return ListName(plainly, way="_titled")
    whole = without_count(shortened(source.title), words)
    counts = whole != shortened(source.title) and whole.startswith(without_count(tidy(value.label), words))
    if not counts or whole.endswith("…"):
        return ListName(words.say("list_titled", list=plainly))
    return ListName(called(value, source.title, in_sentence(whole, index, words), words))


def owned(source: Source, value: EnumList, words: Wording) -> bool:
    """Whether a label belongs to somebody named before: "her two most famous works"."""
    before = WORD.findall(source.text[max(0, value.label_span[0] - 30) : value.label_span[0]])[-1:]
    return any(words.is_in("possessives", word) for word in [*before, *WORD.findall(value.label)[:2]])


def head_of(label: str, words: Wording) -> str:
    """A label up to the first word that only adds to it: "ways" of "ways to turn a bad idea"."""
    return " ".join(takewhile(lambda word: not words.is_in("stop", word), label.split()))


def count_of(value: EnumList, words: Wording) -> str:
    return words.count(len(value.items))


def by_words(source: Source, value: EnumList, index: CourseIndex) -> ListName | None:
    """The name of a list that is known by the words before it."""
    words = index.wordings[source.letter]
    points = words.say("list_points", count=count_of(value, words))
    open_end = running_on(source, value, index)
    if sort := of_sort(source, value, index):
        return sort
    text, before = followed(source, value, words), None
    if not text:
        text, before = before_intro(source, value, words)
    if whole := as_follows(text, words):
        things = words.say("list_things", count=count_of(value, words))
        giver = in_sentence(whole, index, words)
        return ListName(words.say("list_given", list=things, who=giver), giver=giver)
    if open_end:
        told = held(open_end, words)
        open_end = in_full(source, open_end, value.items[0].start, words)
        return ListName(points, told or without_aside(open_end, words), "_completes", renamed=bool(told))
    if whole := subject(text, words):
        return ListName(called(value, text, whole, words))
    noun = listed_noun(text, len(value.items), words)
    if not noun or not counted_out(value, text, words):
        return None  # "the following sections" promises no number, so that none can be asked for
    if told := relative(source, text, noun, index):
        return ListName(called(value, text, f"{noun} {told}", words), told=before)
    told = counted_in(text, noun, count_of(value, words), words)
    return ListName(called(value, text, noun, words), without_aside(told, words), "_follows", told=before)


def of_sort(source: Source, value: EnumList, index: CourseIndex) -> ListName | None:
    """The name of things of which their own sentence says what they are; it counts them by giving all of them."""
    words = index.wordings[source.letter]
    noun, holder = told_after(source, value, index)
    noun = noun or told_before(running_on(source, value, index), words)
    plainly = words.say("list_named", count=count_of(value, words), label=noun)
    if not noun:
        return None
    if not holder:
        return ListName(plainly)
    whole = sentence_at(source, value.items[0].start)
    return ListName(words.say("list_given", list=plainly, who=holder), plain=plainly, told=whole)


def called(value: EnumList, text: str, label: str, words: Wording) -> str:
    """The label with its number, where the source tells or shows it; who counts dashes may count otherwise."""
    way = "list_named" if counted_out(value, text, words) else "list_uncounted"
    return words.say(way, count=count_of(value, words), label=label)


def counted_out(value: EnumList, text: str, words: Wording) -> bool:
    """Whether the source itself counts the items, in words before them or one by one."""
    told = any(number_of(found, words) == len(value.items) for found in WORD.findall(text))
    return told or value.kind in ("ordinal", "numbers") or value.announced == len(value.items)


def named(bare: str, words: Wording) -> bool:
    """Whether a label is a plural noun with what belongs to it: "key task groups", "types of cells"."""
    found = bare.split()
    if (
        not found
        or len(found) > words.limit(LONG_NAME)
        or "," in bare
        or any(words.is_in("auxiliaries", word) or words.is_in("deictics", word) for word in found)
    ):
        return False
    prepositions = "|".join(sorted(words.words["prepositions"]))
    head = re.split(rf"\s+(?=(?:{prepositions})\b)", bare, maxsplit=1)[0].split()
    opens = words.is_in("prepositions", head[0]) or words.is_in("conjunctions", head[0]) or is_gerund(head[0], words)
    return not opens and (is_plural(head[-1], words) if words.has_plurals else bare[0].islower())


def broken_off(source: Source, value: EnumList) -> bool:
    """Whether the label ends inside a name ("Agreement on Reciprocal, Fair, and Balanced Trade"), or names what
    stands before another colon than that of the items."""
    between = source.text[value.label_span[1] : value.items[0].start]
    cut = bool(re.match(r",\s+[A-Z]", between)) and value.label.split()[-1][:1].isupper()
    return cut or between.partition("\n")[0].count(":") > 1


def is_heading(source: Source, value: EnumList, words: Wording) -> bool:
    """Whether the label is a heading, and no question or sentence."""
    taught = sentence_at(source, value.label_span[0])
    first = value.label.split()[0] if value.label.split() else ""
    return (
        bool(first)
        and taught is None
        and not words.is_in("auxiliaries", first)
        and len(value.label.split()) <= words.limit(LONG_NAME)
    )


def without_count(label: str, words: Wording) -> str:
    """The label without the number, quantifier or article at its head."""
    rest = label.split()
    while rest and (
        rest[0].casefold() in words.numbers
        or rest[0].isdigit()
        or words.is_in("quantifiers", rest[0])
        or words.is_in("determiners", rest[0])
    ):
        rest = rest[1:]
    return " ".join(rest)
