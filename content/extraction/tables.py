"""The tables of a language pack, one dataclass each; packs/en.toml says what each value is for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what one rule must find in it; the tests run them all."""

    rule: str
    text: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classes:
    determiners: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    infinitive: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    conjunctions: frozenset[str]
    adversatives: frozenset[str]
    subordinators: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    adverb_exceptions: frozenset[str]
    gerund_endings: tuple[str, ...]
    gerund_exceptions: frozenset[str]
    binding: frozenset[str]
    name_links: frozenset[str]
    clitics: tuple[str, ...]
    verbs: frozenset[str]
    irregular: frozenset[str]
    verb_endings: tuple[tuple[str, str], ...]
    plural_endings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    openers: tuple[re.Pattern[str], ...]
    counted: tuple[re.Pattern[str], ...]
    steps: re.Pattern[str]
    sections: re.Pattern[str]
    sequence_nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Announcing:
    leads: tuple[re.Pattern[str], ...]
    takers: re.Pattern[str]
    promises: tuple[re.Pattern[str], ...]
    introduces: re.Pattern[str]
    stops: re.Pattern[str]
    fillers: re.Pattern[str]
    trailing: re.Pattern[str]
    lesson_heads: frozenset[str]
    etcetera: re.Pattern[str]
    bare_triples: bool
    pointers: re.Pattern[str]
    longest_name: int
    bare_name: int


@dataclass(frozen=True, slots=True)
class Dates:
    months: Mapping[str, int]
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class People:
    roles: frozenset[str]
    role_links: frozenset[str]
    titles: frozenset[str]
    surnames: frozenset[str]
    saying: frozenset[str]
    telling: frozenset[str]
    complement: frozenset[str]
    according: re.Pattern[str]
    said_pronouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quantities:
    numbers: re.Pattern[str]
    scales: Mapping[str, int]
    decimal: str
    percent: re.Pattern[str]
    share: re.Pattern[str]
    apart: re.Pattern[str]
    approximations: frozenset[str]
    unit_stops: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Defining:
    patterns: tuple[re.Pattern[str], ...]
    copulas: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ConceptWords:
    generic: frozenset[str]
    nominal: frozenset[str]
    descriptive: frozenset[str]
    telling: frozenset[str]
    foreign: str
    definite: frozenset[str]
    longest: int
    syllables: int
    small_words: frozenset[str]
    institutions: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    stock_headings: frozenset[str]
    adjective_endings: tuple[str, ...]
    adjective_exceptions: frozenset[str]
    acronym: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Header:
    bylines: tuple[re.Pattern[str], ...]
    by: re.Pattern[str]
    source: re.Pattern[str]
    dateline: re.Pattern[str]
    questions: re.Pattern[str]
    captions: tuple[re.Pattern[str], ...]
    boilerplate: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    never_end: frozenset[str]
    before_number: frozenset[str]
    end_before_capital: frozenset[str]
    continues: frozenset[str]
    openers: frozenset[str]
