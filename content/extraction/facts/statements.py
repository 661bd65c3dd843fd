"""What the source has somebody say. The speaker stays with it, for an opinion must not be taught as a fact."""

import re
from collections.abc import Iterator

from content.extraction.facts.people import people
from content.extraction.lists.items import without_end
from content.extraction.outline import Block, Fact, Sentence, Span
from content.extraction.page import Page
from content.extraction.view import trimmed

_WORD = re.compile(r"[\w'’-]+")
_THAT = re.compile(r"\s*(?:,\s*)?(?:that\s+)?", re.IGNORECASE)
_MAX_SPEAKER_WORDS = 9
_MIN_SAID_WORDS = 4


def find(page: Page) -> Iterator[Fact]:
    names = {person.name: person.role for person in people(page)}
    speaker: Span | None = None
    for _, block in page.taught():
        for sentence in block.sentences:
            found = _attributed(page, block, sentence)
            if not found:
                continue
            who, said = found
            if _pronoun(page, who):
                # "He said": whoever spoke last; without one the sentence cannot be attributed.
                if speaker is None:
                    continue
                who = speaker
            speaker = who
            role = next((role for name, role in names.items() if who[0] <= name[0] and name[1] <= who[1]), None)
            yield Fact(
                "statement",
                *said,
                " ".join(page.quote(said).split()),
                (sentence.start, sentence.end),
                speaker=who,
                role=role,
                confidence=0.8,
                rule="verb of saying",
            )


def _attributed(page: Page, block: Block, sentence: Sentence) -> tuple[Span, Span] | None:
    according = page.pack.people.according.match(page.view, sentence.start, sentence.end)
    if according:
        comma = page.view.find(",", according.end(), sentence.end)
        if 0 < comma - according.end() < 90:
            return _checked(page, (according.end(), comma), (comma + 1, sentence.end))
        return None
    for match in _WORD.finditer(page.view, sentence.start, sentence.end):
        if match[0].lower() in page.pack.people.saying:
            found = _around(page, sentence, match)
            if found:
                return found
    return None


def _around(page: Page, sentence: Sentence, verb: re.Match[str]) -> tuple[Span, Span] | None:
    """ "X said that Y", or "Y, X said"."""
    comma = max(page.view.rfind(sign, sentence.start, verb.start()) for sign in ",”;:")
    start = comma + 1 if comma >= 0 else sentence.start
    who = _speaker(page, start, verb.start())
    if who is None:
        return None
    after = _THAT.match(page.view, verb.end(), sentence.end)
    begin = after.end() if after else verb.end()
    rest = page.view[begin : sentence.end]
    if len(rest.split()) >= _MIN_SAID_WORDS:
        return _checked(page, who, (begin, sentence.end))
    return _checked(page, who, (sentence.start, comma)) if comma > 0 else None


def _speaker(page: Page, start: int, end: int) -> Span | None:
    """The words before a verb of saying, if they can name who speaks: a name, an office, a pronoun."""
    left, right = trimmed(page.view, start, end)
    words = _WORD.findall(page.view[left:right])
    if not 1 <= len(words) <= _MAX_SPEAKER_WORDS:
        return None
    lower = [word.lower() for word in words]
    people_words = page.pack.people
    named = any(word[0].isupper() for word in (words if left != start else words[1:])) or len(words) == 1
    known = any(word in people_words.roles for word in lower) or lower[-1] in people_words.said_pronouns
    if lower[0] in page.pack.classes.prepositions or lower[0] in page.pack.classes.subordinators:
        return None
    return (left, right) if named or known else None


def _checked(page: Page, who: Span, said: Span) -> tuple[Span, Span] | None:
    who = trimmed(page.view, *who)
    left, right = trimmed(page.view, *said)
    left, right = without_end(page, left, right)
    if right - left < 12 or who[0] >= who[1]:
        return None
    return who, (left, right)


def _pronoun(page: Page, who: Span) -> bool:
    return page.view[who[0] : who[1]].lower() in page.pack.people.said_pronouns
