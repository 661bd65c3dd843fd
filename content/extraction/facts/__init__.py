"""Facts of a page: dates, quantities, people in their roles, and what somebody said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from content.extraction.facts import dates, people, quantities, statements
from content.extraction.facts.people import Person
from content.extraction.outline import Fact
from content.extraction.page import Page

Finder = Callable[[Page, Sequence[Person]], Iterable[Fact]]

FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "date": lambda page, _: dates.find(page),
        "quantity": lambda page, _: quantities.find(page),
        "person": people.find,
        "statement": statements.find,
    }
)


def find_facts(page: Page, named: Sequence[Person]) -> tuple[Fact, ...]:
    found = [fact for find in FINDERS.values() for fact in find(page, named)]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))
