import pytest

from quizzes.generation.asked import asked
from quizzes.generation.gate import examine
from quizzes.generation.lists import from_list
from tests.quizzes.generation import course


def series(sentence, items, intro, **rest):
    """The questions that ask to recall what a sentence names in a row."""
    text = f"Envoys\n\n{sentence}\n"
    value = course.a_list(text, intro, items, intro=intro, kind="inline", **{"major": False, **rest})
    source = course.a_source("A", "The Gazette", text, value)
    index = course.indexed(source, course.herald(course.PLANS))
    about = asked(index, source, source.points[0], value)
    assert about
    return [(each, examine(each, index)) for each in from_list(index, source, source.points[0], value)]


def test_what_a_sentence_names_in_a_row_is_recalled():
    items = ["guard the old harbour", "open new schools", "share its maps"]
    sentence = "The council hopes that its service will guard the old harbour, open new schools, and share its maps."
    ((recall, flaws),) = series(sentence, items, "The council hopes that its service will")
    assert recall.rule == "list.series"
    assert recall.shown["stem"] == (
        "Name the three things that complete this sentence, according to The Gazette: The council hopes that its "
        "service will …"
    )
    assert flaws == ()


@pytest.mark.parametrize(
    ("sentence", "items", "intro"),
    [
        ("The harbour has always stood for peace, trade and growth.", ["peace", "trade", "growth"], "stood for"),
        (
            "The council has opened buildings such as new schools, an old archive, and a library.",
            ["new schools", "an old archive", "a library"],
            "The council has opened buildings such as",
        ),
        (
            "Where the council has opened new schools, an old archive, and a library for envoys, trade grows.",
            ["new schools", "an old archive", "a library"],
            "the council has opened",
        ),
        (
            "The council has opened new schools, an old archive, and a library for envoys.",
            ["new schools", "an old archive", "a library"],
            "The council has opened",
        ),
        (
            "The council has named its ships Dawn, Old Faith, and Harbour Light.",
            ["ships Dawn", "Old Faith", "Harbour Light"],
            "The council has named its",
        ),
        (
            "The council has opened new schools, an old archive, and many other buildings.",
            ["new schools", "an old archive", "many other buildings"],
            "The council has opened",
        ),
        (
            "The council has opened new schools, an old archive, or a library.",
            ["new schools", "an old archive", "a library"],
            "The council has opened",
        ),
        (
            "Other towns were asked for new schools, an old archive, and a library.",
            ["new schools", "an old archive", "a library"],
            "Other towns were asked for",
        ),
    ],
    ids=[
        "three bare words",
        "examples",
        "the middle of a sentence",
        "a last thing that goes on",
        "the noun of all",
        "more than named",
        "one of several",
        "others than some",
    ],
)
def test_a_row_is_not_recalled(sentence, items, intro):
    assert not series(sentence, items, sentence[: sentence.index(intro) + len(intro)] if intro[0] == "s" else intro)


def test_an_adjective_of_all_things_stands_with_the_beginning():
    items = ["greater speed", "safety", "comfort"]
    sentence = "The council hopes that its ships will sail with greater speed, safety, and comfort."
    ((recall, flaws),) = series(sentence, items, "The council hopes that its ships will sail with")
    assert recall.shown["stem"].endswith("The council hopes that its ships will sail with greater …")
    assert [row["text"] for row in recall.key["items"]] == ["speed", "safety", "comfort"]
    assert flaws == ()


def test_what_is_done_to_something_is_not_recalled():
    items = ["sorted", "grouped", "tracked across a long day"]
    sentence = "A board is a tool whereby letters are sorted, grouped, and tracked across a long day."
    assert not series(sentence, items, "A board is a tool whereby letters are")


def test_of_a_list_too_long_to_be_named_the_examples_in_an_item_are():
    lead = "Keep the envoys close with means such as"
    items = [f"{lead} morning calls, open doors, and shared maps", *(f"Sail on day {n}" for n in range(1, 8))]
    text = "Envoys\n\nChecklist\n\n" + ".\n\n".join(items) + ".\n"
    examples = ["morning calls", "open doors", "shared maps"]
    for shown, stems in (
        (items, [f"Complete this sentence with the three examples given in The Gazette: {lead} …"]),
        (items[:4], []),
    ):
        whole = course.a_list(text, "Checklist", shown, kind="bullets")
        value = course.a_list(text, lead, examples, intro=lead, kind="inline", major=False)
        source = course.a_source("A", "The Gazette", text, whole, value)
        found = from_list(course.indexed(source), source, source.points[1], value)
        assert [each.shown["stem"] for each in found] == stems


def test_a_list_of_a_lesson_is_recalled_as_such():
    found = series(
        "The council has opened new schools, an old archive, and a library.",
        ["new schools", "an old archive", "a library"],
        "The council has opened",
        major=True,
    )
    assert {each.rule for each, _ in found} & {"list.recall", "list.series"} == {"list.recall"}
