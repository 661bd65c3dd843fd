"""Phrases that a text repeats: runs of nouns and adjectives, with what a small word ties to them; and names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import key_of, key_of_word, stem
from content.extraction.concepts.termhood import Termhood
from content.extraction.flat import Flat, is_citation
from content.extraction.outline import Span
from content.extraction.pack import Pack
from content.extraction.page import Page
from content.extraction.words import Word

_LEAST_SINGLE = 3
_MAX_NAME_WORDS = 8
# Of Vietnamese: a longer word is a foreign one, and whole.
_LONGEST_SYLLABLE = 7

Key = tuple[str, ...]
Gram = tuple[Key, Span]


class _Places:
    """Every run of words that could be a term, by its key, and how often each word occurs."""

    def __init__(self, page: Page) -> None:
        self.spans: dict[Key, list[Span]] = defaultdict(list)
        self.words: Counter[str] = Counter()
        self.loose: set[Key] = set()
        actions: list[Gram] = []
        for flat in _texts(page):
            # A quotation is one masked word here; what it holds is read by itself.
            words = [word for word in flat.words if set(flat.surface(word)) != {"q"}]
            for chunk in _chunks(flat, words):
                self._add(flat, chunk)
            for key, span, firm in _tied(flat, words):
                self.spans[key].append(span)
                if not firm:
                    self.loose.add(key)
            actions += _actions(flat, words)
            actions += _plurals(flat, words)
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


def recurring(page: Page, items: Sequence[Span] = ()) -> Iterator[Candidate]:
    """Phrases by how often they occur, how long they are and how often their words do; rare ones come last."""
    places = _Places(page)
    around = places.within()
    termhood = Termhood(page, places.words, items)
    for key, spans in places.spans.items():
        if around[key] >= len(spans):
            # It never stands alone: the longer phrase is the term.
            continue
        if len(spans) == 1 and key in places.loose:
            continue
        if sum(_counted(page, start) for start, _ in spans) * 2 > len(spans):
            # A unit: what numbers stand before is measured in it.
            continue
        if len(key) > page.pack.concepts.syllables or len(spans) - around[key] >= _LEAST_SINGLE:
            yield Candidate(key, spans[0], "phrase", termhood.of(key, spans, around[key]), "recurring phrase")


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
    for word in words:
        if gap + 1 != word.start:
            # Behind a comma begins something new.
            before = ""
        near = not run or len(flat.text[run[-1].end - flat.start : word.start - flat.start]) == 1
        if run and not (near and _goes_on(flat, run[-1], word)):
            yield run
            run = []
        if not run and _begins(flat, word, before):
            run = [word]
        elif run:
            run.append(word)
        before, gap = word.tag, word.end
    if run:
        yield run


def _begins(flat: Flat, word: Word, before: str) -> bool:
    """A gerund begins a term only behind an article ("the learning rate"), else it is an action."""
    if word.tag == "G":
        return before in ("D", "X")
    return word.tag == "W" or (word.tag == "V" and before in ("D", "X", "V") and _nominal(flat, word))


def _goes_on(flat: Flat, before: Word, word: Word) -> bool:
    """Base forms of some verbs are nouns ("trade", "work"), if not behind a plural; their other forms are verbs."""
    if word.tag != "V":
        return word.tag in "WG"
    plural = stem(flat.surface(before), flat.pack.language) != flat.surface(before)
    return _nominal(flat, word) and not plural


def _actions(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """A gerund with its noun, wherever it stands."""
    for gerund, noun in pairwise(words):
        if gerund.tag == "G" and noun.tag == "W" and noun.start == gerund.end + 1:
            yield _key(flat, gerund, noun), (gerund.start, noun.end)


def _plurals(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """ "loss functions" might be a clause; it is the plural of "loss function" once that is known to be a thing."""
    for noun, form in pairwise(words):
        singular = stem(flat.surface(form), flat.pack.language)
        if (
            noun.tag == "W"
            and form.tag == "V"
            and singular in flat.pack.concepts.nominal
            and form.start == noun.end + 1
        ):
            yield _key(flat, noun, form), (noun.start, form.end)


def _nominal(flat: Flat, word: Word) -> bool:
    return flat.surface(word) in flat.pack.concepts.nominal


def _key(flat: Flat, *words: Word) -> Key:
    return sum((key_of_word(flat.surface(word), flat.pack.language) for word in words), ())


def _grams(flat: Flat, chunk: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First and last word of every stretch of a chunk that could be a term."""
    useful = [_content(flat, word) for word in chunk]
    nouns = [not _adjective(flat, word) for word in chunk]
    told = [_told(flat, word) for word in chunk]
    for i in range(len(chunk)):
        if i and chunk[i].tag == "G" and not told[i - 1] and nouns[i - 1]:
            # In "machine learning algorithm" and "people facing death" no term begins with the gerund.
            continue
        whole = "_" in flat.surface(chunk[i]) or len(flat.surface(chunk[i])) > _LONGEST_SYLLABLE
        least = 0 if whole else flat.pack.concepts.syllables - 1
        for last in range(i + least, min(len(chunk), i + flat.pack.concepts.longest)):
            # A generic word may stand at one edge of a term, not alone or at both; an adjective never ends one.
            if told[last]:
                break
            if last > i and chunk[last].tag == "G" and not useful[last - 1]:
                continue
            inner = last - i > 1 and any(useful[i + 1 : last])
            if nouns[last] and (useful[i] or useful[last] or inner) and (last > i or useful[i]):
                yield i, last


