import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.reading import READERS, UNKNOWN_ENDING, decoding, read
from content.reading.source import UnreadableFile


@pytest.mark.parametrize("name", ["notes.doc", "notes", "archive.zip", ".txt.exe"])
def test_an_unknown_ending_says_what_to_do(name):
    with pytest.raises(UnreadableFile) as error:
        read(name, b"words")
    assert str(error.value) == UNKNOWN_ENDING


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b.md", "c.Markdown"])
def test_the_ending_chooses_the_reader_in_any_case(name):
    assert read(name, b"Words to learn").text.strip() == "Words to learn"


_SENTENCES = {decoding.EMPTY, decoding.BINARY}


@pytest.mark.parametrize("ending", READERS)
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_a_text_or_one_plain_sentence(ending, data):
    refusal = None
    try:
        source = read(f"file{ending}", data)
    except UnreadableFile as error:
        refusal = str(error)
    assert refusal in _SENTENCES or (source.text and "\r" not in source.text)
