"""Phrases that a text repeats: runs of nouns and adjectives, with what a small word ties to them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import stem
from content.extraction.concepts.parts import Key, has_content, is_adjective, key_of_words, nominal, told
from content.extraction.concepts.termhood import Termhood
from content.extraction.concepts.ties import Gram, actions, joined, paired, plurals, tied
from content.extraction.flat import Flat, is_citation
from content.extraction.outline import Span
from content.extraction.page import Page
from content.extraction.words import Word

_LEAST_SINGLE = 3
_LEAST_PLAIN = 3
# Two long nouns that share article and object are said as one thing.
_PAIRED = 0.4
# Of Vietnamese: a longer word is a foreign one, and whole.
_LONGEST_SYLLABLE = 7


class _Places:
    """Every run of words that could be a term, by its key, and how often each word occurs."""

    def __init__(self, page: Page) -> None:
        self.spans: dict[Key, list[Span]] = defaultdict(list)
        self.words: Counter[str] = Counter()
        self.loose: set[Key] = set()
        self.cut: set[Key] = set()
        self.plain: set[Key] = set()
        self.paired: set[Key] = set()
        later: list[Gram] = []
        for flat in _texts(page):
            # A quotation is one masked word here; what it holds is read by itself.
            words = [word for word in flat.words if set(flat.surface(word)) != {"q"}]
            for chunk in _chunks(flat, words):
                self._add(flat, chunk)
            for key, span, firm in tied(flat, words):
                self.spans[key].append(span)
                if not firm:
                    self.loose.add(key)
            for key, span in joined(flat, words):
                self.spans[key].append(span)
            for key, span in paired(flat, words):
                self.spans[key].append(span)
                self.paired.add(key)
            later += [*actions(flat, words), *plurals(flat, words)]
        self._count(later)

    def _count(self, later: Sequence[Gram]) -> None:
        """ "schedule coworking time" counts for "coworking time" once that is known to be a thing."""
        known = {key: set(self.spans[key]) for key in {key for key, _ in later} if key in self.spans}
        for key, span in later:
            if key in known and span not in known[key]:
                self.spans[key].append(span)
                known[key].add(span)

    def _add(self, flat: Flat, chunk: Sequence[Word]) -> None:
        parts = [key_of_words(flat, word) for word in chunk]
        for part in parts:
            self.words.update(part)
        carrying = [has_content(flat, word) for word in chunk]
        for first, last in _grams(flat, chunk):
            key = sum(parts[first : last + 1], ())
            self.spans[key].append((chunk[first].start, chunk[last].end))
            if len(chunk) > flat.pack.concepts.longest:
                # A window of a longer run: where it begins and ends is chance, unless it recurs.
                self.cut.add(key)
            if last > first and not any(carrying[first : last + 1]):
                self.plain.add(key)

    def within(self) -> dict[Key, int]:
        """For each phrase, how often the most frequent longer phrase around it occurs."""
        around: dict[Key, int] = defaultdict(int)
        for key, spans in self.spans.items():
            for n in range(1, len(key)):
                for i in range(len(key) - n + 1):
                    part = key[i : i + n]
                    around[part] = max(around[part], len(spans))
        return around


def recurring(page: Page, items: Sequence[Span] = ()) -> Iterator[Candidate]:
    """Phrases by how often they occur, how long they are and how often their words do; rare ones come last."""
    places = _Places(page)
    around = places.within()
    termhood = Termhood(page, places.words, items)
    for key, spans in places.spans.items():
        if not key:
            continue  # "____": nothing is left of it without its signs
        if around[key] >= len(spans):
            # It never stands alone: the longer phrase is the term.
            continue
        if len(spans) == 1 and (key in places.loose or key in places.cut):
            continue
        if key in places.plain and len(spans) < _LEAST_PLAIN:
            # Two everyday words are a term only to a text that keeps putting them together ("user story").
            continue
        if sum(_counted(page, start) for start, _ in spans) * 2 > len(spans):
            # A unit: what numbers stand before is measured in it.
            continue
        if len(key) > page.pack.concepts.syllables or len(spans) - around[key] >= _LEAST_SINGLE:
            weight = termhood.of(key, spans, around[key]) + (_PAIRED if key in places.paired else 0)
            yield Candidate(key, spans[0], "phrase", weight, "recurring phrase")


def _counted(page: Page, start: int) -> bool:
    return page.view[max(0, start - 2) : start - 1].isdigit()


def _texts(page: Page) -> Iterator[Flat]:
    """Sentences, then what they hold in quotes and brackets: no term reaches from one into the other."""
    spans = [(sentence.start, sentence.end) for _, sentence in page.sentences()]
    for span in spans:
        flat = page.flat(*span)
        yield flat
        spans += [inner for inner in flat.inner if not is_citation(page.view, *inner)]


def noun_phrases(flat: Flat) -> Iterator[list[Word]]:
    """The runs of words that terms are made of, without those that only describe and without generic ones alone."""
    for chunk in _chunks(flat, flat.words):
        grams = list(_grams(flat, chunk))
        if grams:
            first, last = max(grams, key=lambda gram: (gram[1] - gram[0], gram))
            yield chunk[first : last + 1]


def _chunks(flat: Flat, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of the classes that terms are made of, with nothing but space between them."""
    run: list[Word] = []
    before, gap = "", -1
    for word, following in zip_longest(words, words[1:]):
        if gap + 1 != word.start:
            # Behind a comma begins something new.
            before = ""
        near = not run or len(flat.text[run[-1].end - flat.start : word.start - flat.start]) == 1
        if run and not (near and _goes_on(flat, run[-1], word) and not _acts(word, following)):
            yield run
            run = []
        if not run and _begins(flat, word, before):
            run = [word]
        elif run:
            run.append(word)
        before, gap = word.tag, word.end
    if run:
        yield run


