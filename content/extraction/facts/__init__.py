"""Facts of a page: dates, quantities, people in their roles, and what somebody said."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from content.extraction.facts import dates, people, quantities, statements
from content.extraction.outline import Fact
from content.extraction.page import Page

Finder = Callable[[Page], Iterable[Fact]]

FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "date": dates.find,
        "quantity": quantities.find,
        "person": people.find,
        "statement": statements.find,
    }
)


def find_facts(page: Page) -> tuple[Fact, ...]:
    found = [fact for find in FINDERS.values() for fact in find(page)]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))
