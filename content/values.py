"""A key point's content: extraction's values as a row keeps them, and back.

`content_of` and `value_of` are each other's inverse, apart from what stands in the row's own columns
(label, rule, score and the citation).
"""

from functools import singledispatch
from typing import Any, cast

from content.extraction.outline import Concept, EnumList, Fact, ListItem, Span
from content.models import KeyPoint, KeyPointKind

Value = EnumList | Concept | Fact
Said = dict[str, Any]


def said(span: Span, text: str) -> Said:
    return {"text": text[span[0] : span[1]], "start": span[0], "end": span[1]}


def span_of(said: Said) -> Span:
    return said["start"], said["end"]


def optional(said: Said | None) -> Span | None:
    return span_of(said) if said else None


def given(text: str, **spans: Span | None) -> dict[str, Said]:
    """What the source does say, by name."""
    return {name: said(span, text) for name, span in spans.items() if span}


@singledispatch
def content_of(value: Value, text: str) -> dict[str, Any]:
    """The content that a key point keeps of this value of `text`."""
    raise TypeError(value)


@content_of.register
def _(value: EnumList, text: str) -> dict[str, Any]:
    content: dict[str, Any] = {
        "form": value.kind,
        "label": said(value.label_span, text),
        "items": [
            said((item.start, item.end), text) | given(text, head=item.head, body=item.body) for item in value.items
        ],
        "ordered": value.ordered,
        "complete": value.complete,
        "major": value.major,
    }
    if value.about:
        content["about"] = True
    if value.announced is not None:
        content["announced"] = value.announced
    return content | given(text, intro=value.intro)


@content_of.register
def _(value: Concept, text: str) -> dict[str, Any]:
    content = {
        "said": said((value.start, value.end), text),
        "source": value.source,
        "aliases": list(value.aliases),
        "mentions": [list(span) for span in value.mentions],
    }
    return content | given(text, says=value.says)


@content_of.register
def _(value: Fact, text: str) -> dict[str, Any]:
    content = {"fact": value.kind, "value": value.value, "said": said((value.start, value.end), text)}
    return content | given(text, unit=value.unit, subject=value.subject, speaker=value.speaker, role=value.role)


def value_of(point: KeyPoint) -> Value:
    """The value that extraction found, or that an editor made of it. Reads the point's citation.

    A point written by hand may not say where its name stands: then its whole evidence does.
    """
    evidence = (point.citation.start, point.citation.end)
    match point.kind:
        case KeyPointKind.LIST:
            return list_of(point, evidence)
        case KeyPointKind.CONCEPT:
            return concept_of(point, evidence)
    return fact_of(point, evidence)


def list_of(point: KeyPoint, evidence: Span) -> EnumList:
    content = point.content
    return EnumList(
        kind=content.get("form", "announced"),
        label=point.label,
        label_span=optional(content.get("label")) or evidence,
        statement=evidence,
        items=tuple(
            ListItem(*span_of(item), head=optional(item.get("head")), body=optional(item.get("body")))
            for item in content["items"]
        ),
        about=content.get("about", False),
        intro=optional(content.get("intro")),
        announced=content.get("announced"),
        ordered=content.get("ordered", False),
        complete=content.get("complete", True),
        major=content.get("major", True),
        confidence=point.score,
        rule=point.rule,
    )


def concept_of(point: KeyPoint, evidence: Span) -> Concept:
    content = point.content
    start, end = optional(content.get("said")) or evidence
    return Concept(
        term=point.label,
        start=start,
        end=end,
        source=content.get("source", "defined"),
        statement=evidence,
        says=optional(content.get("says")),
        mentions=tuple(cast(Span, tuple(span)) for span in content.get("mentions", ())),
        aliases=tuple(content.get("aliases", ())),
        score=point.score,
        rule=point.rule,
    )


def fact_of(point: KeyPoint, evidence: Span) -> Fact:
    content = point.content
    start, end = optional(content.get("said")) or evidence
    return Fact(
        kind=content["fact"],
        start=start,
        end=end,
        value=content["value"],
        sentence=evidence,
        unit=optional(content.get("unit")),
        subject=optional(content.get("subject")),
        speaker=optional(content.get("speaker")),
        role=optional(content.get("role")),
        confidence=point.score,
        rule=point.rule,
    )
