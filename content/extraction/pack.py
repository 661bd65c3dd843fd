"""Language packs: the words of the rules, as data. A new language is a new file in packs/."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.extraction.tables import (
    Announcing,
    Classes,
    ConceptWords,
    Dates,
    Defining,
    Example,
    Header,
    Ordering,
    People,
    Quantities,
    SentenceWords,
)

_FOLDER = Path(__file__).parent / "packs"
_FIRST = "en"
_MARKED_SHARE = 0.02
_SAMPLE = 20_000


def packs_in(folder: Path) -> tuple[str, ...]:
    """Languages by the names of their files; English first, for that is a text whose letters tell of no other."""
    return tuple(sorted((path.stem for path in folder.glob("*.toml")), key=lambda name: (name != _FIRST, name)))


PACKS = packs_in(_FOLDER)


class BadPack(Exception):
    """A pack that lacks a value, has one too many, or holds a pattern that does not compile."""


@dataclass(frozen=True, slots=True)
class Pack:
    language: str
    letters: frozenset[str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    classes: Classes
    ordering: Ordering
    announcing: Announcing
    dates: Dates
    people: People
    quantities: Quantities
    defining: Defining
    concepts: ConceptWords
    header: Header
    sentences: SentenceWords
    examples: tuple[Example, ...]


@cache
def load(language: str) -> Pack:
    return parse((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def detect(text: str) -> Pack:
    """The pack whose marked letters make up more than a fiftieth of the text's letters, else the first.

    Measured on 19 documents: English 0.000, Vietnamese 0.15 to 0.18.
    """
    letters = [char for char in text[:_SAMPLE].lower() if char.isalpha()]
    for language in PACKS:
        pack = load(language)
        if pack.letters and sum(char in pack.letters for char in letters) > _MARKED_SHARE * len(letters):
            return pack
    return load(PACKS[0])


def parse(source: str) -> Pack:
    # Late, for whoever only wants the types need not wait for the parser.
    import tomllib

    try:
        data = tomllib.loads(source)
        fill = _Filler(data["numbers"], data["ordinals"], data["dates"]["months"])
        return Pack(
            language=data["language"],
            letters=frozenset(data["letters"]),
            numbers=MappingProxyType(data["numbers"]),
            ordinals=MappingProxyType(data["ordinals"]),
            examples=tuple(Example(e["rule"], e["text"], tuple(e["found"])) for e in data["examples"]),
            **{name: fill.table(kind, data[name], name) for name, kind in _TABLES.items()},
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise BadPack(f"This language pack cannot be used: {error}") from error


_TABLES: Mapping[str, type] = {
    "classes": Classes,
    "ordering": Ordering,
    "announcing": Announcing,
    "dates": Dates,
    "people": People,
    "quantities": Quantities,
    "defining": Defining,
    "concepts": ConceptWords,
    "header": Header,
    "sentences": SentenceWords,
}


class _Filler:
    """Turns the values of one table into what its dataclass declares."""

    def __init__(self, numbers: Iterable[str], ordinals: Iterable[str], months: Iterable[str]) -> None:
        self._words = {
            "{number}": _alternatives(numbers),
            "{ordinal}": _alternatives(ordinals),
            "{month}": _alternatives(months),
        }

    def table(self, kind: type, data: Mapping[str, Any], name: str) -> Any:
        declared = {field.name: field.type for field in fields(kind)}
        if strange := set(data) ^ set(declared):
            raise BadPack(f"[{name}] in this language pack lacks or does not know: {', '.join(sorted(strange))}")
        return kind(**{key: self._value(str(declared[key]), value) for key, value in data.items()})

    def _value(self, declared: str, value: Any) -> Any:
        if declared in ("<class 'str'>", "<class 'int'>", "<class 'bool'>"):
            return value
        if declared == "frozenset[str]":
            return frozenset(value.split())
        if declared == "tuple[str, ...]":
            return tuple(value.split())
        if declared == "re.Pattern[str]":
            return self._pattern(value)
        if declared == "tuple[re.Pattern[str], ...]":
            return tuple(self._pattern(one) for one in value)
        if declared.startswith("tuple[tuple"):
            return tuple((old, new) for old, new in value)
        return MappingProxyType(dict(value))

    def _pattern(self, source: str) -> re.Pattern[str]:
        for name, words in self._words.items():
            source = source.replace(name, words)
        return re.compile(source, re.IGNORECASE)


def _alternatives(words: Iterable[str]) -> str:
    """Longest first, for a regular expression takes the first that fits."""
    spaced = (re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return f"(?:{'|'.join(spaced)})"
