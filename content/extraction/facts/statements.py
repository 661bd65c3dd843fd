"""What the source has somebody say. The speaker stays with it, for an opinion must not be taught as a fact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.extraction.facts.people import Person
from content.extraction.header import dateline_end
from content.extraction.lists.items import without_end
from content.extraction.outline import Fact, Span
from content.extraction.page import Page
from content.extraction.view import trimmed
from content.extraction.words import tagged

_WORD = re.compile(r"[\w'’-]+")
_MAX_SPEAKER_WORDS = 9
_MIN_SAID_WORDS = 4
_NEAR = 4
_QUOTE_BEGINS = re.compile(r"\s*[,:]?\s*[“\"]")
# Five words at least, for a shorter quotation is a term within what is said.
_CLAUSE = re.compile(r"[“\"](?:[^\s“”\"]+\s+){4,}[^“”\"]*[,.!?][”\"]")


def find(page: Page, named: Sequence[Person]) -> Iterator[Fact]:
    known = _Known(page, named)
    speaker: Span | None = None
    for _, block in page.taught():
        for sentence in block.sentences:
            found = _attributed(page, _Clause(max(sentence.start, dateline_end(page, block)), sentence.end))
            if not found:
                continue
            who, said = found
            if _pronoun(page, who):
                # "He said": the person who spoke last; without one the sentence cannot be attributed.
                if speaker is None:
                    continue
                who = speaker
            elif known.person(who):
                speaker = who
            yield _fact(page, who, said, (sentence.start, sentence.end), known.role(who))


class _Known:
    """Who is named in the text, by last name, with their roles."""

    def __init__(self, page: Page, named: Sequence[Person]) -> None:
        self._page = page
        self._roles: dict[str, Span | None] = {}
        for person in named:
            last = page.view[slice(*person.name)].split()[-1]
            self._roles[last] = self._roles.get(last) or person.role

    def person(self, who: Span) -> bool:
        words = set(_WORD.findall(self._page.view[slice(*who)]))
        return bool(words & self._roles.keys() or {word.lower() for word in words} & self._page.pack.people.roles)

    def role(self, who: Span) -> Span | None:
        return self._roles.get(self._page.view[slice(*who)].split()[-1])


def _fact(page: Page, who: Span, said: Span, sentence: Span, role: Span | None) -> Fact:
    return Fact(
        "statement",
        *said,
        " ".join(page.quote(said).split()),
        sentence,
        speaker=who,
        role=role,
        confidence=0.8,
        rule="verb of saying",
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence without its dateline."""

    start: int
    end: int


def _attributed(page: Page, clause: _Clause) -> tuple[Span, Span] | None:
    according = page.pack.people.according.match(page.view, clause.start, clause.end)
    if according:
        comma = page.view.find(",", according.end(), clause.end)
        if 0 < comma - according.end() < 90:
            return _checked(page, (according.end(), comma), (comma + 1, clause.end))
        return None
    for match in _WORD.finditer(page.view, clause.start, clause.end):
        # With a capital it is a name ("the United States, …"), but at the head of a sentence.
        if match[0] in page.pack.people.saying:
            found = _around(page, clause, match)
            if found:
                return found
    return None


def _around(page: Page, clause: _Clause, verb: re.Match[str]) -> tuple[Span, Span] | None:
    """ "X said that Y", "Y, X said", or "Y, he said, goes on"."""
    if inverted := _inverted(page, clause, verb):
        return inverted
    comma = max(page.view.rfind(sign, clause.start, verb.start()) for sign in ",”;:")
    who = _speaker(page, comma + 1 if comma >= 0 else clause.start, verb.start())
    if who is None:
        return None
    rest = page.view[verb.end() : clause.end]
    if comma >= 0 and (rest.lstrip().startswith(",") or len(rest.split()) < _MIN_SAID_WORDS):
        said = (clause.start, clause.end if rest.lstrip().startswith(",") else comma)
        return _checked(page, who, said)
    begin = _words_said(page, verb, clause.end)
    return _checked(page, who, (begin, clause.end)) if begin is not None else None


def _inverted(page: Page, clause: _Clause, verb: re.Match[str]) -> tuple[Span, Span] | None:
    """“We will rebuild it,” said Mayor Ana Flores: a quotation ends right before the verb, the speaker follows."""
    before = page.view[clause.start : verb.start()].rstrip()
    if not before.endswith(("”", '"')) or not before.startswith(("“", '"')):
        return None
    stop = re.compile(r"[,;:.“”\"]|$").search(page.view, verb.end(), clause.end)
    who = _speaker(page, verb.end(), stop.start() if stop else clause.end)
    return _checked(page, who, (clause.start, clause.start + len(before))) if who else None


def _words_said(page: Page, verb: re.Match[str], end: int) -> int | None:
    """Where they begin: at once after some verbs, else only when "that" or a quote shows that words follow."""
    people_words = page.pack.people
    near = list(_WORD.finditer(page.view, verb.end(), min(end, verb.end() + 60)))[:_NEAR]
    if near and near[0][0].lower() in people_words.complement:
        return near[0].end()
    quoted = _QUOTE_BEGINS.match(page.view, verb.end(), end)
    if quoted:
        return quoted.end() - 1
    promised = any(word[0].lower() in people_words.complement for word in near)
    if promised or verb[0].lower() in people_words.telling:
        return verb.end()
    return None


def _speaker(page: Page, start: int, end: int) -> Span | None:
    """The words before a verb of saying, if they can name who speaks: a name, an office, a pronoun."""
    words = tagged(page.view, start, end, page.pack)
    while words and words[-1].tag in "RA":
        # "Mr Peacock also said", "The minister has said".
        words = words[:-1]
    if not 1 <= len(words) <= _MAX_SPEAKER_WORDS or any(word.tag in "SAMV" for word in words):
        return None
    left, right = words[0].start, words[-1].end
    lower = [page.view[word.start : word.end].lower() for word in words]
    if words[0].tag in "PO" or lower[-1] in page.pack.classes.pronouns:
        return (left, right) if lower[-1] in page.pack.people.said_pronouns else None
    named = any(page.view[word.start].isupper() for word in words[left == start :]) or len(words) == 1
    return (left, right) if named or set(lower) & page.pack.people.roles else None


def _checked(page: Page, who: Span, said: Span) -> tuple[Span, Span] | None:
    who = trimmed(page.view, *who)
    left, right = trimmed(page.view, *said)
    while left < right and page.view[left] in ",:; ":
        left += 1
    left, right = without_end(page, left, right)
    right = _quote_end(page, left, right)
    if page.view[left] in '“"' and not re.search(r"[”\"]", page.view[left + 1 : right]):
        # The closing quote went with the end of the sentence; the opening one says nothing alone.
        left += 1
    if right - left < 12 or who[0] >= who[1] or not _names(page, who):
        return None
    return who, (left, right)


def _names(page: Page, who: Span) -> bool:
    """ "According to this, …" names nobody."""
    return any(word.tag not in "DRP" for word in tagged(page.view, *who, page.pack))


def _quote_end(page: Page, left: int, right: int) -> int:
    """What follows a quoted clause, the narrator says (“…,” strongly underscoring …)."""
    closed = _CLAUSE.match(page.view, left, right)
    return closed.end() if closed else right


def _pronoun(page: Page, who: Span) -> bool:
    return page.view[who[0] : who[1]].lower() in page.pack.people.said_pronouns
