"""Numbers with what they count."""

import re
from collections.abc import Iterator

from content.extraction.concepts.keys import stem
from content.extraction.dates import find_dates
from content.extraction.outline import Fact, Sentence, Span
from content.extraction.page import Page
from content.extraction.view import trimmed
from content.extraction.words import Word, tagged

_MONEY = "$€£¥"
_MAX_UNIT_WORDS = 8
# Eight words take no more characters.
_FAR = 160
_GROUPED = {sign: re.compile(rf"\d{{1,3}}(?:[{sign}]\d{{3}})+(?:[.,]\d+)?") for sign in ",."}
_BRACKET = re.compile(r"\[\d{1,3}\]|\([^)]*\b(?:1[5-9]|20)\d\d[a-z]?\)")


def find(page: Page) -> Iterator[Fact]:
    for _, sentence in page.sentences():
        taken = [(d.start, d.end) for d in find_dates(page.view, sentence.start, sentence.end, page.pack)]
        # Years and numbers of cited works count nothing.
        taken += [m.span() for m in _BRACKET.finditer(page.view, sentence.start, sentence.end)]
        taken += [m.span() for m in page.pack.quantities.apart.finditer(page.view, sentence.start, sentence.end)]
        for match in page.pack.quantities.numbers.finditer(page.view, sentence.start, sentence.end):
            if all(match.end() <= left or right <= match.start() for left, right in taken):
                fact = _fact(page, match, sentence)
                if fact:
                    yield fact


def _fact(page: Page, match: re.Match[str], sentence: Sentence) -> Fact | None:
    value = _value(page, match)
    unit = _unit(page, match.end(), sentence.end)
    money = match[0][0] in _MONEY
    # "One" is mostly a pronoun, and a bare number counts nothing that could be asked.
    if value is None or (unit is None and not money):
        return None
    return Fact(
        "quantity",
        match.start(),
        match.end(),
        value,
        (sentence.start, sentence.end),
        unit=unit,
        confidence=0.9 if match["value"][0].isdigit() else 0.7,
        rule="money" if money else "number and unit",
    )


def _value(page: Page, match: re.Match[str]) -> str | None:
    words = page.pack.quantities
    raw, scale = match["value"].lower(), match["scale"]
    if raw[0].isdigit():
        number = float(_decimal(raw, words.decimal))
    else:
        number = page.pack.numbers[" ".join(raw.split())]
        if number < 2:
            return None
    number *= words.scales[scale.lower()] if scale else 1
    return str(int(number)) if number == int(number) else f"{number:.10g}"


def _decimal(raw: str, sign: str) -> str:
    """A sign that parts no three digits is a decimal sign, whatever the language writes otherwise ("1.2M ảnh")."""
    grouping = "," if sign == "." else "."
    if _GROUPED[grouping].fullmatch(raw):
        raw = raw.replace(grouping, "")
    return raw.replace(",", ".")


def _unit(page: Page, start: int, end: int) -> Span | None:
    """The words right behind a number, to the end of the noun phrase; a percentage is of something."""
    percent = page.pack.quantities.percent.match(page.view, start, end)
    search_from = percent.end() if percent else start
    if percent and not page.pack.quantities.share.match(page.view, percent.end(), end):
        # "20 percent the reciprocal tariffs": only "of" says what it is a part of.
        return trimmed(page.view, *percent.span())
    end = min(end, start + _FAR)
    stop = page.pack.quantities.unit_stops.search(page.view, search_from, end)
    left, right = trimmed(page.view, start, stop.start() if stop else end)
    words = list(re.finditer(r"\S+", page.view[left:right]))
    if not words or (left == start and not percent):
        return None
    if len(words) > _MAX_UNIT_WORDS:
        right = left + words[_MAX_UNIT_WORDS - 1].end()
    if percent:
        part = _noun_phrase(page, *trimmed(page.view, search_from, right), shared=True)
        return (left, part[1]) if part else trimmed(page.view, *percent.span())
    return _noun_phrase(page, left, right)


def _is_verb(page: Page, before: Word, word: Word) -> bool:
    """ "fields | arises", but "task groups": what stands behind a plural ends the noun phrase."""
    surface = page.view[before.start : before.end].lower()
    plural = stem(surface, page.pack.language) != surface
    form = stem(page.view[word.start : word.end].lower(), page.pack.language)
    return word.tag in "AM" or (word.tag == "V" and (plural or form not in page.pack.concepts.nominal))


def _noun_phrase(page: Page, left: int, right: int, shared: bool = False) -> Span | None:
    """Up to the verb of the sentence; what begins with a small word or breaks off at a hyphen counts nothing."""
    words = tagged(page.view, left, right, page.pack)
    verb = next((i for i in range(1, len(words)) if _is_verb(page, words[i - 1], words[i])), len(words))
    told = len(words) > 1 and words[0].tag == "V" and words[1].tag in "DN"
    if not words or told or (words[0].tag in "PCSAM" and not shared):
        return None
    end = words[verb - 1].end
    return None if page.view[end : end + 1] == "-" else (left, right if verb == len(words) else end)
