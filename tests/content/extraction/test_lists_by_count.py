"""Lists that their number gives away, and members that carry a letter inside a sentence."""

import pytest

from tests.content.extraction.outlines import Found, only


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "The wall suffered from (a) frost in the joints, (b) roots below the footing, and (c) neglect.",
            ["frost in the joints", "roots below the footing", "neglect"],
        ),
        (
            "Before you sail, 1) check the pump; 2) stow the anchor; 3) tell the harbour master.",
            ["check the pump", "stow the anchor", "tell the harbour master"],
        ),
        ("The guild wants (i) a hall and (ii) a seat in the council.", ["a hall", "a seat in the council"]),
    ],
)
def test_letters_and_numbers_in_a_sentence_part_its_members(text, items):
    assert items in Found(text).lists


@pytest.mark.parametrize(
    "text",
    [
        "As shown in (a) and (b), the mast bends under load.",
        "The formula (1) holds. So does the formula (2) above.",
        "Ask the keeper (a) or stay at home.",
    ],
)
def test_letters_that_only_refer_make_no_list(text):
    assert Found(text).lists == []


HEAP = "Khi đống ủ có mùi hôi, có {} nguyên nhân thường gặp: quá ướt, thiếu không khí và quá nhiều rác tươi."


def test_as_many_parts_as_are_counted_before_a_colon_are_members():
    found = Found(HEAP.format("ba"), language="vi")
    assert found.lists == [["quá ướt", "thiếu không khí", "quá nhiều rác tươi"]]
    assert (found.outline.lists[0].announced, found.outline.lists[0].label) == (3, "ba nguyên nhân thường gặp")


def test_another_number_of_parts_is_no_proof():
    assert Found(HEAP.format("bốn"), language="vi").lists == []


def test_the_last_member_behind_a_colon_keeps_its_clause():
    text = "Three mistakes kill most ferns: too much water, too little light, and a pot that is too big."
    assert only(text).lists == [["too much water", "too little light", "a pot that is too big"]]


def test_as_many_lines_as_were_promised_are_items_whatever_ends_them():
    text = (
        "Lamps and moths\n\nThe keeper names three things that a town can do:\n\n"
        "Put out the lamps after 11 p.m.\nUse warm light\nAim every lamp at the ground\n\nMoths will come back.\n"
    )
    assert Found(text).lists == [
        ["Put out the lamps after 11 p.m", "Use warm light", "Aim every lamp at the ground"],
    ]


def test_other_lines_than_were_promised_are_none():
    text = (
        "Lamps and moths\n\nThe keeper names four things that a town can do:\n\n"
        "Put out the lamps after 11 p.m.\nUse warm light\nAim every lamp at the ground.\n\nMoths will come back.\n"
    )
    assert Found(text).lists == []


def test_the_first_is_and_the_second_is():
    text = "Moths need two things. The first is darkness, for their flight. The second is a flower that opens at night."
    assert only(text).lists == [["darkness, for their flight", "a flower that opens at night"]]


def test_numbers_of_headings_go_on_behind_a_list_with_letters():
    text = (
        "Minutes of the bee club\n\n1. Opening\nThe chair opened the meeting at nine and greeted the guests.\n\n"
        "2. Hives\nThe members spoke of new hives for the spring. It was agreed:\na) to buy two hives;\n"
        "b) to paint them blue.\n\n3. Honey\nThe harvest was the best in ten years, said the treasurer.\n"
    )
    assert Found(text).lists == [["Opening", "Hives", "Honey"], ["to buy two hives", "to paint them blue"]]


def test_roman_numerals_number_sections_not_items():
    body = "The rivers supply water for the towns, and every one of them is watched by its keepers all year."
    text = f"A plan for rivers\n\nI. Background\n\n{body}\n\nII. Aims\n\n{body}\n\nIII. Means\n\n{body}\n"
    assert Found(text).lists == []


def test_a_syllable_of_a_vietnamese_word_makes_no_order():
    found = Found("Ủ phân tại nhà\n\nChúng ta cần những thứ sau:\n• Thùng có nắp\n• Đất khô\n• Lá cây\n", language="vi")
    assert [one.ordered for one in found.outline.lists] == [False]


def test_stages_that_open_their_sentences_are_one_list_in_order():
    found = only(
        "The bridge rises in three stages. In the first stage, piles are driven. "
        "In the second stage, the deck is laid. "
        "In the third and final stage, the lamps are hung."
    )
    assert found.lists == [["piles are driven", "the deck is laid", "the lamps are hung"]]
    assert found.outline.lists[0].ordered


def test_any_vietnamese_noun_may_be_counted_through():
    text = "Làng nghề dựa trên hai trụ cột. Trụ cột thứ nhất là đất. Trụ cột thứ hai là nước."
    assert Found(text, language="vi").lists == [["Trụ cột thứ nhất là đất", "Trụ cột thứ hai là nước"]]
