"""What can be joined in a list: names with what is said of them, beginnings with their ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.extraction.outline import Span
from quizzes.generation.asked import Asked
from quizzes.generation.cutting import LONG, Cut, first_clause
from quizzes.generation.making import Task, Wrong, matching, true_false
from quizzes.generation.membership import membership
from quizzes.generation.phrases import is_clause, sentence_case, shown, tidy
from quizzes.generation.stemming import tokens
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

FEWEST_TOLD = 4
"""Words of an end that is true of one beginning only."""

FEWEST = 3
MOST = 5
"""Pairs of one question."""


def joined(about: Asked) -> Iterator[Draft]:
    """One question of the most telling sort that the list allows."""
    for sort in (by_name, by_halves, by_ends):
        if drafts := [*sort(about)]:
            yield from drafts
            return


def by_name(about: Asked) -> Iterator[Draft]:
    """Items that carry a name ("Goal: ...") joined with what is said of them."""
    rows = [(item, item.head) for item in about.value.items if item.head]
    if len(rows) < 3 or len(rows) < len(about.cuts):
        return
    pairs, lit = [], []
    for item, head in rows:
        end = (item.body or (item.start, item.end))[1]
        said = first_statement(about, (head[1], end))
        pairs.append((shown(about.source, head), sentence_case(said)))
        lit.append((item.start, item.end))
    if all(1 < len(right.split()) <= about.words.limit(LONG) for _, right in pairs):
        task = about.task("list.heads", lit, about.as_sentence())
        yield with_one_over(task, about.stem("match_heads"), pairs)


def first_statement(about: Asked, span: Span) -> str:
    """The first sentence of what is said under a name, a long one up to its first clause."""
    text = about.source.text[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip(" \n:–—-."))
    first = re.search(r"[.!?]\s", about.source.text[start : span[1]])
    end = start + first.start() if first else span[1]
    long = len(about.source.text[start:end].split()) > about.words.limit(LONG)
    return shown(about.source, first_clause(about.source, (start, end), about.words) if long else (start, end))


def with_one_over(task: Task, stem: str, pairs: Sequence[tuple[str, str]]) -> Draft:
    """Of four pairs or more one left-hand side is not shown, so that the last one cannot be told by what is left."""
    if len(pairs) < 4:
        return matching(task, stem, pairs)
    over = min(pairs, key=lambda pair: task.drawn(pair[1]))
    return matching(task, stem, [pair for pair in pairs if pair != over], extra=[over[1]])


def by_halves(about: Asked) -> Iterator[Draft]:
    """Items built alike around one word ("courage as compass; trust as a bridge") cut in two there."""
    if len(about.cuts) < FEWEST:
        return
    if found := at_link(about):
        task = about.task("list.halves", about.spans, about.as_sentence())
        if stem := by_role(about, found[0][0].split()[-1]):
            pairs = [(left.rsplit(" ", 1)[0], unowned(right, about.words)) for left, right in found]
            yield with_one_over(task, stem, pairs)
            return
        yield with_one_over(task, about.stem("match_halves"), [(f"{left} …", f"… {right}") for left, right in found])


def by_role(about: Asked, link: str) -> str:
    """The question for what follows the one word ("courage as its compass"), where that is a role, and the items end
    the sentence; else ""."""
    if about.name.way != "_completes" or not about.words.is_in("role_links", link):
        return ""
    return about.words.say("match_halves_role", name=about.source.name, text=sentence_case(about.name.text))


def unowned(role: str, words: Wording) -> str:
    """A role without the "its" before it: apart from its sentence nobody knows whose."""
    first, _, rest = role.partition(" ")
    return rest if rest and words.is_in("possessives", first) else role


def at_link(about: Asked) -> list[tuple[str, str]]:
    """What stands before and after the one word around which all items are built, the word with the first."""
    for link in sorted(about.words.words["links"]):
        parts = [re.split(rf"\s+{re.escape(link)}\s+", text) for text in about.texts]
        if all(len(each) == 2 and all(each) for each in parts) and len({left for left, _ in parts}) == len(parts):
            return [(f"{left} {link}", right) for left, right in parts]
    return []


def by_ends(about: Asked) -> Iterator[Draft]:
    """Items cut in two before one "for" or "with": what is done, and to what end."""
    ends = of_one_form(in_two(about))[:MOST]
    lefts = {about.index.stems(each.left, about.source) for each in ends}
    if not about.value.major or len(ends) < FEWEST or len(lefts) < len(ends):
        return
    task = about.task("list.ends", [each.cut.span for each in ends], about.as_sentence())
    yield with_one_over(task, about.stem("match_halves"), [(f"{each.left} …", f"… {each.right}") for each in ends])


def of_one_form(ends: Sequence["Ends"]) -> list["Ends"]:
    """The ends that begin alike, with an article or without: another "among" or "through", or a "to the tracker" among
    several "to find faults", would give its pair away."""
    links = [each.link for each in ends]
    common = max(links, key=links.count, default=None)
    return [each for each in ends if each.link == common]


def swapped(about: Asked) -> Iterator[Draft]:
    """A false statement of two true halves: the beginning of one item with the end of another, which begins with
    the same word."""
    ends = in_two(about)
    for each in ends:
        others = [other for other in ends if other is not each and fits(each, other, about)]
        if others:
            task = about.task("list.swapped", [each.cut.span], about.as_sentence())
            other = min(others, key=lambda end: task.drawn(end.right))
            start = other.cut.span[0] + about.source.text[slice(*other.cut.span)].index(other.right)
            why = task.say("why_swapped", text=other.left)
            wrong = Wrong(other.right, why, about.source, (start, start + len(other.right)))
            yield true_false(task, membership(about, f"{each.left} {other.right}"), (wrong, [each.right]))


def crossed(about: Asked) -> Iterator[Draft]:
    """A false statement of two true halves of items built alike around one word."""
    found = at_link(about) if len(about.cuts) >= FEWEST else []
    for (left, right), cut in zip(found, about.cuts, strict=False):
        task = about.task("list.swapped", [cut.span], about.as_sentence())
        others = [(its, end) for its, end in found if end != right]
        its, end = min(others, key=lambda other: task.drawn(other[1]))
        start = about.source.text.index(end, about.value.statement[0])
        why = task.say("why_swapped", text=its)
        wrong = Wrong(end, why, about.source, (start, start + len(end)))
        yield true_false(task, membership(about, f"{left} {end}"), (wrong, [right]))


def fits(one: "Ends", other: "Ends", about: Asked) -> bool:
    """Whether the end of another item goes with this beginning by its form, says enough to be false of it, and
    repeats no word of it. What one thing is done for, another may be done for as well."""
    if about.words.is_in("purpose", one.link[0]) and not one.link[1]:
        return False
    stems = about.index.stems
    shared = stems(one.left, about.source) & stems(other.right, about.source)
    return one.link == other.link and not shared and len(other.right.split()) >= about.words.limit(FEWEST_TOLD)


@dataclass(frozen=True, slots=True)
class Ends:
    """An item cut in two; `link` is the first word of its right half, and whether a "the" or "its" follows."""

    cut: Cut
    left: str
    right: str
    link: tuple[str, bool]


def in_two(about: Asked) -> list[Ends]:
    found = (two_ends(cut, about.words) for cut in about.cuts)
    text = about.source.text
    return [each for each in found if each and each.right in text[slice(*each.cut.span)]]


def two_ends(cut: Cut, words: Wording) -> Ends | None:
    found = [*tokens(cut.text, words)]
    states = is_clause(cut.text, words)
    for place, token in enumerate(found):
        before, after = found[:place], found[place:]
        rich = min(sum(each.content for each in side) for side in (before, after)) >= 2
        if not rich or not before[-1].content:
            continue
        purpose = words.is_in("purpose", token.word) and not states  # "Use reviews | to find faults"
        adverb = before[-1].word.endswith(tuple(words.words["adverb_endings"]) or ("\0",))
        if purpose or (words.is_in("splitting", token.word) and not adverb):
            left = tidy(cut.text[: token.start])
            parted = re.search(r"[,;]", left) or any(words.is_in("relatives", each.word) for each in before)
            noun = words.is_in("determiners", after[1].word)  # "to the tracker", not "to find"
            return None if parted else Ends(cut, left, cut.text[token.start :], (token.word, noun))
    return None
