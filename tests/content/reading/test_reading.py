import io
import zipfile

import pytest

from content.reading import READERS, SUFFIXES, UNKNOWN_ENDING, archive, decoding, read, sniffing
from content.reading.source import UnreadableFile
from tests.content.reading import files


@pytest.mark.parametrize("name", ["notes.doc", "notes", "archive.zip", ".txt.exe"])
def test_an_unknown_ending_says_what_to_do(name):
    with pytest.raises(UnreadableFile) as error:
        read(name, b"words")
    assert str(error.value) == UNKNOWN_ENDING


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b.md", "c.Markdown"])
def test_the_ending_chooses_the_reader_in_any_case(name):
    assert read(name, b"Words to learn").text.strip() == "Words to learn"


def test_forms_and_commands_may_ask_for_what_is_accepted():
    assert {".txt", ".md", ".html", ".docx", ".pdf"} <= set(SUFFIXES) == set(READERS)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("data", [b"", b" \n\r\n\t"], ids=["nothing", "blanks"])
def test_an_empty_file_is_empty_in_every_format(suffix, data):
    with pytest.raises(UnreadableFile, match="no text in this file"):
        read(f"a{suffix}", data)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(suffix):
    with pytest.raises(UnreadableFile) as error:
        read(f"a{suffix}", b"%PDF-" * (decoding.MAX_BYTES // 5 + 1))
    assert str(error.value) == decoding.TOO_LARGE


def archived(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", files.pdf([("text", "Words")]), sniffing.PDF),
        ("a.docx", files.pdf([("text", "Words")]), sniffing.PDF),
        ("a.pdf", files.word([("text", "Words")]), sniffing.WORD),
        ("a.txt", files.word([("text", "Words")]), sniffing.WORD),
        ("a.txt", b"<!DOCTYPE html><html><p>Words</html>", sniffing.WEB),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), sniffing.OLD_OFFICE),
        ("a.docx", archived(mimetype=b"application/epub+zip"), sniffing.OTHER_ARCHIVE),
        ("a.txt", b"{\\rtf1 Words}", sniffing.RICH_TEXT),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(50), sniffing.PICTURE),
        ("a.pdf", b"Only words", sniffing.NOT_PDF),
        ("a.docx", b"Only words", sniffing.NOT_WORD),
    ],
)
def test_a_name_that_lies_is_told_what_the_file_is(name, data, message):
    with pytest.raises(UnreadableFile) as error:
        read(name, data)
    assert str(error.value) == message


def test_markdown_may_begin_with_html():
    assert "Words" in read("a.md", b"<!doctype html>\n\nWords to learn").text


def test_an_archive_that_unfolds_too_far_is_not_opened():
    bomb = archived(**{"word/document.xml": b"0" * 50_000_000})
    with pytest.raises(UnreadableFile) as error:
        archive.refuse_dangerous(bomb)
    assert str(error.value) == archive.BOMB


def test_an_archive_of_too_many_parts_is_not_opened():
    with pytest.raises(UnreadableFile) as error:
        archive.refuse_dangerous(archived(**{f"word/{i}": b"" for i in range(archive.MAX_PARTS + 1)}))
    assert str(error.value) == archive.BOMB


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declaration", ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!ENTITY b "c">'])
def test_xml_that_declares_entities_is_refused(encoding, declaration):
    with pytest.raises(UnreadableFile) as error:
        archive.refuse_dangerous(archived(**{"word/document.xml": declaration.encode(encoding)}))
    assert str(error.value) == archive.ENTITIES
