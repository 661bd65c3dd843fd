from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS
from quizzes.kinds.base import BadAnswer
from quizzes.kinds.recall import assign, closeness_to, items_of, shared_words

RECALL = KINDS["recall"]

DIRECTIONS = [
    "foreign affairs must promote their pioneering role, performing the essential and regular task of creating a "
    "favourable international environment for the country",
    "foreign affairs are a driving force in creating favourable conditions, mobilising external resources and opening "
    "new development space for the country",
    "foreign affairs demonstrate a high sense of responsibility toward the international community",
    "promoting the nation’s “soft power” commensurate with its historical and cultural stature",
    "building a comprehensive, modern and professional foreign affairs and diplomacy sector",
]
STEM = "Name the five directions of comprehensive foreign affairs."
VAI_TRO = [
    "Phát huy vai trò tiên phong của đối ngoại",
    "Phát huy sức mạnh mềm của dân tộc",
    "Xây dựng ngành ngoại giao chuyên nghiệp",
]


def named(items: list[str], *lines: str, stem: str = STEM, accepted: dict[int, list[str]] | None = None) -> list[int]:
    """The numbers of the items that these lines name."""
    key = {"items": [{"text": text, "accepted": (accepted or {}).get(n, [])} for n, text in enumerate(items)]}
    mark = RECALL.mark({"stem": stem, "count": None}, key, {"items": list(lines)})
    return [number for number, part in enumerate(mark.parts) if part.right]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("pioneering role", 0),
        ("the pioneering role of foreign affairs", 0),
        ("a driving force which opens up new development space", 1),
        ("responsibility to the international community", 2),
        ("soft power", 3),
        ("promote “Soft Power”", 3),
        ("a modern, profesional sector", 4),
    ],
)
def test_a_few_words_of_its_own_name_a_long_item(line, item):
    assert named(DIRECTIONS, line) == [item]


@pytest.mark.parametrize(
    "line",
    [
        STEM,
        "directions",
        "foreign affairs",
        "comprehensive foreign affairs",
        "the",
        "for the country",
        "favourable",
        "x",
        "pioneering role, driving force, responsibility, soft power, professional sector",
    ],
)
def test_the_stem_generic_words_and_a_line_of_everything_name_nothing(line):
    assert named(DIRECTIONS, *[line] * 5) == []


def test_any_order_will_do():
    assert named(DIRECTIONS, "soft power", "pioneering role") == [0, 3]


def test_an_item_is_graded_once():
    assert named(DIRECTIONS, "soft power", "soft power", "the soft power of the nation") == [3]


def test_lines_are_given_to_items_so_that_most_are_named():
    items = ["peace", "peace and development", "cooperation"]
    assert named(items, "peace and development", "peace", stem="Name the three goals.") == [0, 1]
    assert named(items, "peace", "peace and development", stem="Name the three goals.") == [0, 1]


def test_a_wrong_number_is_wrong_whatever_stands_around_it():
    items = ["96 years under the leadership of the Party", "80 years of independence", "40 years of renewal"]
    assert named(items, "80 years under the leadership of the Party", stem="Name three anniversaries.") == []
    assert named(items, "96 years under the Party's leadership", stem="Name three anniversaries.") == [0]


def test_what_the_author_accepts_counts():
    assert named(DIRECTIONS, "attractiveness", accepted={3: ["attractiveness"]}) == [3]


def test_it_works_on_vietnamese_and_minds_its_accents():
    stem = "Kể tên ba định hướng của đối ngoại."
    assert named(VAI_TRO, "vai trò tiên phong", stem=stem) == [0]
    assert named(VAI_TRO, "sức mạnh mềm", stem=stem) == [1]
    assert named(VAI_TRO, "suc manh mem", stem=stem) == []
    assert named(VAI_TRO, "phát huy", stem=stem) == []


def test_lines_of_a_text_area_count_one_by_one():
    assert RECALL.parse({"stem": STEM, "count": None}, {"item": ["trust\r\n\r\n law \npatience"]}) == {
        "items": ["trust", "law", "patience"]
    }


def test_more_lines_than_items_are_refused():
    with pytest.raises(BadAnswer, match="more than was asked for"):
        RECALL.parse({"stem": STEM, "count": 2}, {"item": ["trust", "law", "patience"]})


def test_lines_that_name_nothing_are_shown_beside_the_list():
    examples = RECALL.examples()
    shown = RECALL.reveal(examples.shown, examples.key, {"items": ["trust", "speed"]})
    assert shown["others"] == ["speed"]
    assert [item["right"] for item in shown["items"]] == [True, False, False]


SHARED = {
    "peace": ["law"],
    "peace and development": ["law", "order"],
    "trade": ["order", "talks"],
    "talks on trade": [],
}
LINES = st.lists(st.sampled_from([*SHARED, "law", "order", "talks", "trade talks", "speed"]), min_size=1, max_size=4)


@given(LINES)
def test_no_other_way_of_giving_lines_to_items_names_more(lines):
    items = items_of({"items": [{"text": text, "accepted": more} for text, more in SHARED.items()]})
    common = shared_words("Name the goals.", items)
    fits = [[one > 0 for one in closeness_to(item, common, lines)] for item in items]
    slots = [*range(len(lines)), *[None] * len(items)]
    best = max(
        sum(line is not None and fits[item][line] for item, line in enumerate(way))
        for way in set(permutations(slots, len(items)))
    )
    given_to = assign("Name the goals.", items, lines)
    assert len(given_to) == best
    assert len(set(given_to.values())) == len(given_to)
    assert all(fits[item][line] for item, line in given_to.items())


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(lines, rng):
    mixed = rng.sample(lines, len(lines))
    accepted = dict(enumerate(SHARED.values()))
    counts = [len(named([*SHARED], *one, stem="Name the goals.", accepted=accepted)) for one in (lines, mixed)]
    assert counts[0] == counts[1]


def test_a_line_that_two_items_would_take_goes_where_more_are_named():
    accepted = {0: ["law", "order"], 1: ["law"]}
    for lines in (("law", "order"), ("order", "law")):
        assert named(["rule of state", "bridge of peace"], *lines, stem="Name two.", accepted=accepted) == [0, 1]
