"""Short ways to an outline and to the words that its spans quote."""

from pathlib import Path

from content.extraction import extract
from content.extraction.outline import EnumList, Outline, Span
from content.reading import read
from content.reading.source import SourceText

REPOSITORY = Path(__file__).parents[3]
SEEDS = REPOSITORY / "seeds"
EVALUATION = REPOSITORY.parent / "shared" / "evaluation"


class Found:
    """An outline with its text at hand."""

    def __init__(self, text: str, name: str = "text.txt", language: str | None = None) -> None:
        self.source: SourceText = read(name, text.encode())
        self.outline: Outline = extract(self.source, language)

    def quote(self, span: Span | None) -> str | None:
        return self.source.text[span[0] : span[1]] if span else None

    def blocks(self, kind: str) -> list[str]:
        return [self.source.text[b.start : b.end] for b in self.outline.blocks if b.kind == kind]

    def items(self, one: EnumList) -> list[str]:
        return [self.source.text[item.start : item.end] for item in one.items]

    @property
    def lists(self) -> list[list[str]]:
        return [self.items(one) for one in self.outline.lists]

    @property
    def terms(self) -> list[str]:
        return [concept.term for concept in self.outline.concepts]

    def facts(self, kind: str) -> list[str]:
        return [self.source.text[f.start : f.end] for f in self.outline.facts if f.kind == kind]

    def list_of(self, first: str) -> EnumList:
        """The list whose first item begins with these words."""
        return next(one for one in self.outline.lists if self.items(one)[0].startswith(first))


def seed(name: str) -> Found:
    return Found((SEEDS / name).read_text(encoding="utf-8"))


A = "000_2f75b9c4885ca12d.txt"
B = "001_00377d88efc3cd31.txt"


def only(text: str, **more) -> Found:
    """A text that holds one list."""
    found = Found(text, **more)
    assert len(found.lists) == 1, found.lists
    return found
