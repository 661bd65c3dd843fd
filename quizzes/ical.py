"""A calendar as iCalendar (RFC 5545) writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import icalendar

HOURS_BETWEEN = 6
"""How often a calendar program should ask again."""


@dataclass(frozen=True, slots=True)
class Event:
    """Whole days from `start` to `last`, both included, or the moment `start`. `key` names it for good."""

    key: str
    title: str
    text: str
    url: str
    start: date
    last: date | None
    is_busy: bool


def written(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """The file. Days float: they are days wherever the reader is; moments stand in UTC."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Pilcrow//Pilcrow//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=HOURS_BETWEEN), parameters={"value": "DURATION"})
    for event in events:
        calendar.add_component(component(icalendar.Event(), event, now))
    file: bytes = calendar.to_ical()
    return file


def component(entry: "icalendar.Event", event: Event, now: datetime) -> "icalendar.Event":
    entry.add("uid", event.key)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("summary", event.title)
    if event.text:
        entry.add("description", event.text)
    entry.add("url", event.url)
    if isinstance(event.start, datetime):
        entry.add("dtstart", event.start.astimezone(UTC))
    else:
        entry.add("dtstart", event.start)
        entry.add("dtend", (event.last or event.start) + timedelta(days=1))  # the day after the last one
    entry.add("transp", "OPAQUE" if event.is_busy else "TRANSPARENT")
    return entry
