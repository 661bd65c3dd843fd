"""Concepts of a page, best first: marked terms, then repeated ones, each with the sentence that says most of it."""

from collections import defaultdict
from collections.abc import Sequence

from content.extraction.concepts import marked, names, phrases
from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import key_of
from content.extraction.concepts.mentions import Mentions
from content.extraction.facts.people import Person
from content.extraction.outline import Concept, EnumList
from content.extraction.page import Page

_BASE = 12
_WORDS_EACH = 60
# Fewer good ones are better than many: what stands below this weight is mostly no term (one in eight was marked by
# hand), but a short plain text still gives some.
_LEAST_WEIGHT = 0.8
_FEW = 6

Scored = tuple[float, list[Candidate]]


def find_concepts(page: Page, lists: Sequence[EnumList], named: Sequence[Person]) -> tuple[Concept, ...]:
    people = _Names(page, named)
    groups: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in _candidates(page, lists):
        if candidate.key and not people.hold(candidate):
            groups[candidate.key].append(candidate)
    mentions = Mentions(page)
    short = {key_of(candidate.alias, page.pack) for group in groups.values() for candidate in group if candidate.alias}
    for key in [key for key, group in groups.items() if key in short or (_headed(group) and not mentions.of(key))]:
        # A short form is no second concept; a heading that the text below never takes up names none.
        del groups[key]
    scored = ((_score(page, group), group) for group in groups.values())
    ranked = sorted(scored, key=lambda each: (-each[0], each[1][0].span))
    kept = _without_parts(ranked, mentions, _BASE + len(page.view.split()) // _WORDS_EACH)
    return tuple(_concept(page, group, mentions, score) for score, group in kept)


class _Names:
    """Names, titles and offices of people are facts, not concepts."""

    def __init__(self, page: Page, named: Sequence[Person]) -> None:
        self._offices = page.pack.people.titles | page.pack.people.roles
        self._by_word: dict[str, list[set[str]]] = defaultdict(list)
        for name in {key_of(page.quote(person.name), page.pack) for person in named}:
            for word in name:
                self._by_word[word].append(set(name))

    def hold(self, candidate: Candidate) -> bool:
        key = set(candidate.key)
        if candidate.source == "phrase" and key & self._offices:
            return True
        return any(name <= key or key <= name for word in key for name in self._by_word.get(word, ()))


def _candidates(page: Page, lists: Sequence[EnumList]) -> list[Candidate]:
    return [
        *marked.quoted(page),
        *marked.defined(page),
        *marked.glossary(page),
        *marked.acronyms(page),
        *marked.headings(page),
        *marked.in_headings(page),
        *marked.list_terms(page, lists),
        *phrases.recurring(page, [(item.start, item.end) for one in lists for item in one.items]),
        *names.names(page),
    ]


def _headed(group: Sequence[Candidate]) -> bool:
    return all(candidate.rule in ("heading", "in heading") for candidate in group)


def _score(page: Page, group: Sequence[Candidate]) -> float:
    """The best mark counts whole, others of another kind add a little; words of the title add some."""
    best: dict[str, float] = {}
    for candidate in group:
        best[candidate.rule] = max(best.get(candidate.rule, 0.0), candidate.weight)
    weights = sorted(best.values(), reverse=True)
    return weights[0] + 0.5 * sum(weights[1:]) + _in_title(page, group[0].key)


def _in_title(page: Page, key: tuple[str, ...]) -> float:
    if page.title is None:
        return 0.0
    title = page.blocks[page.title]
    words = key_of(page.view[title.start : title.end], page.pack)
    return 1.0 if any(words[i : i + len(key)] == key for i in range(len(words))) else 0.0


def _without_parts(ranked: Sequence[Scored], mentions: Mentions, limit: int) -> list[Scored]:
    """A phrase that lies inside a better one, or only adds a word to it, says the same again."""
    kept: list[Scored] = []
    by_word: dict[str, list[tuple[set[str], int]]] = defaultdict(list)
    for score, group in ranked:
        if len(kept) == limit or (score < _LEAST_WEIGHT and len(kept) >= _FEW):
            break
        key = set(group[0].key)
        near = [other for word in key for other in by_word[word]]
        # "Code of Conduct in the South China Sea" is more than the sea.
        named = any(candidate.rule == "name" for candidate in group)
        often = len(mentions.of(group[0].key))
        repeated = any(
            # "obesity" in "obesity rate", unless it stands by itself more often than with that word.
            (key < other and often <= 2 * times) or (key > other and len(other) > 1 and not named)
            for other, times in near
        )
        if group[0].source == "phrase" and repeated:
            continue
        kept.append((score, group))
        for word in key:
            by_word[word].append((key, often))
    return kept


def _concept(page: Page, group: Sequence[Candidate], mentions: Mentions, score: float) -> Concept:
    best = max(group, key=lambda candidate: candidate.weight)
    spans = mentions.of(best.key)
    start, end = best.span
    if spans and (best.source in ("phrase", "heading") or mentions.sentence(start) is None):
        # Nothing but the writer's repetition marks it, so the sentence that tells most is its place.
        start, end = mentions.telling(spans)
    statement = mentions.sentence(start) or (start, end)
    aliases = {candidate.alias for candidate in group if candidate.alias}
    return Concept(
        term=page.quote((start, end)),
        start=start,
        end=end,
        source=best.source,
        statement=statement,
        says=mentions.says((start, end), statement),
        mentions=spans,
        aliases=tuple(sorted(aliases)),
        score=round(score, 3),
        rule=best.rule,
    )
