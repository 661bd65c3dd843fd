"""Lists that their layout shows, each in a text that no rule was written for."""

import pytest

from tests.content.extraction.outlines import Found, only


def test_bullets_below_an_intro():
    found = only(
        "Camp rules\n\nBring these things:\n\n- a warm coat\n- two candles;\n- a knife, and\n- rope.\n\nThen sleep."
    )
    assert found.lists == [["a warm coat", "two candles", "a knife", "rope"]]
    (one,) = found.outline.lists
    assert (one.kind, one.ordered, one.major) == ("bullets", False, True)
    assert found.quote(one.intro) == "Bring these things:"


def test_numbers_are_ordered_and_named_by_the_heading_above():
    found = only(
        "A guide\n\nSome words to begin with, for there must be a start.\n\n"
        "Making tea\n1. Boil water\n2. Add leaves\n3. Wait\n"
    )
    (one,) = found.outline.lists
    assert (one.ordered, one.label) == (True, "Making tea")


def test_an_announced_number_that_is_not_met_leaves_the_list_incomplete():
    found = only("There are four seasons of work:\n\n1. sowing\n2. weeding\n3. harvest\n")
    (one,) = found.outline.lists
    assert (one.announced, len(one.items), one.complete) == (4, 3, False)


def test_nested_lists_are_lists_of_their_own():
    found = Found("What we keep:\n\n- tools\n  - hammers\n  - saws\n- seeds\n- books\n")
    assert found.lists == [["tools", "seeds", "books"], ["hammers", "saws"]]


@pytest.mark.parametrize(
    "marks", [("1)", "2)", "3)"), ("(1)", "(2)", "(3)"), ("a.", "b.", "c."), ("i.", "ii.", "iii."), ("•", "•", "•")]
)
def test_markers_of_every_style(marks):
    lines = "\n".join(f"{mark} {word} fields" for mark, word in zip(marks, ("dry", "wet", "far"), strict=True))
    assert only(f"Three kinds of fields:\n\n{lines}\n").lists == [["dry fields", "wet fields", "far fields"]]


def test_one_marked_line_is_no_list():
    assert Found("He paused.\n\n- Why not, she asked him.\n\nNobody knew.").lists == []


def test_a_number_in_a_text_is_no_marker():
    assert Found("The tax rose to\n3.5 percent in May and fell to\n2.1 percent in June.").lists == []


def test_hard_wrapped_items_are_whole():
    text = (
        "The committee met in the old town hall on a cold and rainy evening and\n"
        "agreed, after a long debate about money, on what the village should do\n"
        "before the winter came. These are the tasks:\n\n"
        "1. repair the roof of the school before the first heavy snow falls on\n"
        "   it, as it did last year\n"
        "2. clear the ditches along the mill road of leaves, stones and all the\n"
        "   branches that the storm left\n"
    )
    assert Found(text).lists[0] == [
        "repair the roof of the school before the first heavy snow falls on\n   it, as it did last year",
        "clear the ditches along the mill road of leaves, stones and all the\n   branches that the storm left",
    ]


def test_lines_that_lost_their_bullets_behind_an_intro():
    found = only(
        "Colours\n\nThe dye works with these plants:\nMadder: its root gives red and orange tones.\n"
        "Woad: its leaves give a deep blue.\nWeld: the whole plant gives yellow.\n"
    )
    assert [found.quote(item.head) for item in found.outline.lists[0].items] == ["Madder", "Woad", "Weld"]


def test_numbered_headings_make_a_list_and_sections():
    text = "How to fold a boat\n\n" + "".join(
        f"Step {n}: {name}\n\nTake your time with this one, for paper that is torn cannot be mended again.\n\n"
        for n, name in (("one", "Find a sheet"), ("two", "Fold it twice"), ("three", "Pull the corners"))
    )
    found = only(text)
    assert found.lists == [["Find a sheet", "Fold it twice", "Pull the corners"]]
    assert found.outline.lists[0].ordered
    assert len(found.outline.sections) == 3


def test_headings_counted_by_the_title():
    prose = "A paragraph that explains the heading above it with a good number of plain words.\n\n"
    found = only(
        f"3 ways to stay dry\n\n{prose}Carry an umbrella\n\n{prose}Wear boots\n\n{prose}Stay at home\n\n{prose}"
    )
    (one,) = found.outline.lists
    assert found.items(one) == ["Carry an umbrella", "Wear boots", "Stay at home"]
    assert (one.announced, one.label) == (3, "3 ways to stay dry")


def test_headings_are_no_list_when_the_count_differs():
    prose = "A paragraph that explains the heading above it with a good number of plain words.\n\n"
    assert Found(f"3 ways to stay dry\n\n{prose}Carry an umbrella\n\n{prose}Wear boots\n\n{prose}").lists == []


def test_markdown_lists_with_a_paragraph_inside():
    found = only("## Tools\n\n1. A spade\n\n   It must be sharp.\n\n2. A *rake*\n", name="a.md")
    assert found.lists == [["A spade", "A rake"]]
    assert found.quote(found.outline.lists[0].items[0].body) == "A spade\n\nIt must be sharp."
