"""Series inside sentences: what is one, and what only looks like one."""

import pytest

from tests.content.extraction.outlines import Found, only


def test_a_taken_up_announcement():
    found = only(
        "The board proposed three repairs. These include dredging the channel; "
        "replacing the crane, which is old; and painting the lighthouse."
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
        (
            "It will strengthen the walls, widen the gate, and rebuild the tower.",
            ["strengthen the walls", "widen the gate", "rebuild the tower"],
        ),
        ("He spoke of mending nets, drying fish, and making boats.", ["mending nets", "drying fish", "making boats"]),
        ("They sell fruit such as plums, quinces, pears, or figs, in autumn.", ["plums", "quinces", "pears", "figs"]),
        ("The house has 12 doors, 30 windows and 4 chimneys.", ["12 doors", "30 windows", "4 chimneys"]),
        ("Ships (26 oars, 10 sails, and 4 masts) lay in the bay.", ["26 oars", "10 sails", "4 masts"]),
        ("The museum’s maps, coins and letters were saved.", ["maps", "coins", "letters"]),
        ("It needs “soft power”, “hard power” and “wit”.", ["“soft power”", "“hard power”", "“wit”"]),
        ("There was no rain, no seed, no harvest.", ["no rain", "no seed", "no harvest"]),
        ("Tools (for example, spades, rakes, and hoes) hung there.", ["spades", "rakes", "hoes"]),
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
        "The set \\(x_1, x_2, y_3\\) is closed.",
        "No, no, no.",
        "See also (1, 2, 3).",
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
