"""Where a term stands in the text, in which sentence, and what that sentence says of it."""

import re
from bisect import bisect_right
from collections import defaultdict

from content.extraction.concepts.keys import stem
from content.extraction.lists.items import without_end
from content.extraction.outline import Span
from content.extraction.page import Page
from content.extraction.words import WORD, tagged


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

    def _tells(self, term: int, copula: re.Match[str], start: int, stop: int) -> bool:
        """ "X is a …" and, at the head of an item, "X: …" say what X is; "X is expected to …" does not."""
        if ":" in copula[0]:
            return term in self._openings
        first = tagged(self._page.view, start, stop, self._page.pack)[:1]
        return bool(copula["means"]) or (bool(first) and first[0].tag == "D")
