import re
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from content.facsimile import TALLEST, facsimile


@dataclass
class Block:
    kind: str
    number: int
    start: int
    end: int


def page(*kinds_and_lengths):
    blocks, offset, number = [], 0, 0
    for kind, length in kinds_and_lengths:
        taught = kind in {"paragraph", "item"}
        number += taught
        blocks.append(Block(kind, number if taught else 0, offset, offset + length))
        offset += length + 2
    return blocks


def lines(path):
    return path.count("M")


def test_a_paragraph_is_as_many_lines_as_its_length_asks_for():
    drawn = facsimile(page(("paragraph", 200)), read={1})
    assert lines(drawn.read) == 3
    assert drawn.unread == ""


def test_what_is_not_read_is_drawn_apart():
    drawn = facsimile(page(("paragraph", 50), ("paragraph", 50)), read={1})
    assert (lines(drawn.read), lines(drawn.unread)) == (1, 1)


def test_the_title_and_the_headings_are_heads():
    drawn = facsimile(page(("title", 80), ("heading", 30), ("paragraph", 50)), read=())
    assert lines(drawn.heads) == 3


def test_an_item_has_its_number():
    drawn = facsimile(page(("item", 50), ("paragraph", 50), ("paragraph", 50)), read=(), items={2})
    assert lines(drawn.numbers) == 2


def test_the_place_of_the_reader_is_lit():
    blocks = page(("paragraph", 50), ("paragraph", 50))
    assert lines(facsimile(blocks, read=(), here=2).band) == 1
    assert facsimile(blocks, read=()).band == ""


def test_boilerplate_is_not_drawn():
    assert facsimile(page(("boilerplate", 900)), read=()).height == facsimile([], read=()).height


def test_a_long_text_is_drawn_as_one_page():
    drawn = facsimile(page(*[("paragraph", 200)] * 400), read={1})
    assert drawn.height == TALLEST
    assert lines(drawn.read) == 3
    assert lines(drawn.unread) < 150


def test_the_page_of_a_long_text_is_the_one_that_is_lit():
    drawn = facsimile(page(*[("paragraph", 200)] * 400), read={1}, here=300)
    assert drawn.read == ""
    assert lines(drawn.band) == 1
    assert float(re.search(r"M[\d.]+ ([\d.]+)", drawn.band)[1]) < TALLEST / 2


@given(st.lists(st.tuples(st.sampled_from(["title", "heading", "paragraph", "item", "caption"]), st.integers(1, 3000))))
def test_no_page_is_taller_than_the_tallest(kinds):
    assert facsimile(page(*kinds), read=()).height <= TALLEST
