"""What is made to break a reader ends in one plain sentence, or in its text, within a moment."""

import time

import pytest

from content.reading import read
from content.reading.pdf import TOO_MANY_PAGES
from content.reading.source import UnreadableFile
from tests.content.reading.test_reading import archived

DEEP = 2_000
PAGE = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count "
END = b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
LEAF = b"endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b %b]>>"
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
BOMBS = {
    "deep.html": b"<div>" * DEEP + b"<p>Words to learn here.</p>",
    "lists.html": b"<ul><li>" * DEEP + b"Words to learn here.",
    "attributes.html": b"<p " + b"a=1 " * 50_000 + b">Words to learn here.</p>",
    "laughs.html": LAUGHS,
    "quotes.md": b"> " * DEEP + b"Words to learn here.",
    "brackets.md": b"[" * DEEP + b"Words to learn here.",
    "stars.md": b"*a **b " * DEEP,
    "links.md": b"[a](" * DEEP,
    "indented.md": b"\n".join(b"  " * depth + b"- item" for depth in range(500)),
    "word.txt": b"a" * 1_000_000,
    "line.txt": b"word " * 200_000,
    "itself.pdf": PAGE + b"1000000000/Kids[2 0 R]>>" + END,
    "pages.pdf": PAGE + b"1001/Kids[" + b"3 0 R " * 1001 + b"]>>" + LEAF % (b"99", b"99") + END,
    "wide.pdf": PAGE + b"1/Kids[3 0 R]>>" + LEAF % (b"1e30", b"1e30") + END,
    "zeros.docx": archived(**{"word/document.xml": b"0" * 20_000_000}),
    "laughs.docx": archived(**{"word/document.xml": LAUGHS}),
    "deep.docx": archived(**{"word/document.xml": b"<a>" * 100_000}),
}


def outcome(name: str) -> str:
    try:
        return read(name, BOMBS[name]).text
    except UnreadableFile as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", BOMBS)
def test_it_ends_soon_in_a_text_or_a_sentence(name):
    begun = time.process_time()
    said = outcome(name)
    assert said
    assert "Traceback" not in said
    # Of this process; the reader's own has limits that tests/content/reading/test_apart.py shows to hold.
    assert time.process_time() - begun < 10


def test_too_many_pages_are_counted_before_they_are_read():
    with pytest.raises(UnreadableFile) as refusal:
        read("pages.pdf", BOMBS["pages.pdf"])
    assert str(refusal.value) == TOO_MANY_PAGES


@pytest.mark.parametrize("name", ["a.odt", "a.epub", "a.zip"])
def test_other_archives_are_not_unpacked(name):
    with pytest.raises(UnreadableFile):
        read(name, archived(**{"content.xml": LAUGHS}))
