"""Series that a course gives in two wordings are not recalled, as either would be right."""

import pytest

from quizzes.generation.asked import asked
from quizzes.generation.rivals import rivalled
from tests.quizzes.generation import course

LEAD = "The council calls for a harbour worthy of the town's"
FAME = ["old fame", "proud name", "growing trade"]


def found(sentence, lead, items):
    """Whether the series of `LEAD` has a rival in the series of another sentence of its document."""
    text = f"Envoys\n\n{LEAD} old fame, proud name and growing trade.\n\n{sentence}\n"
    value = course.a_list(text, "harbour worthy", FAME, intro=LEAD, kind="inline", major=False)
    other = course.a_list(text, lead, items, intro=lead, kind="inline", major=False)
    source = course.a_source("A", "The Gazette", text, value, other)
    index = course.indexed(source)
    about = asked(index, source, source.points[0], value)
    assert about
    assert about.name.way == "_completes"
    return rivalled(about)


@pytest.mark.parametrize(
    ("lead", "items", "rival"),
    [
        ("The port should be worthy of the country's", ["old glory", "proud spirit", "busy markets"], True),
        ("The port should be worthy of the country's", ["old fame", "proud name", "growing trade"], False),
        ("The port should be worthy of the country's", ["long coast", "calm sea", "busy markets"], False),
        ("The port depends on the country's", ["old glory", "proud spirit", "busy markets"], False),
    ],
    ids=["said otherwise", "said so again", "other things", "after another word"],
)
def test_a_series_has_a_rival_in_one_that_the_same_word_wants_and_that_says_the_same_otherwise(lead, items, rival):
    first, second, last = items
    assert found(f"{lead} {first}, {second} and {last}.", lead, items) is rival
