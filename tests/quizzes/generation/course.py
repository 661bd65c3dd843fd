"""A small course written for these tests: two papers, with what an extraction would find in them."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from content.extraction.outline import Concept, EnumList, Fact, ListItem, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.support import CourseIndex, course_index

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
OVERLAPS = SEEDS.parent.parent / "shared/evaluation/seeds/overlaps.json"

GAZETTE = """Envoys of the harbour

The council proposed four key tasks: training young envoys for small missions; opening two new schools abroad; \
writing a common handbook of protocol; and sharing rented offices with neighbours.

The council set three rules for envoys. First, envoys must listen with patience. Second, envoys must learn the \
language of their hosts, reading its poets as well. Third, envoys must leave on good terms.

A mission must rely on courage as its compass, trust as a bridge of cooperation, and law as its anchor.

Minister Ada Stone said that patience wins more than pressure does. On March 4, Minister Ada Stone opened a school \
in the old harbour. The service can count 96 years of history, 40 years of openness, and 12 years of reform.

The report describes “quiet channels” as a vital tool of every embassy. Neighbours answer with “open doors” instead. \
A strong archive is kept in the harbour.
"""

HERALD = """Plans for the archive

The ministry announced three office plans: raising pay for junior clerks; moving old archives to the capital; and \
testing new software for visas.

Envoy Ben Frost stated that “no treaty survives a broken promise.” On March 9, Envoy Ben Frost visited the island. \
Fair weather, Frost noted, decides the length of a voyage. Professor Cy Lund argued that maps settle \
most quarrels between islands.

Clerks speak of “slow letters” when mail crosses the sea.
"""


def span(text: str, words: str, after: str = "") -> Span:
    start = text.index(words, text.index(after) if after else 0)
    return start, start + len(words)


def sentences(text: str) -> tuple[Span, ...]:
    """All but the title, which is no taught sentence."""
    found = re.finditer(r"\S[^\n]*?[.!?]”?(?=\s|$)", text)
    return tuple(each.span() for each in found if each.start() > text.index("\n"))


def sentence_of(text: str, words: str) -> Span:
    start = text.index(words)
    return next(each for each in sentences(text) if each[0] <= start < each[1])


def a_list(text: str, label: str, items: Iterable[str], intro: str = "", **rest: Any) -> EnumList:
    spans = [span(text, words) for words in items]
    begins = span(text, intro)[0] if intro else spans[0][0]
    return EnumList(
        **{
            "kind": "announced",
            "label": label,
            "label_span": span(text, label),
            "statement": (begins, spans[-1][1]),
            "items": tuple(ListItem(*each) for each in spans),
            "intro": span(text, intro) if intro else None,
            "major": True,
            **rest,
        }
    )


def a_concept(text: str, term: str, source: str = "quoted") -> Concept:
    found = tuple(each.span() for each in re.finditer(re.escape(term), text))
    return Concept(term, *found[0], source, sentence_of(text, term), mentions=found)  # type: ignore[arg-type]


def a_fact(text: str, kind: str, words: str, value: str = "", **spans: str) -> Fact:
    start, end = span(text, words)
    found = {name: span(text, said) for name, said in spans.items()}
    return Fact(kind, start, end, value or words, sentence_of(text, words), **found)  # type: ignore[arg-type]


def a_source(letter: str, name: str, text: str, *values: Any) -> Source:
    points = (Point(f"{letter}{n}", "", value) for n, value in enumerate(values, start=1))
    return Source(letter, text.partition("\n")[0], name, "en", text, sentences(text), tuple(points))


TASKS = a_list(
    GAZETTE,
    "four key tasks",
    [
        "training young envoys for small missions",
        "opening two new schools abroad",
        "writing a common handbook of protocol",
        "sharing rented offices with neighbours",
    ],
    intro="The council proposed four key tasks:",
    announced=4,
)
RULES = a_list(
    GAZETTE,
    "three rules for envoys",
    [
        "envoys must listen with patience",
        "envoys must learn the language of their hosts, reading its poets as well",
        "envoys must leave on good terms",
    ],
    intro="The council set three rules for envoys.",
    kind="ordinal",
    ordered=True,
    announced=3,
)
SUPPORTS = a_list(
    GAZETTE,
    "A mission must rely",
    ["courage as its compass", "trust as a bridge of cooperation", "law as its anchor"],
    intro="A mission must rely on",
    kind="inline",
)
PLANS = a_list(
    HERALD,
    "three office plans",
    ["raising pay for junior clerks", "moving old archives to the capital", "testing new software for visas"],
    intro="The ministry announced three office plans:",
    announced=3,
)

STONE = a_fact(GAZETTE, "person", "Ada Stone", role="Minister")
PATIENCE = a_fact(GAZETTE, "statement", "patience wins more than pressure does", speaker="Minister Ada Stone")
MARCH_4 = a_fact(GAZETTE, "date", "March 4", "--03-04")
YEARS = [
    a_fact(GAZETTE, "quantity", "96", unit="years of history"),
    a_fact(GAZETTE, "quantity", "40", unit="years of openness"),
    a_fact(GAZETTE, "quantity", "12", unit="years of reform"),
]
CHANNELS, DOORS = a_concept(GAZETTE, "quiet channels"), a_concept(GAZETTE, "open doors")

FROST, LUND = a_fact(HERALD, "person", "Ben Frost", role="Envoy"), a_fact(HERALD, "person", "Cy Lund", role="Professor")
TREATY = a_fact(HERALD, "statement", "no treaty survives a broken promise", speaker="Envoy Ben Frost")
MAPS = a_fact(HERALD, "statement", "maps settle most quarrels between islands", speaker="Professor Cy Lund")
WEATHER = a_fact(HERALD, "statement", "decides the length of a voyage", speaker="Frost")
MARCH_9 = a_fact(HERALD, "date", "March 9", "--03-09")
LETTERS = a_concept(HERALD, "slow letters")


def gazette(*values: Any) -> Source:
    return a_source("A", "The Gazette", GAZETTE, *values)


def herald(*values: Any) -> Source:
    return a_source("B", "The Herald", HERALD, *values)


def papers() -> list[Source]:
    """The whole course. Points: A1 tasks, A2 rules, A3 supports, A9 to A11 years; B1 plans."""
    return [
        gazette(TASKS, RULES, SUPPORTS, CHANNELS, DOORS, STONE, PATIENCE, MARCH_4, *YEARS),
        herald(PLANS, LETTERS, FROST, LUND, TREATY, MAPS, WEATHER, MARCH_9),
    ]


def indexed(*sources: Source) -> CourseIndex:
    return course_index(sources or papers())
