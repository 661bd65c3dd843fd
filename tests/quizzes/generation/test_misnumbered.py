import pytest

from quizzes.generation.asked import asked
from quizzes.generation.gate import examine
from quizzes.generation.misnumbered import misnumbered
from tests.quizzes.generation import course


def drafted(*items):
    text = f"Envoys\n\nThe council proposed three key tasks: {'; '.join(items)}.\n"
    value = course.a_list(text, "three key tasks", items, intro="The council proposed three key tasks:", announced=3)
    source = course.a_source("A", "The Gazette", text, value)
    index = course.indexed(source, course.herald(course.PLANS))
    about = asked(index, source, source.points[0], value)
    return [(each.key.get("wrong"), each.key["instead"], examine(each, index)) for each in misnumbered(about)]


def test_an_item_is_given_the_number_of_another_one():
    found = drafted(
        "training for 30 days abroad", "sending clerks home after 50 days", "writing a handbook of protocol"
    )
    assert found == [("50", ["30"], ()), ("30", ["50"], ())]


@pytest.mark.parametrize(
    "items",
    [
        ("training for 30 days abroad", "sending 50 clerks home", "writing a handbook of protocol"),
        ("training for over 30 days abroad", "sending clerks home after over 50 days", "writing a handbook"),
        ("training for 30 days and 30 nights abroad", "sending clerks home", "writing for 50 days"),
        ("training for 3 days abroad", "sending clerks home after 900 days", "writing a handbook of protocol"),
        ("training 1.2.5 days", "sending clerks home after 1.2.7 days", "writing a handbook of protocol"),
        ("training in 1990 envoys abroad", "sending in 1980 envoys home", "writing a handbook of protocol"),
    ],
    ids=["other things", "bounds", "one number twice", "another size", "versions", "years"],
)
def test_no_number_is_changed_that_could_not_be_confused(items):
    assert [wrong for wrong, _, _ in drafted(*items) if wrong != "30"] == []
