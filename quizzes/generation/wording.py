"""How a language asks: stem templates and the words that the checks look for, from stems/<language>.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "stems"


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's file. `stems` are templates by name, `words` sets of words (or openings) by name."""

    language: str
    stemmer: str
    blank: str
    stems: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    months: Mapping[str, int]

    def say(self, stem: str, /, **parts: object) -> str:
        return self.stems[stem].format(**parts)

    def is_in(self, name: str, word: str) -> bool:
        return word.casefold() in self.words[name]

    def count(self, number: int) -> str:
        """A number as it stands in a sentence: in words up to twelve."""
        return next((word for word, value in self.numbers.items() if value == number), str(number))


@cache
def wording(language: str) -> Wording | None:
    """The wording of a language ("en", "en-GB"), None where nobody has written one."""
    path = FOLDER / f"{language.partition('-')[0].casefold()}.toml"
    if not language.replace("-", "").isalpha() or not path.is_file():
        return None
    data = tomllib.loads(path.read_text("utf-8"))
    words = {
        name: frozenset(value.split() if isinstance(value, str) else value) for name, value in data["words"].items()
    }
    return Wording(
        data["language"], data["stemmer"], data["blank"], data["stems"], words, data["numbers"], data["months"]
    )
