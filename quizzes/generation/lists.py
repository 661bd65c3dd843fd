"""What can be asked of a list: name it, put it in order, tell its members, join its halves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.extraction.outline import EnumList, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.making import Task, choice, matching, ordering, recall
from quizzes.generation.naming import ListName, list_name
from quizzes.generation.options import like_member
from quizzes.generation.phrases import LONG, Cut, item_text, sentence_case, shown, tidy
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

MOST_RECALLED = 9
MOST_ORDERED = 7
SHORT = 12
"""Words of an item that is to be moved about; a longer one is cut at its first clause."""


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
        return Task(self.index, self.source, self.point, rule, self.value.statement, tuple(lit), explained)

    def stem(self, stem: str) -> str:
        count = self.words.count(len(self.cuts))
        parts = {"list": self.name.called, "text": self.name.text, "count": count, "name": self.source.name}
        return self.words.say(stem + self.name.way, **parts)

    def as_sentence(self) -> str:
        """The whole list, for an explanation."""
        texts = [f"{n}. {cut.text}" for n, cut in enumerate(self.cuts, 1)] if self.value.ordered else self.texts
        called = self.name.called
        return self.words.say("explanation_list", name=self.source.name, list=called, text="; ".join(texts))

    @property
    def texts(self) -> list[str]:
        return [cut.text for cut in self.cuts]

    @property
    def spans(self) -> list[Span]:
        return [cut.span for cut in self.cuts]


def asked(index: CourseIndex, source: Source, point: Point, value: EnumList) -> Asked | None:
    """None for a list that no stem can speak of."""
    name = list_name(source, value, index)
    cuts = tuple(item_text(source, item, index.wordings[source.letter]) for item in value.items)
    return Asked(index, source, point, value, cuts, name) if name else None


def from_list(index: CourseIndex, source: Source, point: Point, value: EnumList) -> Iterator[Draft]:
    """Drafts about one list, the most telling first. Minor lists are only taken apart into pairs."""
    about = asked(index, source, point, value)
    if about is None:
        return
    if value.major:
        yield from naming_all(about)
        yield from in_order(about)
    yield from by_name(about)
    yield from by_halves(about)
    if value.major:
        yield from members(about)


def naming_all(about: Asked) -> Iterator[Draft]:
    if 3 <= len(about.cuts) <= MOST_RECALLED:
        task = about.task("list.recall", about.spans, about.as_sentence())
        whole = [shown(about.source, (item.start, item.end)) for item in about.value.items]
        items = [shorter_first(text, cut.text) for text, cut in zip(whole, about.cuts, strict=True)]
        yield recall(task, about.stem("recall"), items)


def shorter_first(whole: str, cut: str) -> tuple[str, list[str]]:
    """An item as it is asked for, and what counts as well: of several sentences the first one is asked for."""
    if re.search(r"[.!?]\s", whole):
        return cut, [whole] if whole != cut else []
    return whole, [cut] if cut != whole else []


def in_order(about: Asked) -> Iterator[Draft]:
    if about.value.ordered and 3 <= len(about.cuts) <= MOST_ORDERED:
        cuts = [item_text(about.source, item, about.words, SHORT) for item in about.value.items]
        task = about.task("list.order", [cut.span for cut in cuts], about.as_sentence())
        yield ordering(task, about.stem("order"), [sentence_case(cut.text) for cut in cuts])


def members(about: Asked) -> Iterator[Draft]:
    """Which is one of them: true items of other lists are the wrong options."""
    for cut in about.cuts:
        task = about.task("list.member", [cut.span])
        wrong = like_member(task, about.value, cut)
        if len(wrong) >= 2:
            yield choice(task, about.stem("member"), cut.text, wrong)


def by_name(about: Asked) -> Iterator[Draft]:
    """Items that carry a name ("Goal: ...") joined with what is said of them."""
    rows = [(item, item.head) for item in about.value.items if item.head]
    if len(rows) < 3 or len(rows) < len(about.cuts):
        return
    pairs, lit = [], []
    for item, head in rows:
        end = (item.body or (item.start, item.end))[1]
        rest = about.source.text[head[1] : end]
        said = tidy(rest).split(". ")[0]
        pairs.append((shown(about.source, head), sentence_case(tidy(said))))
        lit.append((item.start, item.end))
    if all(1 < len(right.split()) <= LONG for _, right in pairs):
        yield matching(about.task("list.heads", lit, about.as_sentence()), about.stem("match_heads"), pairs)


def by_halves(about: Asked) -> Iterator[Draft]:
    """Items built alike around one word ("courage as compass; trust as a bridge") cut in two there."""
    if len(about.cuts) < 3:
        return
    for link in sorted(about.words.words["links"]):
        pairs = [halves(text, link, about.words) for text in about.texts]
        found = [pair for pair in pairs if pair]
        if len(found) == len(pairs):
            task = about.task("list.halves", about.spans, about.as_sentence())
            yield matching(task, about.stem("match_halves"), found)
            return


def halves(text: str, link: str, words: Wording) -> tuple[str, str] | None:
    """What stands before and after the one link, without an article or "its" that would help to join them."""
    parts = re.split(rf"\s+{re.escape(link)}\s+", text)
    if len(parts) != 2 or not all(parts):
        return None
    first = WORD.match(parts[1])
    loose = first and (words.is_in("articles", first.group()) or words.is_in("possessives", first.group()))
    right = parts[1][first.end() :].strip() if first and loose else parts[1]
    return (f"{parts[0]} {link} …", right) if right else None
