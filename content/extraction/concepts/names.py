"""Capitalised names that end in the word for an institution or a law."""

from collections.abc import Iterator, Sequence

from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import key_of
from content.extraction.flat import Flat
from content.extraction.page import Page
from content.extraction.words import Word

_MAX_NAME_WORDS = 12


def names(page: Page) -> Iterator[Candidate]:
    """Capitalised words that end in the word for an institution, with small words between ("CHIPS and Science Act")."""
    for _, sentence in page.sentences():
        flat = page.flat(sentence.start, sentence.end)
        for run in _capital_runs(flat, flat.words):
            span = (run[0].start, run[-1].end)
            edges = {flat.surface(run[0]), flat.surface(run[-1])}
            if len(run) > 1 and edges & page.pack.concepts.institutions:
                # A body is mostly there as somebody who acts; what people agree on is taught.
                weight = 0.5 if edges & page.pack.concepts.bodies else 1.2
                yield Candidate(key_of(page.view[slice(*span)], page.pack), span, "phrase", weight, "name")


def _capital_runs(flat: Flat, words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in [*words, None]:
        capital = word is not None and flat.text[word.start - flat.start].isupper()
        small = word is not None and bool(run) and flat.surface(word) in flat.pack.concepts.small_words
        touching = word is not None and (
            not run or flat.text[run[-1].end - flat.start : word.start - flat.start] == " "
        )
        if word is not None and touching and (capital or small) and len(run) < _MAX_NAME_WORDS:
            run.append(word)
            continue
        while run and not flat.text[run[-1].start - flat.start].isupper():
            run.pop()
        while run and run[0].tag == "D":
            run = run[1:]
        if run:
            yield run
        run = [word] if word is not None and capital else []
