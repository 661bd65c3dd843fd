"""Any bytes into any reader end in a text with marks inside it, or in one plain refusal."""

import io
import re
import zipfile
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading import READERS
from content.reading.apart import read_here
from content.reading.origin import offset_in_file
from content.reading.source import SourceText, UnreadableFile
from tests.content.reading import files

NAMES = sorted(set(READERS.values()))
VALID = {
    "plain": lambda: files.ARTICLE.encode(),
    "markdown": lambda: files.ARTICLE.encode(),
    "web": files.web,
    "word": files.word,
    "pdf": lambda: files.pdf(columns=2, head="Bees", pageCompression=0),
}
_SENTENCE = re.compile(r"[A-Z].+[.!]$")


@cache
def valid(name: str) -> bytes:
    return VALID[name]()


def outcome(name: str, data: bytes) -> SourceText | str:
    try:
        source = read_here(name, data)
    except UnreadableFile as error:
        refusal = str(error)
    else:
        check(source)
        return source
    assert _SENTENCE.match(refusal)
    return refusal


def check(source: SourceText) -> None:
    assert source.text.strip()
    assert not re.search("[\r\0\ud800-\udfff]", source.text)
    assert all(0 <= mark.start < mark.end <= len(source.text) for mark in source.marks)
    assert all(source.text[mark.start : mark.end].strip() for mark in source.marks)
    pages = [mark.level for mark in source.marks if mark.kind == "page"]
    assert pages == sorted(set(pages))
    places = [offset_in_file(source.origin, mark.start) for mark in sorted(source.marks, key=lambda mark: mark.start)]
    assert places == sorted(places)


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """A valid file with some stretches overwritten, taken out or doubled."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        width = draw(st.integers(0, 60))
        middle = draw(st.one_of(st.binary(max_size=20), st.just(data[start : start + width] * 2), st.just(b"")))
        data = data[:start] + middle + data[start + width :]
    return data


@pytest.mark.parametrize("name", NAMES)
def test_the_file_that_is_mutated_is_valid(name):
    assert set(VALID) == set(NAMES)
    assert isinstance(outcome(name, valid(name)), SourceText)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=600))
def test_any_bytes(name, data):
    outcome(name, data)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_valid_file_with_faults_in_it(name, data):
    outcome(name, data.draw(mutated(valid(name))))


PARTS = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "docProps/core.xml"]


@given(data=st.data(), part=st.sampled_from(PARTS))
def test_a_word_document_with_faults_in_one_of_its_parts(data, part):
    """Faults in the archive itself seldom get past its checksums."""
    packed = zipfile.ZipFile(io.BytesIO(valid("word")))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for name in packed.namelist():
            content = packed.read(name)
            copy.writestr(name, data.draw(mutated(content)) if name == part else content)
    outcome("word", buffer.getvalue())


_TAGS = [
    "p",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "br",
    "sup",
]
_TAGS += [
    "a href=#n",
    "figure",
    "figcaption",
    "div class=nav",
    "article",
    "main",
    "caption",
    "!-- ",
    "script",
    "span",
    "body",
]
_MARKUP = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS]),
    st.sampled_from([f"</{tag.split()[0]}>" for tag in _TAGS]),
    st.text(max_size=30),
    st.integers(0, 70_000).map("&#{};".format),
    st.just("Words of a paragraph that goes on and on for a while. "),
)


@given(st.lists(_MARKUP, max_size=60))
def test_any_tags_in_any_order(pieces):
    outcome("web", "".join(pieces).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("tag", ["div", "ul><li", "table><tr><td", "blockquote", "span", "b", "dl><dd"])
def test_a_page_nested_without_end(tag):
    outcome("web", (f"<{tag}>" * 5_000 + "Words to learn. " * 30).encode())


@pytest.mark.parametrize("name", NAMES)
def test_the_same_bytes_twice_are_the_same_text(name):
    assert read_here(name, valid(name)) == read_here(name, valid(name))
