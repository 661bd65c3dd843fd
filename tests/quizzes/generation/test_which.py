"""Which list an item is counted among: the names of the lists beside each other."""

from quizzes.generation.which import from_names
from tests.quizzes.generation import course

TEXT = """Envoys

The council proposed three key tasks: training young envoys for the small missions; opening two schools abroad; and \
writing one handbook.

The clerks praised three old plans: raising pay; moving archives; and testing software.

An old habit has three rules for envoys: keeping silence; greeting hosts; and speaking last.
"""

LISTS = [
    (
        "three key tasks",
        ["training young envoys for the small missions", "opening two schools abroad", "writing one handbook"],
    ),
    (
        "three old plans",
        ["raising pay", "moving archives", "testing software"],
    ),
    ("three rules for envoys", ["keeping silence", "greeting hosts", "speaking last"]),
]


def options(text):
    values = [
        course.a_list(
            text, label, items, intro=next(line for line in text.split("\n") if label in line)[:20], announced=3
        )
        for label, items in LISTS
    ]
    drafts = [*from_names(course.indexed(course.a_source("A", "The Gazette", text, *values)))]
    return {row["text"] for each in drafts for row in each.shown["options"]}


def test_a_point_stands_in_quotation_marks():
    values = [course.a_list(TEXT, label, items, announced=3) for label, items in LISTS]
    (draft, *_) = from_names(course.indexed(course.a_source("A", "The Gazette", TEXT, *values)))
    assert draft.shown["stem"] == (
        "To which of these lists does this point belong, according to The Gazette? "
        "“training young envoys for the small missions”"
    )


def test_neighbours_are_called_without_who_gives_them_where_several_do():
    assert options(TEXT) == {"the three key tasks", "the three old plans", "the three rules for envoys"}


def test_a_giver_of_one_list_alone_is_told():
    assert options(TEXT.replace("The clerks praised", "The harbour has")) == {
        "the three key tasks that the council proposed",
        "the three old plans",
        "the three rules for envoys",
    }
