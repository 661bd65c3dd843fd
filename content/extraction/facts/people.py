"""People with a role or title. A run of capitals alone is no person: of those only a quarter were (measured on GUM)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.extraction.concepts.keys import stem
from content.extraction.outline import Fact, Sentence, Span
from content.extraction.page import Page

_CAPITALS = re.compile(r"[^\W\d_a-z][\w'.&-]*(?:\s+[^\W\d_a-z][\w'.&-]*)*")
_WORD = re.compile(r"[\w&-]+(?:'[\w]+)?\.?")
_TOKEN = re.compile(r"[\w'-]+|[^\w\s]")
_MAX_NAME_WORDS = 4
_LONGEST_SHORT_FORM = 2
# An office is named in fewer characters.
_FAR = 60


@dataclass(frozen=True, slots=True)
class Person:
    name: Span
    role: Span | None
    sentence: Sentence


def find(page: Page, named: Sequence[Person]) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    for person in named:
        name = " ".join(page.quote(person.name).split())
        role = page.quote(person.role).lower() if person.role else ""
        # The first mention with this role is the evidence.
        if not role or (name.lower(), role) in seen:
            continue
        seen.add((name.lower(), role))
        span = (person.sentence.start, person.sentence.end)
        yield Fact("person", *person.name, name, span, role=person.role, confidence=0.9, rule="role before name")


def people(page: Page) -> Iterator[Person]:
    for _, sentence in page.sentences():
        for run in _CAPITALS.finditer(page.view, sentence.start, sentence.end):
            person = _in_run(page, run.span(), sentence)
            if person:
                yield person


def _in_run(page: Page, run: Span, sentence: Sentence) -> Person | None:
    """ "Party General Secretary To Lam": the name is what follows the last word of an office or a title."""
    words = [(m.start(), m.end(), m[0].lower().rstrip(".")) for m in _WORD.finditer(page.view, *run)]
    while words and words[0][2] in page.pack.classes.subordinators | page.pack.classes.prepositions:
        # "Unless Mr Keating": the capital is the sentence's.
        words = words[1:]
    if not words:
        return None
    roles = [i for i, word in enumerate(words) if word[2] in page.pack.people.roles | page.pack.people.titles]
    name = words[roles[-1] + 1 :] if roles else words
    # A possessive ends the name ("Ho Chi Minh's thought").
    for i, (_, end, word) in enumerate(name):
        if "'" in word and word.rsplit("'", 1)[1] == "s":
            name = name[: i + 1]
            name[i] = (name[i][0], end - 2, word[:-2])
            break
    if not 1 <= len(name) <= _MAX_NAME_WORDS or _is_common(page, name):
        return None
    if len(name[-1][2]) > _LONGEST_SHORT_FORM:
        # The full stop of the sentence; that of "Jr." is the name's own.
        name[-1] = (name[-1][0], name[-1][0] + len(name[-1][2]), name[-1][2])
    before = _role_before(page, words[0][0], sentence)
    if not roles and before is None:
        return None
    start = before if before is not None else words[0][0]
    end = words[roles[-1]][1] if roles else name[0][0]
    role = _role(page, start, end, [word for _, _, word in words[: roles[-1] + 1]] if roles else [])
    return Person((name[0][0], name[-1][1]), role, sentence)


def _is_common(page: Page, name: list[tuple[int, int, str]]) -> bool:
    """ "Member States": a word that everybody uses is no name by itself."""
    words = page.pack.concepts
    return len(name) == 1 and bool({name[0][2], stem(name[0][2], page.pack.language)} & (words.generic | words.places))


def _role(page: Page, start: int, end: int, words: list[str]) -> Span | None:
    """Titles as "Mr" are no role."""
    while end > start and page.view[end - 1] in " ,.":
        end -= 1
    if words and all(word in page.pack.people.titles for word in words) and start == end - len(" ".join(words)):
        return None
    return (start, end) if start < end else None


def _role_before(page: Page, at: int, sentence: Sentence) -> int | None:
    """Lower-case words of an office before a capital one ("Politburo member and Foreign Minister")."""
    start: int | None = None
    for match in reversed(list(_TOKEN.finditer(page.view, max(sentence.start, at - _FAR), at))):
        word = match[0].lower()
        if word in page.pack.people.roles:
            start = match.start()
        elif word in page.pack.classes.determiners:
            break
        elif start is not None and match[0][0].isupper():
            return match.start()
        elif word not in page.pack.people.role_links or (start is None and word != "and"):
            break
    return start
