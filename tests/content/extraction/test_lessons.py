from itertools import pairwise

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
