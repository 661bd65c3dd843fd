"""What a piece is by its looks: words, length, end marks, neighbours."""

import re
from collections.abc import Sequence

from content.extraction.outline import BlockKind
from content.extraction.pack import Pack
from content.extraction.pieces import Piece

_MAX_HEADING_WORDS = 14
_MAX_HEADING_CHARS = 110
_MAX_DATE_CHARS = 40
_MAX_JUNK_CHARS = 80
_ENDS = frozenset('.,;:!…”"')
_WORD = re.compile(r"[^\W_]+")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\b")


class Looks:
    def __init__(self, view: str, pack: Pack) -> None:
        self.view = view
        self.pack = pack

    def words(self, piece: Piece) -> str:
        return self.view[piece.text : piece.end]

    def kind_alone(self, piece: Piece) -> BlockKind | None:
        """Captions and boilerplate, which need no neighbours to be known."""
        if piece.kind not in ("text", "item", "heading"):
            return None
        words = self.words(piece)
        if any(pattern.fullmatch(words) for pattern in self.pack.header.captions):
            return "caption"
        if piece.kind == "heading":
            return None
        if any(pattern.fullmatch(words) for pattern in self.pack.header.boilerplate) or self._junk(words):
            return "boilerplate"
        if piece.kind == "text" and self._clock_or_date(words):
            return "byline"
        return None

    def titular(self, piece: Piece) -> bool:
        """Short, and nothing ends it: it could head something."""
        words = self.words(piece)
        count = len(words.split())
        if not 0 < count <= _MAX_HEADING_WORDS or len(words) > _MAX_HEADING_CHARS or "\n" in words:
            return False
        head = words.lstrip("'\"“")[:1]
        return (head.isupper() or head.isdigit()) and words[-1] not in _ENDS and not self._clock_or_date(words)

    def is_heading(self, found: Sequence[Piece], kinds: Sequence[BlockKind], i: int) -> bool:
        """A titular line above something longer: a paragraph, a list, or one more heading above such."""
        piece = found[i]
        if piece.kind != "text" or not self.titular(piece):
            return False
        # A yes-or-no question is talk; what, how and why may head an answer.
        if self.words(piece).endswith("?") and not self.pack.header.questions.match(self.words(piece)):
            return False
        below = next((k for k in range(i + 1, len(found)) if kinds[k] not in ("caption", "boilerplate")), None)
        if below is None or kinds[below] == "title":
            return False
        if kinds[below] == "heading":
            return not (below + 1 < len(kinds) and kinds[below + 1] == "heading")
        if kinds[below] == "paragraph":
            return self._prose(found[below]) and self._longer(found[below], piece)
        return kinds[below] != "byline"

    def prose(self, piece: Piece) -> bool:
        words = self.words(piece)
        # Capitals throughout are a letterhead, not prose.
        lower = sum(char.islower() for char in words)
        return len(words.split()) >= 12 and lower > len(words) / 2 and self._prose(piece)

    def _prose(self, piece: Piece) -> bool:
        words = self.words(piece)
        return words[-1] in ".!?:;…”\"')" or len(words.split()) > _MAX_HEADING_WORDS

    def _longer(self, below: Piece, piece: Piece) -> bool:
        # A question as heading needs an answer that is longer than itself.
        return len(self.words(below)) > len(self.words(piece)) * (1.5 if self.words(piece).endswith("?") else 0.8)

    def _clock_or_date(self, words: str) -> bool:
        """Times, dates and page numbers are never headings."""
        if len(words) > _MAX_DATE_CHARS:
            return False
        if _CLOCK.match(words):
            return True
        rest = words
        for pattern in self.pack.dates.patterns:
            rest = pattern.sub("", rest)
        return len(_WORD.sub("", rest)) + 3 > len(rest) and rest != words

    def _junk(self, words: str) -> bool:
        """Scanning dirt and rules: mostly signs, or one letter alone."""
        if len(words) > _MAX_JUNK_CHARS:
            return False
        letters = sum(char.isalnum() for char in words)
        return letters <= 1 or letters < 0.5 * len(words.replace(" ", ""))
