import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading import decoding
from content.reading.decoding import canonical, decode
from content.reading.origin import offset_in_file
from content.reading.source import UnreadableFile


def test_utf8_is_read_as_it_is():
    decoded = decode("Thứ nhất, hòa bình.\n".encode())
    assert decoded.text == "Thứ nhất, hòa bình.\n"
    assert decoded.notices == ()


def test_a_byte_order_mark_is_no_part_of_the_text_but_of_the_file():
    decoded = decode(b"\xef\xbb\xbfPeace")
    assert decoded.text == "Peace"
    assert offset_in_file(decoded.origin, 0) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_needs_its_mark(encoding):
    marked = "\ufeff" if encoding != "utf-16" else ""
    assert decode((marked + "A new era").encode(encoding)).text == "A new era"


def test_another_encoding_is_read_as_windows_1252_and_said_aloud():
    decoded = decode("It’s a café".encode("windows-1252"))
    assert decoded.text == "It’s a café"
    assert decoded.notices == (decoding.GUESSED,)


def test_line_ends_become_one_and_offsets_lead_back():
    raw = "one\r\ntwo\rthree\n"
    text, origin = canonical(raw)
    assert text == "one\ntwo\nthree\n"
    assert raw[offset_in_file(origin, text.index("two")) :].startswith("two")
    assert raw[offset_in_file(origin, text.index("three")) :].startswith("three")


def test_decomposed_letters_are_composed_and_offsets_lead_back():
    raw = "Ngoa\u0323i giao e\u0302\u0301 end"
    text, origin = canonical(raw)
    assert text == "Ngoại giao ế end"
    assert raw[offset_in_file(origin, text.index("giao")) :].startswith("giao")
    assert raw[offset_in_file(origin, text.index("end")) :] == "end"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", decoding.EMPTY),
        (b" \n\t\n", decoding.EMPTY),
        (b"...\n---\n", decoding.EMPTY),
        (b"\x00\x01\x02 text", decoding.BINARY),
        (b"\x89PNG\r\n\x1a\n\x05\x06\x07\x08\x0e\x0f\x10\x11", decoding.BINARY),
        (b"\x81\x8d words", decoding.BINARY),
        (b"\xff\xfea", decoding.BINARY),
        (b"a" * (decoding.MAX_BYTES + 1), decoding.TOO_LARGE),
    ],
    ids=["nothing", "blank", "signs only", "NULs", "picture", "no encoding", "half a character", "too large"],
)
def test_what_cannot_be_read_says_so_in_one_sentence(data, message):
    with pytest.raises(UnreadableFile) as error:
        decode(data)
    assert str(error.value) == message


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_offsets_rise_and_stay_inside_the_file(raw):
    text, origin = canonical(raw)
    places = [offset_in_file(origin, i) for i in range(len(text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(raw) for place in places)


@given(st.text(st.characters(codec="ascii", exclude_characters="\r\0"), min_size=1))
def test_plain_ascii_is_its_own_canonical_form(raw):
    assert canonical(raw) == (raw, ((0, 0),))
