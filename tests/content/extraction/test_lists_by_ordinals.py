"""First, second, third."""

from tests.content.extraction.outlines import Found, only


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
    text = (
        "Two plans.\n\nFirst, sell the barn. Second, keep the cow.\n\n"
        "Two fears.\n\nFirst, the barn burns. Second, the cow dies."
    )
    assert Found(text).lists == [["sell the barn", "keep the cow"], ["the barn burns", "the cow dies"]]


def test_a_heading_closes_the_list():
    text = (
        "Plans\n\nFirst, sell the barn to the neighbour who asked for it.\n\nOther things\n\n"
        "Second, the neighbour is a cousin of the baker, as everybody in the village knows.\n"
    )
    assert Found(text).lists == []


def test_first_and_finally_alone_are_a_way_of_speaking():
    assert Found("First, we slept. Then it rained for a week. Finally, we left.").lists == []


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
