"""Facts of a page: dates, quantities, people in their roles, and what somebody said."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from content.extraction.facts import dates, people, quantities, statements
from content.extraction.facts.people import Person
from content.extraction.facts.surnames import people_by_surname
from content.extraction.outline import Fact
from content.extraction.page import Page
from content.extraction.words import joiner, people_joiner

_SPACE = re.compile(r"\s")

Finder = Callable[[Page, Sequence[Person]], Iterable[Fact]]

FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "date": lambda page, _: dates.find(page),
        "quantity": lambda page, _: quantities.find(page),
        "person": people.find,
        "statement": lambda page, named: statements.find(_joined(page), named),
    }
)


def find_people(page: Page) -> Iterable[Person]:
    return people_by_surname(_joined(page)) if page.pack.people.surnames else people.people(page)


def _joined(page: Page) -> Page:
    """The page with words of several syllables as one, for the rules that look at one word at a time."""
    view = page.view
    for compounds in (people_joiner(page.pack.language), joiner(page.pack.language)):
        if compounds:
            view = compounds.sub(lambda match: _SPACE.sub("_", match[0]), view)
    return page if view is page.view else replace(page, view=view)


def find_facts(page: Page, named: Sequence[Person]) -> tuple[Fact, ...]:
    found = [fact for find in FINDERS.values() for fact in find(page, named)]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))
