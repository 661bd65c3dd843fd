"""What the later stages share: one document as blocks, with the lists that its layout shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from content.extraction.flat import Flat, flatten
from content.extraction.outline import TAUGHT_BLOCKS, Block, Sentence, Span
from content.extraction.pack import Pack

_LONGEST_SENTENCE = 5_000


@dataclass(frozen=True, slots=True)
class Member:
    """An item that a marker shows: its block, where its words begin, and where what belongs to it ends."""

    block: int
    start: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Group:
    """A list by layout. `family` is "bullet", "number" or "step"; its members may be items or headings."""

    members: tuple[Member, ...]
    ordered: bool
    family: str
    level: int = 1
    headings: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """`text` is canonical, `view` the same for matching; `title` is the index of the title's block."""

    text: str
    view: str
    pack: Pack
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    title: int | None = None
    _flats: dict[Span, Flat] = field(default_factory=dict, repr=False)

    def flat(self, start: int, end: int) -> Flat:
        """Several stages read the same sentences; each is flattened and its words are tagged once."""
        found = self._flats.get((start, end))
        if found is None:
            found = self._flats[start, end] = flatten(self.view, start, end, self.pack)
        return found

    def taught(self) -> Iterator[tuple[int, Block]]:
        return ((i, block) for i, block in enumerate(self.blocks) if block.kind in TAUGHT_BLOCKS)

    def sentences(self) -> Iterator[tuple[Block, Sentence]]:
        """Sentences to be read. A longer run without an end mark is data, not prose, and would be slow to read."""
        for _, block in self.taught():
            for sentence in block.sentences:
                if sentence.end - sentence.start <= _LONGEST_SENTENCE:
                    yield block, sentence

    def words(self, span: Span) -> str:
        """The quoted words in one line: a span may reach over a broken line."""
        return " ".join(self.quote(span).split())

    def quote(self, span: Span) -> str:
        return self.text[span[0] : span[1]]
