from hypothesis import given
from hypothesis import strategies as st

from content.cutting import Mark, Piece, cut

marks = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("abc")).map(lambda m: Mark(*m)), max_size=8
)


def test_words_without_marks_are_one_piece():
    assert cut("trust and law", 10, []) == (Piece("trust and law", 10, ()),)


def test_a_mark_is_a_piece_of_its_own():
    assert [piece.text for piece in cut("trust and law", 10, [Mark(16, 19, "lit")])] == ["trust ", "and", " law"]


def test_overlapping_marks_share_the_words_between():
    pieces = cut("abcdef", 0, [Mark(0, 4, "first"), Mark(2, 6, "second")])
    assert [(piece.text, piece.kinds) for piece in pieces] == [
        ("ab", ("first",)),
        ("cd", ("first", "second")),
        ("ef", ("second",)),
    ]


def test_a_mark_that_reaches_outside_is_clipped():
    assert cut("law", 10, [Mark(0, 12, "lit")]) == (Piece("la", 10, ("lit",)), Piece("w", 12, ()))


@given(st.text(min_size=1, max_size=40), st.integers(0, 20), marks)
def test_the_pieces_joined_are_the_words(words, start, marks):
    pieces = cut(words, start, marks)
    assert "".join(piece.text for piece in pieces) == words
    assert all(piece.text for piece in pieces)


@given(st.text(min_size=1, max_size=40), st.integers(0, 20), marks)
def test_a_piece_has_exactly_the_marks_that_cover_it(words, start, marks):
    for piece in cut(words, start, marks):
        for offset in range(piece.start, piece.end):
            assert set(piece.kinds) == {mark.kind for mark in marks if mark.start <= offset < mark.end}
