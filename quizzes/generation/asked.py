"""A list as the questions about it need it: its items as they are shown, and what stems call it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.extraction.outline import EnumList, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.cutting import LONG, Cut, item_text
from quizzes.generation.exercises import is_exercise
from quizzes.generation.headings import under_heading
from quizzes.generation.making import Task, Why
from quizzes.generation.naming import NAMELESS, ListName, list_name
from quizzes.generation.phrases import finished, in_sentence, is_clause, is_gerund, sentence_at, shown
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

LONGEST_LEAD = 6
"""Words before a colon that only say what the rest is about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list with all that its questions need: its items as they are shown, and what stems call it."""

    index: CourseIndex
    source: Source
    point: Point
    value: EnumList
    cuts: tuple[Cut, ...]
    name: ListName

    @property
    def words(self) -> Wording:
        return self.index.wordings[self.source.letter]

    def task(self, rule: str, lit: Sequence[Span], explained: str = "") -> Task:
        return Task(self.index, self.source, self.point, rule, self.evidence(lit), tuple(lit), explained)

    def evidence(self, lit: Sequence[Span]) -> Span:
        """The whole list with what tells its name; of one item that is a heading, it and the first sentence below."""
        start, end = lit[0]
        if not self.is_heading(lit):
            told = self.name.told or self.value.statement
            return min(told[0], self.value.statement[0]), max(told[1], self.value.statement[1])
        below = bisect_left(self.source.sentences, (end, end))
        return (start, self.source.sentences[below][1]) if below < len(self.source.sentences) else lit[0]

    def is_heading(self, lit: Sequence[Span]) -> bool:
        """Whether it is one item, which stands outside of all sentences."""
        return len(lit) == 1 and sentence_at(self.source, lit[0][0]) is None

    def beside(self, lit: Sequence[Span]) -> Why:
        """Of one item that is a heading: what says that it is of the list, and the headings that are its others."""
        if not self.is_heading(lit):
            return ()
        why = self.words.say("why_list", name=self.source.name, list=self.name.called)
        spans = [self.value.label_span, *(cut.span for cut in self.cuts)]
        return tuple(("list", why, self.source.quote(span)) for span in spans if span not in lit)

    @property
    def named_at(self) -> Span:
        """Where the source says what the list is called."""
        return self.name.heading or self.value.label_span

    def alone(self, text: str) -> bool:
        """See `says_enough`."""
        return says_enough(self.name, text, self.index, self.words)

    def with_heading(self, draft: Draft) -> Draft:
        """A draft with the heading cited that its list has its name from."""
        return under_heading(draft, self.source, self.name.heading, self.words)

    def stem(self, stem: str, **more: str) -> str:
        count = self.words.count(len(self.cuts))
        inner = self.name.text.translate(str.maketrans("“”", "‘’"))
        parts = {
            "list": self.name.called,
            "text": self.name.text,
            "said": in_sentence(self.name.text, self.index, self.words),
            "inner": inner,
            "count": count,
            "name": self.source.name,
            **more,
        }
        besides = f"{stem}_besides"
        if besides in self.words.stems and self.name.way == "_completes" and goes_on(self):
            said = in_sentence(begun(self), self.index, self.words)
            first = re.sub(r",(”?)$", r"\1", self.name.text.removeprefix(begun(self)).strip())
            return self.words.say(besides, **{**parts, "first": first, "who": said})
        return self.words.say(stem + self.name.way, **parts)

    def none_of(self) -> str:
        """What is told of an item that is none of the list; the explanation says which ones are."""
        if self.name.way == "_completes":
            return self.stem("none_of")
        return self.words.say("none_of", list=self.name.called)

    def as_sentence(self) -> str:
        """The whole list, for an explanation."""
        texts = [f"{n}. {cut.text}" for n, cut in enumerate(self.cuts, 1)] if self.value.ordered else self.texts
        called = self.name.called
        return self.words.say("explanation_list", name=self.source.name, list=called, text=finished("; ".join(texts)))

    @property
    def texts(self) -> list[str]:
        return [cut.text for cut in self.cuts]

    @property
    def spans(self) -> list[Span]:
        return [cut.span for cut in self.cuts]


def asked(index: CourseIndex, source: Source, point: Point, value: EnumList) -> Asked | None:
    """None for a list that no stem can speak of."""
    value = with_shared(source, value, index.wordings[source.letter])
    name = list_name(source, value, index)
    return (
        Asked(index, source, point, value, as_shown(source, value, index.wordings[source.letter]), name)
        if name
        else None
    )


def with_shared(source: Source, value: EnumList, words: Wording) -> EnumList:
    """The list with an adjective that belongs to all of its items before the first of them: "with greater", then
    "speed", "safety" and "comfort"."""
    first, *others = value.items
    shared = re.match(r"(\w+)\s+(?=\w+$)", source.text[first.start : first.end])
    bare = all(source.text[item.start : item.end].isalpha() for item in others)
    if not shared or not words.is_in("sharing", shared[1]) or not bare or not value.intro:
        return value
    if source.text[value.intro[1] : first.start].strip():
        return value
    start = first.start + shared.end()
    return replace(value, intro=(value.intro[0], start), items=(replace(first, start=start), *others))


def as_shown(source: Source, value: EnumList, words: Wording, limit: int = LONG) -> tuple[Cut, ...]:
    """The items, or their names where each has one."""
    if all(item.head and item.head != (item.start, item.end) for item in value.items):
        return tuple(Cut(shown(source, item.head), item.head) for item in value.items if item.head)
    return tuple(item_text(source, item, words, limit) for item in value.items)


def nameless(index: CourseIndex, source: Source, point: Point, value: EnumList) -> Asked | None:
    """A list that no stem can speak of, though each of its items says something."""
    words = index.wordings[source.letter]
    if is_exercise(source, value, words):
        return None
    return Asked(index, source, point, value, as_shown(source, value, words), NAMELESS)


def says_enough(name: ListName, text: str, index: CourseIndex, words: Wording) -> bool:
    """Whether an item needs no name of its list beside it: a clause about something with a name of its own. Who says so
    of a list is always told."""
    called = WORD.findall(name.called)
    said = WORD.findall(in_sentence(text, index, words))
    subject = next((word for word in said if word.isalpha() and not words.is_in("articles", word)), "")
    told = any(words.is_in("relatives", word) for word in called)
    return name.is_name and not told and subject[:1].isupper() and is_clause(text, words)


def hangs(about: Asked, text: str) -> bool:
    """Whether an end follows another one of its form, which its sentence tells first: "calls for seeking peace, …"."""
    return about.name.text.rstrip("”").endswith(",") and is_gerund(text.split()[0], about.words)


def begun(about: Asked) -> str:
    """The first words of a sentence, up to those of somebody else or what is done with its ends ("advancing ...")."""
    found = about.name.text.partition("“")[0].split()
    while found and is_gerund(found[-1], about.words):
        found.pop()
    return " ".join(found)


def says_alone(about: Asked, text: str) -> bool:
    """Whether an end makes a sentence with its beginning: after another one only where that is left out whole."""
    return not (about.name.way == "_completes" and hangs(about, text)) or leaves_out(about)


def goes_on(about: Asked) -> bool:
    """Whether a sentence seems complete before its ends, as it gives one of their kind itself."""
    return all(hangs(about, text) for text in about.texts) and leaves_out(about)


def leaves_out(about: Asked) -> bool:
    return 1 < len(begun(about).split()) < len(about.name.text.partition("“")[0].split())


def named_lists(index: CourseIndex, source: Source) -> list[Asked]:
    """The major lists of a document that are whole and have names of their own."""
    return [
        about
        for point in source.points
        if isinstance(point.value, EnumList) and point.value.major and point.value.complete
        if (about := asked(index, source, point, point.value)) and about.name.is_name
    ]


def within(text: str, index: CourseIndex, words: Wording) -> str:
    """An item inside a sentence: with a small letter, or in quotation marks where it keeps a large one that may be
    that of a heading or of an order."""
    text = joined_heading(in_sentence(text, index, words), words)
    first = next(iter(WORD.findall(text)), "")
    heading = text[:1].isupper() and first not in index.large and "“" not in text
    return f"“{text}”" if heading and not first[1:].isupper() else text


def joined_heading(text: str, words: Wording) -> str:
    """ "For petrol: Reduce the levy" as part of one sentence: "For petrol, reduce the levy"."""
    head, colon, rest = text.partition(": ")
    first = next(iter(WORD.findall(head)), "")
    if not colon or not words.is_in("prepositions", first) or len(head.split()) > words.limit(LONGEST_LEAD):
        return text
    return f"{head}, {rest[:1].lower()}{rest[1:]}"
