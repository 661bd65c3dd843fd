"""Sentences of one block. Rules only: they beat every packaged splitter on the articles this was tried on."""

import re
from collections.abc import Iterator

from content.extraction.outline import Sentence
from content.extraction.pack import Pack
from content.extraction.view import trimmed

# An end mark, what closes behind it (quotes, brackets, markup, "[12]"), and white space; or a full stop that lost its
# space ("tasks.Machine learning"), which needs a whole lower-case word before and a word after it.
_END = re.compile(
    r"""(?P<mark>[.!?…]+)(?P<close>["'”)\]*_]*(?:\ ?\[\d{1,3}(?:[,–-]\ ?\d{1,3})*\])*)(?=\s|$)(?P<gap>\s*)"""
    r"""|(?<=[^\W\d_A-Z]{3})\.(?=[^\W\d_a-z][^\W\d_A-Z]+\s)"""
)
_WORD_BEFORE = re.compile(r"""[^\s("'“\[]+$""")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-ZĐ]$")
_OPENER = re.compile(r"""["'“(\[¿¡*_]*""")
_BULLET = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,5})$")
# "iPhone", "eBay": a small letter that opens a sentence as a large one does.
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_FIRST_WORD = re.compile(r"\w+")


def sentences(view: str, start: int, end: int, pack: Pack) -> tuple[Sentence, ...]:
    """Sentences of view[start:end], trimmed, in order."""
    found = []
    begin = start
    for stop in _stops(view, start, end, pack):
        left, right = trimmed(view, begin, stop)
        if left < right:
            found.append(Sentence(left, right))
        begin = stop
    left, right = trimmed(view, begin, end)
    if left < right:
        found.append(Sentence(left, right))
    return tuple(found)


def _stops(view: str, start: int, end: int, pack: Pack) -> Iterator[int]:
    begin = start
    for match in _END.finditer(view, start, end):
        if match["mark"] is None:
            if view[match.end()].isupper():
                begin = match.end()
                yield begin
        elif match.end() < end and _ends(view, begin, match, end, pack):
            begin = match.start("gap")
            yield begin


def _ends(view: str, begin: int, match: re.Match[str], end: int, pack: Pack) -> bool:
    after = view[match.end() : min(end, match.end() + 40)]
    opener = _OPENER.match(after)
    following = after[opener.end() if opener else 0 :]
    if not following:
        return True
    if following[0].islower() and not _CAMEL.match(following):
        # “Why?” she asked: a lower-case letter goes on, whatever stands before it.
        return False
    if match["mark"] != ".":
        return True
    before = _WORD_BEFORE.search(view[max(begin, match.start() - 40) : match.start()])
    word = before[0] if before else ""
    return not _goes_on(word, following, view[begin : match.start()].strip(), match, pack)


def _goes_on(word: str, following: str, sofar: str, match: re.Match[str], pack: Pack) -> bool:
    words = pack.sentences
    plain = word.lower().strip(".")
    if match["close"]:
        return False
    if plain in words.end_before_capital:
        return _first_word(following) in words.continues
    if plain in words.never_end:
        return True
    if plain in words.before_number and following[0].isdigit():
        return True
    if _INITIAL.search(word):
        # "J. Brant" is a name; but no name begins like "plan B. There was none".
        return (not following[0].isdigit() or len(word) > 1) and _first_word(following) not in words.openers
    # "1. Foo" at the head of a sentence is a number, not a sentence.
    return bool(_BULLET.match(sofar))


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found[0].lower() if found else ""
