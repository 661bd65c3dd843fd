"""Words of a clause with their class, one letter each. Classes come from the pack's lists and endings, no model.

C conjunction, T infinitive mark, M modal, A auxiliary, D determiner, O pronoun, S subordinator, P preposition,
R adverb, N number, V verb form, G gerund, X possessive, B adversative, W any other word (noun, adjective, name).
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from content.extraction.pack import Pack
from content.extraction.tables import Classes

WORD = re.compile(r"[$€£]?\w+(?:[-'./&‑]\w+)*(?:%|\+)?(?:'(?=\s))?|&")


class Word(NamedTuple):
    """A tuple, for a book has hundreds of thousands of them."""

    start: int
    end: int
    tag: str


def tagged(view: str, start: int, end: int, pack: Pack, shift: int = 0) -> list[Word]:
    """The words of view[start:end]; `shift` is added to their places."""
    tagger = _tagger(pack.language)
    found: list[Word] = []
    before = ""
    for match in WORD.finditer(view, start, end):
        word = match[0]
        tag = tagger.tag(word)
        # What stands before a word tells verbs from nouns ("the work", "of change"); a capital inside marks a name,
        # unless a clause begins there, behind a colon.
        if before and (
            (tag == "V" and before in "DXPN")
            or (tag in "VMNAS" and word[0].isupper() and view[match.start() - 2] != ":")
        ):
            tag = "W"
        found.append(Word(match.start() + shift, match.end() + shift, tag))
        before = tag
    return found


class Tagger:
    def __init__(self, pack: Pack) -> None:
        self._classes = pack.classes
        self._known = _known(pack)

    def tag(self, word: str) -> str:
        lower = word.lower()
        known = self._known.get(lower)
        if known is None:
            known = self._known[lower] = self._by_form(lower)
        return known

    def _by_form(self, word: str) -> str:
        classes = self._classes
        if word[0].isdigit() or word[0] in "$€£":
            return "N"
        if classes.clitics and word.endswith(classes.clitics) and len(word) > 2:
            return "X"
        if classes.gerund_endings and word.endswith(classes.gerund_endings) and len(word) > 4:
            return "W" if word in classes.gerund_exceptions else "G"
        if classes.adverb_endings and word.endswith(classes.adverb_endings) and len(word) > 4:
            return "W" if word in classes.adverb_exceptions else "R"
        return "W"


@cache
def _tagger(language: str) -> Tagger:
    from content.extraction.pack import load

    return Tagger(load(language))


@cache
def joiner(language: str) -> re.Pattern[str] | None:
    """A pattern for the known words of a language that have spaces inside, longest first."""
    from content.extraction.pack import load

    return _compounds(_known(load(language)))


@cache
def people_joiner(language: str) -> re.Pattern[str] | None:
    """The same for offices, titles and verbs of saying."""
    from content.extraction.pack import load

    people = load(language).people
    return _compounds([*people.roles, *people.titles, *people.saying, *people.said_pronouns])


def _compounds(words: Iterable[str]) -> re.Pattern[str] | None:
    # By letters within a length: sets have no order of their own.
    compounds = sorted((word for word in words if "_" in word), key=lambda word: (-len(word), word))
    if not compounds:
        return None
    return re.compile(rf"\b(?:{'|'.join(re.escape(word).replace('_', ' ') for word in compounds)})\b", re.IGNORECASE)


def _known(pack: Pack) -> dict[str, str]:
    """Later entries give way to earlier ones: a word that is both preposition and verb is a preposition."""
    classes = pack.classes
    ranked = (
        ("C", classes.conjunctions),
        ("T", classes.infinitive),
        ("M", classes.modals),
        ("A", classes.auxiliaries),
        ("S", classes.subordinators),
        ("D", classes.determiners),
        ("O", classes.pronouns),
        ("P", classes.prepositions),
        ("B", classes.adversatives),
        ("R", classes.adverbs),
        ("N", pack.numbers),
        ("V", classes.irregular),
        ("V", _verb_forms(classes)),
    )
    known: dict[str, str] = {}
    for tag, words in ranked:
        for word in words:
            known.setdefault(word, tag)
    return known


def _verb_forms(classes: Classes) -> set[str]:
    forms = set(classes.verbs)
    for verb in classes.verbs:
        for old, new in classes.verb_endings:
            if verb.endswith(old):
                forms.add(verb[: len(verb) - len(old)] + new)
    return forms
