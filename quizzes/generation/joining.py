"""What can be joined in a list: names with what is said of them, beginnings with their ends."""

import re
from collections.abc import Iterator, Sequence

from content.extraction.outline import Span
from quizzes.generation.asked import Asked
from quizzes.generation.cutting import LONG, Cut, first_clause
from quizzes.generation.making import Task, matching
from quizzes.generation.phrases import sentence_case, shown, tidy
from quizzes.generation.stemming import WORD, tokens
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

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
    if len(about.cuts) < 3:
        return
    for link in sorted(about.words.words["links"]):
        pairs = [halves(text, link, about.words) for text in about.texts]
        found = [pair for pair in pairs if pair]
        if len(found) == len(pairs) == len({left for left, _ in found}):
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


def by_ends(about: Asked) -> Iterator[Draft]:
    """Items cut in two before a "for" or "with": what is done, and to what end."""
    pairs = [(pair, cut) for cut in about.cuts if (pair := two_ends(cut, about.words))][:MOST]
    lefts = {about.index.stems(left, about.source) for (left, _), _ in pairs}
    if not about.value.major or len(pairs) < FEWEST or len(lefts) < len(pairs):
        return
    task = about.task("list.ends", [cut.span for _, cut in pairs], about.as_sentence())
    yield with_one_over(task, about.stem("match_halves"), [pair for pair, _ in pairs])


def two_ends(cut: Cut, words: Wording) -> tuple[str, str] | None:
    found = [*tokens(cut.text, words)]
    for place, token in enumerate(found):
        before, after = found[:place], found[place:]
        rich = min(sum(each.content for each in side) for side in (before, after)) >= 2
        adverb = place and found[place - 1].word.endswith(tuple(words.words["adverb_endings"]) or ("\0",))
        if rich and not adverb and found[place - 1].content and words.is_in("splitting", token.word):
            left = tidy(cut.text[: token.start])
            return (f"{left} …", f"… {cut.text[token.start :]}") if left.count("(") == left.count(")") else None
    return None
