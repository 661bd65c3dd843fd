"""What is drafted from the lists of the small course."""

from quizzes.generation.lists import from_list
from tests.quizzes.generation import course


def drafts(value, *others, source=course.GAZETTE):
    """What is drafted from a list, by rule; lists of the other paper lend wrong options."""
    first = course.a_source("A", "The Gazette", source, value)
    index = course.indexed(first, course.herald(*(others or (course.PLANS,))))
    found = {}
    for draft in from_list(index, first, first.points[0], value):
        found.setdefault(draft.rule, []).append(draft)
    return found


def texts(rows):
    return [row["text"] for row in rows]
