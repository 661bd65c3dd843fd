"""How a language asks: stem templates and the words that the checks look for, from stems/<language>.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

FOLDER = Path(__file__).parent / "stems"


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One language's file. `stems` are templates by name, `words` sets of words (or openings) by name, `verbs` the
    bases of irregular pasts. `verb_first`: a question begins with its verb ("did she found it")."""

    language: str
    stemmer: str
    blank: str
    stems: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    months: Mapping[str, int]
    verbs: Mapping[str, str]
    syllables: float = 1.0
    decimal: str = "."
    day_first: bool = False
    verb_first: bool = False

    def say(self, stem: str, /, **parts: object) -> str:
        return self.stems[stem].format(**parts)

    def text_in(self, said: str) -> str:
        """The words of a source in a stem that `say` made, "" where its template has no room for any."""
        parts = self.parts_in(said)
        return " ".join(parts[name] for name in ("text", "rest") if name in parts)

    def parts_in(self, said: str) -> dict[str, str]:
        """What `say` was told when it made a stem, by name."""
        return next((found.groupdict() for pattern in _patterns(self) if (found := pattern.fullmatch(said))), {})

    def is_in(self, name: str, word: str) -> bool:
        return word.casefold() in self.words[name]

    def limit(self, count: int) -> int:
        """So many words, in a language that writes its words in several parts."""
        return round(count * self.syllables)

    @property
    def has_plurals(self) -> bool:
        return bool(self.words["plural_endings"])

    def count(self, number: int) -> str:
        """A number as it stands in a sentence: in words up to twelve."""
        return next((word for word, value in self.numbers.items() if value == number), str(number))


@cache
def _patterns(words: Wording) -> list[re.Pattern[str]]:
    """The template with most words of its own first: it is the one that was meant."""
    return [_pattern(template) for template in sorted(words.stems.values(), key=_own_words, reverse=True)]


def _pattern(template: str) -> re.Pattern[str]:
    """What `say` makes of a template; {text} and {rest} take all they can."""
    pattern, seen = "", set()
    for literal, field, _, _ in Formatter().parse(template):
        pattern += re.escape(literal)
        if field:
            pattern += (
                f"(?P={field})"
                if field in seen
                else f"(?P<{field}>.+{'' if field in ('text', 'rest', 'item') else '?'})"
            )
            seen.add(field)
    return re.compile(pattern)


def _own_words(template: str) -> int:
    return sum(len(literal) for literal, *_ in Formatter().parse(template))


def wording(language: str) -> Wording | None:
    """The wording of a language ("en", "en-GB"), None where nobody has written one."""
    base = language.partition("-")[0].casefold()
    return _read(base) if base.isalpha() else None


@cache
def _read(language: str) -> Wording | None:
    path = FOLDER / f"{language}.toml"
    if not path.is_file():
        return None
    data = tomllib.loads(path.read_text("utf-8"))
    words = {
        name: frozenset(value.split() if isinstance(value, str) else value) for name, value in data["words"].items()
    }
    scalars = {
        name: data[name] for name in ("language", "stemmer", "blank", "syllables", "decimal", "day_first", "verb_first")
    }
    tables = {name: data[name] for name in ("stems", "numbers", "months", "verbs")}
    return Wording(**scalars, words=words, **tables)
