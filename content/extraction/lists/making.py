"""A list from what a finder found: its name, its evidence, whether it is whole."""

from content.extraction.lists.announce import Announcement
from content.extraction.lists.labels import label_of
from content.extraction.outline import EnumList, ListItem, ListKind, Span
from content.extraction.page import Page


def made(
    page: Page,
    items: tuple[ListItem, ...],
    said: Announcement | None,
    *,
    kind: ListKind,
    rule: str,
    confidence: float,
    announced: int | None = None,
    ordered: bool = False,
    major: bool = True,
    start: int | None = None,
    lead: Span | None = None,
) -> EnumList:
    """`start` is where the list begins when nothing announces it; `lead` what may name it, if more than the intro."""
    first = items[0].start
    begin = first if start is None else start
    label = label_of(page, said, lead, (first, items[0].end))
    return EnumList(
        kind=kind,
        label=page.words(label.span),
        label_span=label.span,
        about=label.about,
        statement=(min(said.intro[0], first) if said else begin, items[-1].end),
        items=items,
        intro=said.intro if said else None,
        announced=announced,
        ordered=ordered,
        complete=announced in (None, len(items)),
        major=major,
        confidence=confidence,
        rule=rule,
    )
