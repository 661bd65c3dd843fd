"""Phrases that a text repeats: runs of nouns and adjectives, with what a small word ties to them; and names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log, sqrt

from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import key_of, key_of_word, stem
from content.extraction.flat import Flat, is_citation
from content.extraction.outline import Span
from content.extraction.pack import Pack
from content.extraction.page import Page
from content.extraction.words import Word

_LEAST_SINGLE = 3
_MAX_NAME_WORDS = 8
# Long words are rare words; no frequency list is at hand that would tell it better.
_LENGTH_WEIGHT = 0.015
_NAME_SHARE = 0.6
_COMMON_PAIR = 0.2

Key = tuple[str, ...]
Gram = tuple[Key, Span]


class _Places:
    """Every run of words that could be a term, by its key, and how often each word occurs."""

    def __init__(self, page: Page) -> None:
        self.spans: dict[Key, list[Span]] = defaultdict(list)
        self.words: Counter[str] = Counter()
        actions: list[Gram] = []
        for flat in _texts(page):
            # A quotation is one masked word here; what it holds is read by itself.
            words = [word for word in flat.words if set(flat.surface(word)) != {"q"}]
            for chunk in _chunks(flat, words):
                self._add(flat, chunk)
            for key, span in _tied(flat, words):
                self.spans[key].append(span)
            actions += _actions(flat, words)
        for key, span in actions:
            # "schedule coworking time" counts for "coworking time" once that is known to be a thing.
            if key in self.spans and span not in self.spans[key]:
                self.spans[key].append(span)

    def _add(self, flat: Flat, chunk: Sequence[Word]) -> None:
        parts = [_key(flat, word) for word in chunk]
        for part in parts:
            self.words.update(part)
        for first, last in _grams(flat, chunk):
            key = sum(parts[first : last + 1], ())
            self.spans[key].append((chunk[first].start, chunk[last].end))

    def within(self) -> dict[Key, int]:
        """For each phrase, how often the most frequent longer phrase around it occurs."""
        around: dict[Key, int] = defaultdict(int)
        for key, spans in self.spans.items():
            for n in range(1, len(key)):
                for i in range(len(key) - n + 1):
                    part = key[i : i + n]
                    around[part] = max(around[part], len(spans))
        return around


def recurring(page: Page) -> Iterator[Candidate]:
    """Phrases by how often they occur, how long they are and how often their words do; rare ones come last."""
    places = _Places(page)
    around = places.within()
    for key, spans in places.spans.items():
        if len(spans) > 1 and around[key] >= len(spans):
            # It never stands alone: the longer phrase is the term.
            continue
        weight = _weight(key, len(spans), places.words) + _LENGTH_WEIGHT * (spans[0][1] - spans[0][0])
        if len(key) > 1 or len(spans) >= _LEAST_SINGLE:
            weight -= _COMMON_PAIR if len(key) == 2 and len(spans) == 1 and _described(page, spans[0]) else 0.0
            weight *= _NAME_SHARE if _named(page, spans) else 1.0
            yield Candidate(key, spans[0], "phrase", weight, "recurring phrase")


def _texts(page: Page) -> Iterator[Flat]:
    """Sentences, then what they hold in quotes and brackets: no term reaches from one into the other."""
    spans = [(sentence.start, sentence.end) for _, sentence in page.sentences()]
    for span in spans:
        flat = page.flat(*span)
        yield flat
        spans += [inner for inner in flat.inner if not is_citation(page.view, *inner)]


def _described(page: Page, span: Span) -> bool:
    """An adjective with its noun, said once, is description more often than term ("historic visit")."""
    words = page.pack.concepts
    first = page.view[slice(*span)].split()[0].lower()
    adjective = bool(words.adjective_endings) and first.endswith(words.adjective_endings)
    return adjective and first not in words.adjective_exceptions


def _named(page: Page, spans: Sequence[Span]) -> bool:
    """Capitals in all places: most such phrases are people and places."""
    return all(all(word[0].isupper() for word in page.view[left:right].split()) for left, right in spans)


def _chunks(flat: Flat, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of the classes that terms are made of, with nothing but space between them."""
    run: list[Word] = []
    before = ""
    for word in words:
        near = not run or not flat.text[run[-1].end - flat.start : word.start - flat.start].strip()
        if run and not (near and _goes_on(flat, run[-1], word)):
            yield run
            run = []
        if not run and _begins(flat, word, before):
            run = [word]
        elif run:
            run.append(word)
        before = word.tag
    if run:
        yield run


def _begins(flat: Flat, word: Word, before: str) -> bool:
    """A gerund begins a term only behind an article ("the learning rate"), else it is an action."""
    if word.tag == "G":
        return before in "DX" and before != ""
    return word.tag == "W" or (word.tag == "V" and before in ("D", "X") and flat.surface(word) in _bare(flat))


