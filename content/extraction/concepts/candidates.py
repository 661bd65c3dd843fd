"""Where terms come from. What a writer marks (quotes, definitions, headings) comes before what he repeats."""

from dataclasses import dataclass

from content.extraction.outline import ConceptSource, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place where something marks a term; `alias` is a short form given beside it."""

    key: tuple[str, ...]
    span: Span
    source: ConceptSource
    weight: float
    rule: str
    alias: str = ""
