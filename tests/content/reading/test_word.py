from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from content.reading import apart, archive, word
from content.reading.source import Meta, SourceText, UnreadableFile
from tests.content.reading import files


def read(lines, **more) -> SourceText:
    return word.read(files.word(lines, **more))


def marked(source: SourceText) -> list[tuple]:
    return [(mark.kind, mark.level, source.text[mark.start : mark.end]) for mark in source.marks]


def test_styles_become_marks():
    lines = [("title", "Knots"), ("Heading 2", "Hitches"), ("Caption", "Figure 1"), ("Intense Quote", "Tie it twice.")]
    assert marked(read([*lines, ("text", "Rope.")])) == [
        ("title", 1, "Knots"),
        ("heading", 2, "Hitches"),
        ("caption", 1, "Figure 1"),
        ("quote", 1, "Tie it twice."),
    ]


def test_lists_nest_and_a_paragraph_between_ends_them():
    lines = [("bullet", "one"), ("bullet 2", "inner"), ("bullet", "two"), ("text", "Words."), ("number", "first")]
    items = [mark for mark in read(lines).marks if mark.kind == "item"]
    assert [(item.level, item.ordered) for item in items] == [(1, False), (2, False), (1, False), (1, True)]
    assert items[0].group == items[2].group != items[1].group
    assert items[3].group not in (items[0].group, items[1].group)


def numbered(document, words: str, list_id: int, level: int):
    paragraph = document.add_paragraph(words)
    pr = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
    paragraph._p.get_or_add_pPr().append(pr)
    return paragraph


def with_numbering(*formats: str):
    """A document in which list 90 has these formats, level by level."""
    document = docx.Document()
    root = document.part.numbering_part.element
    levels = "".join(f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="{form}"/></w:lvl>' for i, form in enumerate(formats))
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def test_numbering_of_paragraphs_tells_depth_and_order():
    document = with_numbering("decimal", "bullet", "lowerLetter")
    for words, level in [("one", 0), ("dot", 1), ("letter", 2), ("two", 0)]:
        numbered(document, words, 90, level)
    items = [mark for mark in word.read(files.saved(document)).marks if mark.kind == "item"]
    assert [(item.level, item.ordered) for item in items] == [(1, True), (2, False), (3, True), (1, True)]
    assert items[0].group == items[3].group


def test_the_number_zero_takes_a_paragraph_out_of_the_list_of_its_style():
    document = docx.Document()
    document.add_paragraph("item", style="List Bullet")
    paragraph = document.add_paragraph("no item", style="List Bullet")
    pr = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    paragraph._p.get_or_add_pPr().append(pr)
    assert [words for kind, _, words in marked(word.read(files.saved(document))) if kind == "item"] == ["item"]


def test_an_indented_paragraph_below_an_item_belongs_to_it():
    document = docx.Document()
    document.add_paragraph("Wear a helmet", style="List Bullet")
    document.add_paragraph("It saves lives.").paragraph_format.left_indent = Pt(36)
    document.add_paragraph("Signal", style="List Bullet")
    source = word.read(files.saved(document))
    assert [kind for kind, _, _ in marked(source)] == ["item", "body", "item"]
    assert source.marks[0].group == source.marks[1].group == source.marks[2].group


def test_tables_become_rows():
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Port", "Tide", "Aldun", "5.2 m"], strict=True):
        cell.text = words
    assert marked(word.read(files.saved(document))) == [("table", 1, "Port\tTide"), ("table", 1, "Aldun\t5.2 m")]


def test_links_and_insertions_are_read_and_deletions_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("Look ")
    runs = [f"<w:{tag} {nsdecls('w')}><w:r><w:t>{tag} </w:t></w:r></w:{tag}>" for tag in ("hyperlink", "ins")]
    gone = f"<w:del {nsdecls('w')}><w:r><w:delText>gone</w:delText></w:r></w:del>"
    for run in [*runs, gone]:
        paragraph._p.append(parse_xml(run))
    assert word.read(files.saved(document)).text == "Look hyperlink ins\n"


def test_text_boxes_and_footnotes_are_left_out_and_said_so():
    document = docx.Document()
    paragraph = document.add_paragraph("Rope is strong.")
    box = "<w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent>"
    run = f"<w:r {nsdecls('w')}><w:pict>{box}</w:pict><w:footnoteReference w:id='1'/></w:r>"
    paragraph._p.append(parse_xml(run))
    source = word.read(files.saved(document))
    assert source.text == "Rope is strong.\n"
    assert source.notices == (word.TEXT_BOXES, word.FOOTNOTES)


def test_what_the_document_says_of_itself():
    document = docx.Document()
    document.add_paragraph("Words")
    known = document.core_properties
    known.title, known.author, known.created = "Knots", "Ana Flores", datetime(2024, 5, 6, tzinfo=UTC)
    assert word.read(files.saved(document)).meta == Meta(title="Knots", author="Ana Flores", date="2024-05-06")


def test_the_date_and_author_of_a_template_are_nobodys():
    assert read([("text", "Words")]).meta == Meta()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and nothing more", apart.DAMAGED),
        (files.word()[:-100], apart.DAMAGED),
        (files.word().replace(b"\x00\x00\x08\x00", b"\x00\x00\x08\x01"), apart.DAMAGED),
    ],
    ids=["no archive", "cut off", "spoilt"],
)
def test_a_damaged_document_says_so(data, message):
    with pytest.raises(UnreadableFile) as error:
        word.read(data)
    assert str(error.value) in (message, archive.LOCKED)


def test_a_document_of_blanks_is_empty():
    with pytest.raises(UnreadableFile, match="no text"):
        read([("text", " "), ("title", "")])