def _goes_on(flat: Flat, before: Word, word: Word) -> bool:
    """Base forms of verbs are often nouns ("trade", "work"), if not behind a plural; their other forms are verbs."""
    if word.tag != "V":
        return word.tag in "WG"
    plural = stem(flat.surface(before), flat.pack.language) != flat.surface(before)
    return flat.surface(word) in _bare(flat) and not plural


def _actions(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """A gerund with its noun, wherever it stands."""
    for gerund, noun in pairwise(words):
        if gerund.tag == "G" and noun.tag == "W" and noun.start == gerund.end + 1:
            yield _key(flat, gerund, noun), (gerund.start, noun.end)


def _bare(flat: Flat) -> frozenset[str]:
    return flat.pack.classes.verbs


def _key(flat: Flat, *words: Word) -> Key:
    return sum((key_of_word(flat.surface(word), flat.pack.language) for word in words), ())


def _grams(flat: Flat, chunk: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First and last word of every stretch of a chunk that could be a term."""
    useful = [_content(flat, word) for word in chunk]
    nouns = [not _adjective(flat, word) for word in chunk]
    for i in range(len(chunk)):
        for last in range(i, min(len(chunk), i + flat.pack.concepts.longest)):
            # A generic word may stand at one edge of a term, not alone or at both; an adjective never ends one.
            if nouns[last] and (useful[i] or useful[last]) and (last > i or useful[i]):
                yield i, last


def _tied(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """ "rule of law", "freedom of navigation": bare nouns around a binding word, the second without article."""
    for before, joint, after in zip(words, words[1:], words[2:], strict=False):
        bound = joint.tag == "P" and flat.surface(joint) in flat.pack.classes.binding
        if bound and before.tag + after.tag == "WW" and (_content(flat, before) or _content(flat, after)):
            gap = flat.text[before.end - flat.start : after.start - flat.start]
            if len(gap.split()) == 1 and not _adjective(flat, after) and not _adjective(flat, before):
                yield _key(flat, before, joint, after), (before.start, after.end)


def _content(flat: Flat, word: Word) -> bool:
    surface = flat.surface(word)
    last = surface.rsplit("-", 1)[-1]
    return len(surface) > 2 and not any(_generic(flat.pack, form) for form in {surface, last})


def _generic(pack: Pack, surface: str) -> bool:
    words = pack.concepts
    return (
        bool({surface, stem(surface, pack.language)} & (words.generic | words.places)) or surface in pack.dates.months
    )


def _adjective(flat: Flat, word: Word) -> bool:
    words = flat.pack.concepts
    surface = flat.surface(word)
    ends = bool(words.adjective_endings) and surface.endswith(words.adjective_endings)
    return ends and surface not in words.adjective_exceptions and word.tag != "V"


def _weight(key: Key, count: int, words: Counter[str]) -> float:
    """Zero for what is too rare to mean anything. Words that recur in other company speak for a rare phrase."""
    if len(key) == 1:
        return 0.7 * log(count)
    if count > 1:
        return log(1 + count) * (1 + 0.35 * (len(key) - 1))
    company = sum(log(words[word] or 1) for word in key) / sqrt(len(key))
    return 0.4 + 0.12 * company + 0.1 * (len(key) == 3)


def names(page: Page) -> Iterator[Candidate]:
    """Capitalised words that end in the word for an institution, with small words between ("CHIPS and Science Act")."""
    for _, sentence in page.sentences():
        flat = page.flat(sentence.start, sentence.end)
        for run in _capital_runs(flat, flat.words):
            span = (run[0].start, run[-1].end)
            edges = {flat.surface(run[0]), flat.surface(run[-1])}
            if len(run) > 1 and edges & page.pack.concepts.institutions:
                yield Candidate(key_of(page.view[slice(*span)], page.pack), span, "phrase", 1.2, "name")


def _capital_runs(flat: Flat, words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in [*words, None]:
        capital = word is not None and flat.text[word.start - flat.start].isupper()
        small = word is not None and bool(run) and flat.surface(word) in flat.pack.concepts.small_words
        touching = word is not None and (
            not run or flat.text[run[-1].end - flat.start : word.start - flat.start] == " "
        )
        if word is not None and touching and (capital or small) and len(run) < _MAX_NAME_WORDS:
            run.append(word)
            continue
        while run and not flat.text[run[-1].start - flat.start].isupper():
            run.pop()
        while run and run[0].tag == "D":
            run = run[1:]
        if run:
            yield run
        run = [word] if word is not None and capital else []
