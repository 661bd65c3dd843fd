"""Noun phrases of a clause, by the classes of its words: what a list can be called when nothing names it outright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.extraction.outline import Span
from content.extraction.page import Page
from content.extraction.words import Word

_QUOTED = "q"
_QUOTES = '"“” \t\n'
_LEADING = frozenset("DPCRB")
_TRAILING = frozenset("DPCTAMBSX")
_LONGEST_RELATIVE = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """`words` of one noun phrase in the flat sentence; `quote` tells that it is a quotation and nothing more.

    `opening` tells that it stands in a phrase before the clause ("By the end of this section, …").
    """

    words: tuple[Word, ...]
    quote: bool = False
    opening: bool = False


def phrases(page: Page, span: Span) -> list[Phrase]:
    """Those of view[span], in order."""
    flat = page.flat(*span)
    # A short phrase before a comma leads to the clause, be it "in", "depending on" or "before we met".
    opens = bool(flat.words) and flat.words[0].tag in "PGS"
    comma = flat.start + flat.text.find(", ") if opens else -1
    found = []
    for words in _runs(page, flat.words):
        if words:
            quote = all(set(flat.surface(word)) == {_QUOTED} for word in words)
            found.append(Phrase(tuple(words), quote, words[0].start < comma))
    return found


def _runs(page: Page, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that stand together, parted by verbs, pronouns, subordinators and signs."""
    gaps = [bool(page.view[a.end : b.start].strip(_QUOTES)) for a, b in pairwise(words)]
    cuts = [0, *(i for i, gap in enumerate(gaps, start=1) if gap), len(words)]
    for left, right in pairwise(cuts):
        yield from _runs_of_clause(words[left:right], bool(page.pack.classes.verb_endings))


def _runs_of_clause(words: Sequence[Word], inflected: bool) -> Iterator[list[Word]]:
    """`inflected` says that verbs have forms, so that a word that looks like one may still be a noun."""
    begin, finite = 0, False
    for i, word in enumerate(words):
        finite = finite and word.tag not in "SB"
        verb = word.tag in "AM" or (word.tag == "V" and not (inflected and _nominal(words, i, finite)))
        if verb or not _belongs(words, i):
            yield with_relative(_without_predicate(words, begin, i), words, i)
            begin = i + 1
        finite = finite or verb
    yield trimmed(_without_predicate(words, begin, len(words)))


def _belongs(words: Sequence[Word], i: int) -> bool:
    tag, before = words[i].tag, words[i - 1].tag if i else ""
    after = words[i + 1].tag if i + 1 < len(words) else ""
    if tag == "G":
        # "Promoting peace" is what somebody does, "a changing world" a thing.
        return before in ("D", "X", "W") and after in ("W", "G")
    if tag == "R":
        return after in ("W", "V") and before in ("D", "X", "P", "C")
    if tag == "W" and after == "D":
        # No noun stands right before an article, so even an unknown word is a verb here.
        return before in ("D", "X", "P")
    return tag in "WXNDVCP"


def _nominal(words: Sequence[Word], i: int, finite: bool) -> bool:
    """Whether a form that verbs have is a noun or an adjective here ("key task groups", "increased support")."""
    before = words[i - 1].tag if i else ""
    after = words[i + 1].tag if i + 1 < len(words) else ""
    # "The parts of a mill are …": the verb of the clause is still to come.
    later = next((word.tag for word in words[i + 1 :] if word.tag in "AMSOB"), "")
    phrasal = before in ("W", "D", "X", "P", "N", "C") and after not in ("D", "O", "X", "T", "N", "R")
    return phrasal and (finite or later in ("A", "M"))


def _without_predicate(words: Sequence[Word], begin: int, end: int) -> Sequence[Word]:
    """ "(is) proud of the progress": what is said with "be" and a preposition is no noun."""
    predicate = begin > 0 and words[begin - 1].tag in "AR" and end - begin > 2
    if predicate and words[begin].tag in "WV" and words[begin + 1].tag == "P":
        return words[begin + 2 : end]
    return words[begin:end]


def with_relative(run: Sequence[Word], words: Sequence[Word], i: int) -> list[Word]:
    """The run trimmed, with "(tools) we use", "(things) you will need" when the clause ends with it."""
    rest = words[i:] if i and words[i - 1].tag == "W" else ()
    tags = "".join(word.tag for word in rest)
    fits = 2 <= len(tags) <= _LONGEST_RELATIVE and tags[0] == "O" and tags[-1] in "VA"
    return [*trimmed(run), *(rest if fits and set(tags[1:]) <= set("MATRV") else ())]


def trimmed(words: Sequence[Word]) -> list[Word]:
    """Without articles, prepositions and conjunctions at the edges."""
    left, right = 0, len(words)
    while left < right and words[left].tag in _LEADING:
        left += 1
    while right > left and words[right - 1].tag in _TRAILING:
        right -= 1
    return list(words[left:right]) if any(word.tag in "WXV" for word in words[left:right]) else []


def cut(page: Page, words: Sequence[Word]) -> list[Word]:
    """The beginning of a phrase, ended where a preposition or conjunction goes on, short enough for a name."""
    longest = page.pack.announcing.longest_name
    sizes = [len(page.view[words[0].start : word.end].split()) for word in words]
    fitting = sum(size <= longest for size in sizes)
    if fitting == len(words):
        return list(words)
    joints = [i for i, word in enumerate(words[: fitting + 1]) if i and word.tag in "PCSTG"]
    # The head of a phrase without any preposition is its last word.
    return (trimmed(words[: joints[-1]]) if joints else []) or trimmed(words[-longest:])


def without_clause(words: Sequence[Word]) -> list[Word]:
    """A phrase up to where a verb of its own, or one joined to the verb before ("… and provide"), begins."""
    if not words or words[0].tag in "AMSOB":
        return []
    for i, (before, word) in enumerate(pairwise(words), start=1):
        after = words[i + 1].tag if i + 1 < len(words) else ""
        joined = before.tag == "C" and word.tag == "V" and after in ("W", "D", "O", "X", "P", "S")
        acting = before.tag in "WN" and word.tag == "V" and after in ("D", "O")
        if word.tag in "AMSB" or (word.tag == "O" and before.tag != "P") or joined or acting:
            return with_relative(words[:i], words, i)
    return trimmed(words)