def _tied(flat: Flat, words: Sequence[Word]) -> Iterator[tuple[Key, Span, bool]]:
    """ "freedom of navigation": bare nouns around a binding word, the second without article.

    The last value is False when the first noun is a generic one ("areas of agriculture") or the word between only
    sometimes binds ("death with dignity"): such a phrase must recur.
    """
    for i, (before, joint, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        bound = flat.surface(joint) in flat.pack.classes.binding
        if (
            joint.tag == "P"
            and before.tag + after.tag == "WW"
            and (_content(flat, before) or (bound and _content(flat, after)))
        ):
            gap = flat.text[before.end - flat.start : after.start - flat.start]
            plain = not _adjective(flat, after) and not _adjective(flat, before) and not _told(flat, before, after)
            if len(gap.split()) == 1 and plain and not _continued(flat, words[i + 2 : i + 4]):
                firm = bound and _content(flat, before) and _content(flat, after)
                yield _key(flat, before, joint, after), (before.start, after.end), firm


def _told(flat: Flat, *words: Word) -> bool:
    """Words that judge or count off, as nobody's name: "the first stage", not "the First Amendment"."""
    said = (
        flat.surface(word) if word.start == flat.start else flat.text[word.start - flat.start : word.end - flat.start]
        for word in words
    )
    return any(each in flat.pack.concepts.descriptive or each in flat.pack.ordinals for each in said)


def _continued(flat: Flat, words: Sequence[Word]) -> bool:
    """ "field of machine | learning": the noun phrase goes on."""
    return len(words) == 2 and words[1].start == words[0].end + 1 and words[1].tag in "WG"


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


def names(page: Page) -> Iterator[Candidate]:
    """Capitalised words that end in the word for an institution, with small words between ("CHIPS and Science Act")."""
    for _, sentence in page.sentences():
        flat = page.flat(sentence.start, sentence.end)
        for run in _capital_runs(flat, flat.words):
            span = (run[0].start, run[-1].end)
            edges = {flat.surface(run[0]), flat.surface(run[-1])}
            if len(run) > 1 and edges & page.pack.concepts.institutions:
                # A body is mostly there as somebody who acts; what people agree on is taught.
                weight = 0.5 if edges & page.pack.concepts.bodies else 1.2
                yield Candidate(key_of(page.view[slice(*span)], page.pack), span, "phrase", weight, "name")


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
