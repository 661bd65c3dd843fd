"""What can be asked of a list: name it, put it in order, tell its members, join its halves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.extraction.outline import EnumList, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.carriers import Carrier, carrier
from quizzes.generation.making import Task, choice, cloze, matching, multiple, numeric, ordering, recall, true_false
from quizzes.generation.naming import ListName, list_name, named, without_count
from quizzes.generation.options import like_member, member_form
from quizzes.generation.phrases import LONG, Cut, blanked, finished, in_sentence, item_text, sentence_case, shown, tidy
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

MOST_RECALLED = 9
MOST_ORDERED = 7
MOST_RIGHT = 3
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

    def stem(self, stem: str, **more: str) -> str:
        count = self.words.count(len(self.cuts))
        inner = self.name.text.translate(str.maketrans("“”", "‘’"))
        parts = {
            "list": self.name.called,
            "text": self.name.text,
            "inner": inner,
            "count": count,
            "name": self.source.name,
            **more,
        }
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
        yield from several_members(about)
        yield from judged(about)
        yield from carrying(about)
        yield from how_many(about)


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
    """Is it one of them? One item of the list, or a true item of another list, as the lot falls."""
    cut = min(about.cuts, key=lambda cut: about.task("list.true", [cut.span]).seed)
    task = about.task("list.true", [cut.span], about.as_sentence())
    wrong = like_member(task, about.value, cut)
    if wrong and int(task.seed, 16) % 2:
        false = about.task("list.false", about.spans, about.as_sentence())
        yield true_false(false, finished(about.stem("statement_member", item=wrong[0].text)), (wrong[0], about.texts))
    else:
        yield true_false(task, finished(about.stem("statement_member", item=cut.text)))


def carrying(about: Asked) -> Iterator[Draft]:
    """The word that carries an item, blanked in it."""
    found = [(hole, cut) for cut in about.cuts if (hole := carrier(about.source.text, cut.span, about.words))]
    for hole, cut in sorted(found, key=lambda pair: rarity(pair[0], about)):
        called = about.name.called if about.name.is_name else ""
        task = about.task("list.cloze", [hole.span], about.as_sentence())
        stem = task.say("cloze_item" if called else "cloze", list=called)
        answer = about.source.text[slice(*hole.span)]
        yield cloze(task, stem, blanked(about.source, cut.span, hole.span, about.words), [[answer]])


def rarity(hole: Carrier, about: Asked) -> tuple[bool, float, int]:
    """What sorts the words of items: the first of two joined ones, then the rarest of the course."""
    stems = about.index.stems(about.source.text[slice(*hole.span)], about.source)
    return not hole.joined, -about.index.total(stems), hole.span[0]


def how_many(about: Asked) -> Iterator[Draft]:
    """Only of a list with a name, whose number the source tells or whose items it counts."""
    label = without_count(tidy(about.value.label), about.words)
    told = about.value.announced == len(about.cuts) or about.value.kind == "ordinal"
    if about.name.is_name and told and named(label, about.words):
        task = about.task("list.count", about.spans, about.as_sentence())
        text = in_sentence(label, about.index, about.words)
        yield numeric(task, about.words.say("list_count", label=text, name=about.source.name), len(about.cuts))


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
    if all(1 < len(right.split()) <= about.words.limit(LONG) for _, right in pairs):
        task = about.task("list.heads", lit, about.as_sentence())
        yield with_one_over(task, about.stem("match_heads"), pairs)


def with_one_over(task: Task, stem: str, pairs: Sequence[tuple[str, str]]) -> Draft:
    """Of four pairs or more one left-hand side is not shown, so that the last one cannot be told by what is left."""
    if len(pairs) < 4:
        return matching(task, stem, pairs)
    over = min(pairs, key=lambda pair: task.drawn(pair[1]))
    return matching(task, stem, [pair for pair in pairs if pair != over], extra=[over[1]])


def by_halves(about: Asked) -> Iterator[Draft]:
    """Items built alike around one word ("courage as compass; trust as a bridge") cut in two there."""
    if len(about.cuts) < 3:
        return
    for link in sorted(about.words.words["links"]):
        pairs = [halves(text, link, about.words) for text in about.texts]
        found = [pair for pair in pairs if pair]
        if len(found) == len(pairs):
            task = about.task("list.halves", about.spans, about.as_sentence())
            yield with_one_over(task, about.stem("match_halves"), found)
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
