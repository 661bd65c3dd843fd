"""What a list is called: a noun phrase of the source that a learner understands without the sentence around it."""

import pytest

from tests.content.extraction.outlines import Found, only

FIRSTS = "First, the boats came home. Second, the nets were dry. Third, the market opened."
THU = "Thứ nhất, đắp lại con đê. Thứ hai, nạo vét mương. Thứ ba, trồng thêm cây."
BULLETS = "\n- ropes and sails\n- tar and nails\n- bread and water\n"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # What is counted or promised, with its topic.
        (f"The harbour council set out four key duties of a pilot. {FIRSTS}", "four key duties of a pilot"),
        (f"The report lists several causes of the flood. {FIRSTS}", "causes of the flood"),
        (f"Name the three signs of rain and describe how a farmer reads them. {FIRSTS}", "three signs of rain"),
        (f"There are many ways to mend a net:\n{BULLETS}", "ways to mend a net"),
        # A noun that only points leaves the name to the object of its verb.
        (
            f"The new fleet will carry out long and careful surveys along the following directions: {FIRSTS}",
            "long and careful surveys",
        ),
        # The object of the verb, without article and preposition.
        ("The island keeps to a strict fishing policy of low catches; closed seasons; and small boats.",
         "strict fishing policy"),
        ("The crew asked for help with the spring repairs, including the mast, the rudder, the pump, and the deck.",
         "spring repairs"),
        # The quoted term.
        (
            "The mayor spoke of “open water for all,” keeping the piers free; letting children swim; "
            "and lighting the quay.",
            "open water for all",
        ),
        # The subject, when the verb has no object.
        (
            "Good seamanship on a small boat must rely on calm as its rudder; patience as its keel; "
            "and care as its anchor.",
            "Good seamanship on a small boat",
        ),
        # What somebody does with the things.
        (f"Here are tools we use:\n{BULLETS}", "tools we use"),
        (f"Here are the things you will need:\n{BULLETS}", "things you will need"),
    ],
)  # fmt: skip
def test_a_label_is_the_noun_phrase_that_names_the_items_or_their_topic(text, label):
    assert only(text).outline.lists[0].label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"Đi biển an toàn\n\nXã đưa ra ba việc chính của mùa lũ. {THU}", "ba việc chính của mùa lũ"),
        (f"Đi biển an toàn\n\nHuyện nêu các giải pháp chống ngập lụt: {THU}", "giải pháp chống ngập lụt"),
        (f"Đi biển an toàn\n\nỦy ban xã thông báo như sau: {THU}", "Đi biển an toàn"),
    ],
)
def test_a_vietnamese_label_is_a_noun_phrase_too(text, label):
    assert Found(text, language="vi").outline.lists[0].label == label


def test_an_intro_that_only_points_leaves_the_name_to_the_heading():
    text = f"The old harbour\n\nWork of the winter months\n\nThe council announced as follows: {FIRSTS}\n"
    assert Found(text).outline.lists[0].label == "Work of the winter months"


def test_an_opening_phrase_is_no_name():
    text = f"The old harbour\n\nWhat a pilot learns\n\nBy the end of this chapter, you will be able to:\n{BULLETS}"
    assert Found(text).outline.lists[0].label == "What a pilot learns"


def test_a_label_that_says_only_what_the_list_is_about_is_marked():
    counted = only(f"The council named three duties of a pilot. {FIRSTS}").outline.lists[0]
    about = only("Good seamanship must rely on calm as its rudder; patience as its keel; and care as its anchor.")
    who = only(f"Many young farmers prefer:\n{BULLETS}").outline.lists[0]
    assert (counted.about, about.outline.lists[0].about, who.about) == (False, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "The town, which had grown tired of waiting, will now build piers, repair cranes, and dredge the basin.",
        "The voyage was ruined because of ice, fog, hunger, and thirst.",
        "However, what matters is speed, care, skill, luck, strength, and good weather.",
        f"What we did was what “the old men” had always done, namely:\n{BULLETS}",
        f"It depends on:\n{BULLETS}",
        f"The committee (founded by fishermen and their wives in a cold year of war) must:\n{BULLETS}",
    ],
)
def test_a_label_is_a_short_span_of_the_source_that_ends_in_no_loose_word(text):
    pack_loose = {"of", "the", "a", "and", "to", "by", "with", "must", "is", "was", "will", "which", "that"}
    found = Found(f"The old harbour of the north\n\n{text}\n")
    assert found.outline.lists
    for one in found.outline.lists:
        assert found.quote(one.label_span) == one.label
        assert 1 <= len(one.label.split()) <= 9
        assert one.label.split()[-1].lower() not in pack_loose
        assert one.label[-1].isalnum()
        assert one.label.count("“") == one.label.count("”")
        assert one.label.count("(") == one.label.count(")")


def test_a_heading_that_its_list_completes_is_no_name():
    text = (
        f"The water mill\n\nAfter reading this page you should be able to\n{BULLETS}\nThe mill stands by the river.\n"
    )
    assert Found(text).outline.lists[0].label == "The water mill"
