"""Lists by how writers enumerate, each in a text that no rule was written for."""

import pytest

from tests.content.extraction.outlines import Found


def only(text: str, **more) -> Found:
    found = Found(text, **more)
    assert len(found.lists) == 1, found.lists
    return found


# --- by layout


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
        "A guide\n\nSome words to begin with, so that there is a start.\n\nMaking tea\n1. Boil water\n2. Add leaves\n3. Wait\n"
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
        "Colours\n\nThe dye works with these plants:\nMadder: its root gives red and orange tones to wool.\nWoad: its leaves give a deep blue.\nWeld: the whole plant gives yellow.\n"
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


# --- by ordinals


def test_ordinals_over_paragraphs():
    text = (
        "Why the mill closed\n\nThe owner gave four reasons for it.\n\nFirst, the river had moved away.\n\n"
        "Second, flour from the city was cheaper. It came by train.\n\nThird, nobody wished to grind at night.\n\n"
        "And finally, the wheel broke.\n\nToday it is a museum."
    )
    found = only(text)
    (one,) = found.outline.lists
    assert found.items(one) == [
        "the river had moved away",
        "flour from the city was cheaper",
        "nobody wished to grind at night",
        "the wheel broke",
    ]
    assert (one.label, one.announced, one.complete, one.ordered) == ("four reasons for it", 4, True, True)
    assert found.quote(one.items[1].body) == "flour from the city was cheaper. It came by train"


def test_ordinals_inside_one_paragraph():
    found = only("She had two worries. First, the boat leaked. Second, the oars were short.")
    assert found.lists == [["the boat leaked", "the oars were short"]]


def test_counted_subjects():
    found = only("The first stage is sleep. It lasts an hour. The second stage is dreaming. The final stage is waking.")
    assert found.lists == [["The first stage is sleep", "The second stage is dreaming", "The final stage is waking"]]


def test_one_always_opens_a_new_list():
    text = "Two plans.\n\nFirst, sell the barn. Second, keep the cow.\n\nTwo fears.\n\nFirst, the barn burns. Second, the cow dies."
    assert Found(text).lists == [["sell the barn", "keep the cow"], ["the barn burns", "the cow dies"]]


def test_a_heading_closes_the_list():
    text = (
        "Plans\n\nFirst, sell the barn to the neighbour who asked for it.\n\nOther things\n\n"
        "Second, the neighbour is a cousin of the baker, as everybody in the village knows.\n"
    )
    assert Found(text).lists == []


def test_first_and_finally_alone_are_a_way_of_speaking():
    assert Found("First, we slept. Then it rained for a week. Finally, we left.").lists == []


# --- by semicolons and commas


def test_a_taken_up_announcement():
    found = only(
        "The board proposed three repairs. These include dredging the channel; replacing the crane, which is old; and painting the lighthouse."
    )
    (one,) = found.outline.lists
    assert found.items(one) == ["dredging the channel", "replacing the crane, which is old", "painting the lighthouse"]
    assert (one.label, one.announced, one.major) == ("three repairs", 3, True)


def test_two_members_only_when_two_are_announced():
    assert only("There are two kinds of salt: rock salt and sea salt.").lists == [["rock salt", "sea salt"]]
    assert Found("He likes one thing: bread and butter.").lists == []


def test_stages_come_in_an_order():
    assert only("Silk has three stages: egg, worm, and moth.").outline.lists[0].ordered
    assert not only("Silk has three colours: white, gold, and green.").outline.lists[0].ordered


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("The town trades in salt, amber and furs.", ["salt", "amber", "furs"]),
        ("The soil was poor because of drought, overgrazing, and salt.", ["drought", "overgrazing", "salt"]),
        ("It will strengthen the walls, widen the gate, and rebuild the tower.", ["strengthen the walls", "widen the gate", "rebuild the tower"]),
        ("He spoke of mending nets, drying fish, and building boats.", ["mending nets", "drying fish", "building boats"]),
        ("They sell fruit such as plums, quinces, pears, or figs, in autumn.", ["plums", "quinces", "pears", "figs"]),
        ("The house has 12 doors, 30 windows and 4 chimneys.", ["12 doors", "30 windows", "4 chimneys"]),
        ("Ships (26 oars, 10 sails, and 4 masts) lay in the bay.", ["26 oars", "10 sails", "4 masts"]),
        ("The museum’s maps, coins and letters were saved.", ["maps", "coins", "letters"]),
        ("It rests on “soft power”, “hard power” and “smart power”.", ["“soft power”", "“hard power”", "“smart power”"]),
        ("There was no rain, no seed, no harvest.", ["no rain", "no seed", "no harvest"]),
        ("Instruments (harp, lute, drum) hung there.", ["harp", "lute", "drum"]),
    ],
)  # fmt: skip
def test_series(sentence, items):
    assert only(sentence).lists == [items]


@pytest.mark.parametrize(
    "sentence",
    [
        "In Paris, ministers and officials met again.",
        "Last year, farmers and traders quarrelled.",
        "However, teams and clients agreed, and the talks went on.",
        "After the war, France and Spain signed a treaty.",
        "Anna Berg, an engineer and pioneer, built the bridge.",
        "Hospice care helps families (Brumley, Enquidanos, & Cherin, 2003; Godkin et al., 1984).",
        "On January 8, 1880, he fell at the corner of two streets.",
        "The Ministry of Health, Labour and Welfare answered.",
        "It was a modern, quiet and friendly place.",
        "The sea was calm; the wind had died; they slept.",
        "When the snow melted, water filled the valley, and the road was closed.",
        "Costs rose to 1,250 in May, 1,300 in June.",
    ],
)
def test_no_series(sentence):
    assert Found(sentence).lists == []


def test_each_member_keeps_its_bracket():
    assert only("It has fonts (old ones), inks (black), and paper (rough).").lists[0] == [
        "fonts (old ones)",
        "inks (black)",
        "paper (rough)",
    ]


# --- whatever the way


def test_vietnamese_ordinals_and_series():
    found = Found(
        "Việc làng\n\nXã đề ra ba việc cần làm: Thứ nhất, sửa con đường liên thôn. Thứ hai, đào thêm giếng nước. "
        "Thứ ba, mở lớp học buổi tối.\n\nVườn trồng các loại cây gồm cam, quýt, bưởi và chanh.\n"
    )
    assert found.lists == [
        ["sửa con đường liên thôn", "đào thêm giếng nước", "mở lớp học buổi tối"],
        ["cam", "quýt", "bưởi", "chanh"],
    ]
    assert found.outline.lists[0].announced == 3
