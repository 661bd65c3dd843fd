"""People in a language whose names begin with a surname out of few, as Vietnamese ones do: the office stands before."""

import re
from collections.abc import Iterator

from content.extraction.facts.people import Person
from content.extraction.outline import Sentence, Span
from content.extraction.page import Page
from content.extraction.words import tagged

_WORD = re.compile(r"\w+")
_MAX_NAME_WORDS = 5
# An office with the body it belongs to is named in fewer characters.
_FAR = 60
_BREAKS = re.compile(r"[,;:.()“”\"]")


def people_by_surname(page: Page) -> Iterator[Person]:
    view = page.view
    for _, sentence in page.sentences():
        words = [match.span() for match in _WORD.finditer(view, sentence.start, sentence.end)]
        taken = -1
        for i, (start, _) in enumerate(words):
            if start >= taken and (end := _name_end(page, view, words, i)):
                role = _role(page, view, sentence, start)
                taken = end
                if role or _titled(page, view, words, i):
                    yield Person((start, end), role, sentence)


def _name_end(page: Page, view: str, words: list[Span], i: int) -> int:
    """Where the capitalised words end that begin with a surname; 0 when there are none or only one."""
    if not view[words[i][0]].isupper() or view[slice(*words[i])].lower() not in page.pack.people.surnames:
        return 0
    last = i
    while (
        last + 1 < min(len(words), i + _MAX_NAME_WORDS)
        and words[last + 1][0] == words[last][1] + 1
        and view[words[last + 1][0]].isupper()
    ):
        last += 1
    return words[last][1] if last > i else 0


def _role(page: Page, view: str, sentence: Sentence, name: int) -> Span | None:
    """From the word of an office to the name, if no comma parts them."""
    before = max(sentence.start, name - _FAR)
    breaks = [match.end() for match in _BREAKS.finditer(view, before, name)]
    if breaks:
        before = breaks[-1]
    for match in _WORD.finditer(view, before, name):
        if match[0].lower() in page.pack.people.roles:
            between = tagged(view, match.end(), name, page.pack)
            # "The chairman of the council visited Hà Nội": a verb parts the office from what follows.
            return None if any(word.tag in "VAMPS" for word in between) else (match.start(), name - 1)
    return None


def _titled(page: Page, view: str, words: list[Span], i: int) -> bool:
    return i > 0 and view[slice(*words[i - 1])].lower() in page.pack.people.titles
