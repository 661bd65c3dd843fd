from itertools import pairwise

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from tests.content.extraction.outlines import Found

SENTENCE = "The river carries sand and stones from the hills down to the plain every spring. "


def words(found: Found, first: int, last: int) -> int:
    blocks = found.outline.blocks
    return len(found.source.text[blocks[first].start : blocks[last].end].split())


def test_a_long_text_becomes_lessons_of_three_to_six_minutes():
    found = Found("Rivers\n\n" + "\n\n".join(SENTENCE * 8 for _ in range(40)))
    assert len(found.outline.lessons) > 2
    assert all(500 <= words(found, lesson.first, lesson.last) <= 1500 for lesson in found.outline.lessons)


def test_lessons_cover_all_blocks_without_overlap():
    found = Found("Rivers\n\n" + "\n\n".join(SENTENCE * 8 for _ in range(40)))
    lessons = found.outline.lessons
    assert lessons[0].first == 0
    assert lessons[-1].last == len(found.outline.blocks) - 1
    assert all(earlier.last + 1 == later.first for earlier, later in pairwise(lessons))


def test_a_lesson_begins_at_a_heading_when_there_is_one():
    chapter = "\n\n".join([SENTENCE * 10] * 6)
    found = Found(f"Rivers\n\n{chapter}\n\nThe upper course\n\n{chapter}\n\nThe lower course\n\n{chapter}")
    assert [lesson.title for lesson in found.outline.lessons] == ["Rivers", "The upper course", "The lower course"]


def test_no_list_is_cut():
    items = "\n\n".join(
        f"{ordinal}, the river {n}. {SENTENCE * 5}"
        for n, ordinal in enumerate(("First", "Second", "Third", "Fourth", "Fifth"))
    )
    found = Found(f"Rivers\n\n{SENTENCE * 70}\n\nFive things happen.\n\n{items}\n\n{SENTENCE * 70}")
    (one,) = (one for one in found.outline.lists if one.kind == "ordinal")
    blocks = found.outline.blocks
    starts = [blocks[lesson.first].start for lesson in found.outline.lessons]
    assert len(starts) > 1
    assert not any(one.statement[0] < start < one.items[-1].end for start in starts)


def test_a_text_without_anything_to_teach_has_no_lessons():
    assert Found("Share").outline.lessons == ()


TOPICS = {
    "bees": "The hive keeps its honey in wax combs. Bees gather nectar from clover and heather. A queen lays her eggs "
    "in the brood comb. Workers feed the larvae and guard the hive. Drones leave the hive in summer. ",
    "locks": "A lock lifts barges between two levels of the canal. The keeper opens the sluice and water fills the "
    "chamber. Barges wait below the gate. The gate swings when both levels agree. Towpaths run beside the canal. ",
    "type": "A printer sets letters in a composing stick. Ink is rolled over the type. The press pushes paper against "
    "the forme. Each sheet dries on a rack. Worn letters are melted and cast anew by the founder. ",
}


def titles(found: Found) -> list[str]:
    return [lesson.title for lesson in found.outline.lessons]


@pytest.mark.parametrize("lengths", [(4, 4, 4), (5, 4, 4), (4, 6, 5)])
def test_without_headings_a_lesson_begins_where_the_topic_changes(lengths):
    paragraphs = [
        topic * repeat for (_, topic), count in zip(TOPICS.items(), lengths, strict=True) for repeat in [5] * count
    ]
    found = Found("Old trades\n\n" + "\n\n".join(paragraphs))
    openings = [found.source.text[found.outline.blocks[lesson.first].start :][:12] for lesson in found.outline.lessons]
    assert openings == ["Old trades\n\n", TOPICS["locks"][:12], TOPICS["type"][:12]]


def test_a_section_that_is_too_long_is_divided_and_a_short_one_is_joined():
    long, short = "\n\n".join([SENTENCE * 5] * 30), SENTENCE * 8
    found = Found(f"Rivers\n\n{short}\n\nThe delta\n\n{short}\n\nThe long middle\n\n{long}\n\nThe end\n\n{short}")
    lengths = [words(found, lesson.first, lesson.last) for lesson in found.outline.lessons]
    assert len(lengths) == 3
    assert all(580 <= length <= 1250 for length in lengths)


def test_a_lesson_without_a_heading_is_called_after_its_list():
    listed = "The keepers gave four rules for a calm hive. First, move slowly. Second, wear white. Third, use smoke. "
    text = "\n\n".join([TOPICS["locks"] * 4] * 6 + [listed + TOPICS["bees"] * 4] + [TOPICS["bees"] * 4] * 5)
    assert titles(Found(f"Old trades\n\n{text}")) == ["Old trades", "four rules for a calm hive"]


def test_a_list_that_nobody_reads_in_one_sitting_may_be_cut_between_its_items():
    ordinals = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
    items = "\n\n".join(f"{ordinal}, the river {n}. {SENTENCE * 35}" for n, ordinal in enumerate(ordinals))
    found = Found(f"Rivers\n\nSix things happen.\n\n{items}")
    assert len(found.outline.lessons) > 1


PARTS = st.lists(
    st.one_of(
        st.tuples(st.just("paragraph"), st.integers(1, 7)),
        st.tuples(st.just("heading"), st.integers(1, 3)),
        st.tuples(st.just("list"), st.integers(2, 6)),
    ),
    min_size=30,
    max_size=70,
)
# Smaller texts have one lesson only, so there is no use in looking for the smallest that fails.
TRIED = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])


def written(parts: list[tuple[str, int]]) -> str:
    """Paragraphs of 15 to 105 words, headings with a paragraph below, short lists of lines or of paragraphs."""
    topics = list(TOPICS.values())
    lines = ["Old trades"]
    for n, (kind, size) in enumerate(parts):
        if kind == "list" and size % 2:
            lines += ["These are some tools of the trade:\n" + "\n".join(f"- tool number {n} {i}" for i in range(size))]
        elif kind == "list":
            lines += [f"{ordinal}, {topics[n % 3]}" for ordinal in ("First", "Second", "Third", "Fourth")[:size]]
        else:
            lines += [f"Chapter on matter {n}"] * (kind == "heading")
            lines += [" ".join((topics[n % 3] * 4).split()[: 15 * size])]
    return "\n\n".join(lines)


@TRIED
@given(PARTS)
def test_every_paragraph_is_in_one_lesson_in_order_and_no_list_is_cut(parts):
    found = Found(written(parts))
    lessons, blocks = found.outline.lessons, found.outline.blocks
    covered = [i for lesson in lessons for i in range(lesson.first, lesson.last + 1)]
    assert covered == list(range(len(blocks)))
    starts = [blocks[lesson.first].start for lesson in lessons[1:]]
    for one in found.outline.lists:
        assert not any(one.statement[0] < start < one.items[-1].end for start in starts)
    for lesson in lessons:
        assert found.quote(lesson.title_span) == lesson.title
        assert lesson.title
        assert any(block.number for block in blocks[lesson.first : lesson.last + 1])


@TRIED
@given(PARTS)
def test_lessons_take_three_to_six_minutes_where_the_text_allows(parts):
    found = Found(written(parts))
    blocks = found.outline.blocks
    taught = [len(found.source.text[b.start : b.end].split()) if b.number else 0 for b in blocks]
    assume(sum(taught) >= 2400)
    lengths = [sum(taught[lesson.first : lesson.last + 1]) for lesson in found.outline.lessons]
    assert all(600 <= length <= 1200 for length in lengths), lengths