def _acts(word: Word, following: Word | None) -> bool:
    """ "these events call for": what a small word follows is the verb, though it may be a noun elsewhere."""
    return word.tag == "V" and following is not None and following.start == word.end + 1 and following.tag in "DPO"


def _begins(flat: Flat, word: Word, before: str) -> bool:
    """A gerund begins a term only behind an article ("the learning rate"), else it is an action."""
    if word.tag == "G":
        return before in ("D", "X")
    surface = flat.surface(word)
    if before == "D" and surface in flat.pack.classes.verbs and surface not in flat.pack.concepts.nominal:
        # "These include …": the determiner is the subject itself.
        return False
    return word.tag == "W" or (word.tag == "V" and before in ("D", "X", "V") and nominal(flat, word))


def _goes_on(flat: Flat, before: Word, word: Word) -> bool:
    """Base forms of some verbs are nouns ("trade", "work"), if not behind a plural; their other forms are verbs."""
    if word.tag != "V":
        return word.tag in "WG"
    plural = stem(flat.surface(before), flat.pack.language) != flat.surface(before)
    return nominal(flat, word) and not plural


def _grams(flat: Flat, chunk: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First and last word of every stretch of a chunk that could be a term."""
    useful = [has_content(flat, word) for word in chunk]
    nouns = [not is_adjective(flat, word) for word in chunk]
    judging = [told(flat, word) for word in chunk]
    for i in range(len(chunk)):
        if i and chunk[i].tag == "G" and not judging[i - 1] and nouns[i - 1]:
            # In "machine learning algorithm" and "people facing death" no term begins with the gerund.
            continue
        whole = "_" in flat.surface(chunk[i]) or len(flat.surface(chunk[i])) > _LONGEST_SYLLABLE
        least = 0 if whole else flat.pack.concepts.syllables - 1
        for last in range(i + least, min(len(chunk), i + flat.pack.concepts.longest)):
            # An adjective never ends a term, and a generic word alone is none.
            if judging[last]:
                break
            if last > i and chunk[last].tag == "G" and not useful[last - 1]:
                continue
            if nouns[last] and (last > i or useful[i]):
                yield i, last
