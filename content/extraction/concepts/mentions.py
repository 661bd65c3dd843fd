"""Where a term stands in the text, in which sentence, and what that sentence says of it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from content.extraction.concepts.keys import stem
from content.extraction.lists.items import without_end
from content.extraction.outline import Span
from content.extraction.page import Page
from content.extraction.words import WORD, tagged

# More say little that is new, and a word may stand in every sentence of a book.
_MOST_READ = 30
_LEAST_WORDS = 5


class Mentions:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._sentences = [(sentence.start, sentence.end) for _, sentence in page.sentences()]
        self._openings = {block.start for block in page.blocks}
        self._starts = [start for start, _ in self._sentences]
        self._stems: list[str] = []
        self._spans: list[Span] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for start, end in self._sentences:
            self._index(start, end)
            self._stems.append("")
            self._spans.append((end, end))

    def _index(self, start: int, end: int) -> None:
        """Words and the parts of hyphened ones; a sentence ends with an empty word, which matches nothing."""
        for match in WORD.finditer(self._page.view, start, end):
            at = match.start()
            for part in match[0].split("-"):
                if part:
                    form = stem(part.lower(), self._page.pack.language)
                    self._places[form].append(len(self._stems))
                    self._stems.append(form)
                    self._spans.append((at, at + len(part)))
                at += len(part) + 1

    def of(self, key: tuple[str, ...]) -> tuple[Span, ...]:
        n = len(key)
        # Looked for where its rarest word stands: the commonest may stand in every sentence.
        rarest = min(range(n), key=lambda i: len(self._places.get(key[i], ())))
        starts = (place - rarest for place in self._places.get(key[rarest], ()))
        wanted = list(key)
        hits = [i for i in starts if i >= 0 and self._stems[i : i + n] == wanted]
        return tuple((self._spans[i][0], self._spans[i + n - 1][1]) for i in hits)

    def sentence(self, at: int) -> Span | None:
        i = bisect_right(self._starts, at) - 1
        return self._sentences[i] if i >= 0 and at < self._sentences[i][1] else None

    def telling(self, spans: Sequence[Span]) -> Span:
        """The mention whose sentence says most of it: a definition, else one about it, else a whole sentence."""
        return max(spans[:_MOST_READ], key=self._tells_how_much)

    def _tells_how_much(self, span: Span) -> int:
        sentence = self.sentence(span[0])
        if sentence is None:
            return 0
        words = self._page.view[slice(*sentence)]
        whole = len(words.split()) >= _LEAST_WORDS and words.rstrip("\"”')").endswith(
            (".", "!") if words.endswith("?") else (".", "!", "?")
        )
        following = self._page.view[span[1] : sentence[1]].split(maxsplit=1)[:1]
        about = bool(following) and following[0] in self._page.pack.concepts.telling
        subject = about and len(self._page.view[sentence[0] : span[0]].split()) <= 1
        # Of two alike, the one that is not written as part of a title.
        plain = self._page.view[slice(*span)].islower()
        return 8 * bool(self.says(span, sentence)) + 4 * (subject and whole) + 2 * whole + plain

    def says(self, term: Span, statement: Span) -> Span | None:
        """ "Osmosis is | the process by which …": what follows a copula right behind the term."""
        end = term[1]
        while end < statement[1] and self._page.view[end] in "\"”'":
            end += 1
        copula = self._page.pack.defining.copulas.match(self._page.view, end, statement[1])
        if not copula:
            return None
        start, stop = without_end(self._page, copula.end(), statement[1])
        if stop - start <= 10 or not self._tells(term[0], copula, start, stop):
            return None
        return start, stop

    def _tied_before(self, term: int) -> bool:
        """In "a tenet of X is …" the sentence tells of the tenet."""
        sentence = self.sentence(term)
        before = tagged(self._page.view, sentence[0], term, self._page.pack)[-2:] if sentence else []
        while before and before[-1].tag == "D":
            before = before[:-1]
        return bool(before) and before[-1].tag == "P"

    def _tells(self, term: int, copula: re.Match[str], start: int, stop: int) -> bool:
        """ "X is a …" and, at the head of an item, "X: …" say what X is; "X is expected to …" does not."""
        if self._tied_before(term):
            return False
        if ":" in copula[0]:
            return term in self._openings
        first = tagged(self._page.view, start, stop, self._page.pack)[:1]
        if copula["means"]:
            return True
        # "is most valuable when …" compares; it does not define.
        defines = (
            first and self._page.view[first[0].start : first[0].end].lower() not in self._page.pack.classes.adverbs
        )
        return bool(defines) and first[0].tag == "D"
