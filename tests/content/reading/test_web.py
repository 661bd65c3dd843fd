"""Pages of the common shapes, each with what must be found on it and what must not."""

import tomllib
from pathlib import Path

import pytest

from content.extraction import extract
from content.reading import decoding, web
from content.reading.source import SourceText, UnreadableFile
from content.reading.web import body, choice

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
FIELDS = ("title", "author", "date", "source")


def expected(page: Path) -> dict:
    return tomllib.loads(page.with_suffix(".toml").read_text(encoding="utf-8"))


def marked(source: SourceText, *kinds: str) -> list:
    return [mark for mark in source.marks if mark.kind in kinds]


def headings(source: SourceText) -> list[str]:
    return [f"{mark.level} {source.text[mark.start : mark.end]}" for mark in marked(source, "title", "heading")]


def items(source: SourceText) -> list[str]:
    return [
        f"{mark.level} {'1' if mark.ordered else '-'} {source.text[mark.start : mark.end]}"
        for mark in marked(source, "item")
    ]


def test_there_are_pages_of_all_common_shapes():
    assert len(PAGES) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_of_a_page_the_article_is_read_with_its_structure(page):
    wanted = expected(page)
    if "refused" in wanted:
        with pytest.raises(UnreadableFile, match=wanted["refused"]):
            web.read(page.read_bytes())
        return
    source = web.read(page.read_bytes())
    assert [words for words in wanted["has"] if words not in source.text] == []
    assert [words for words in wanted["lacks"] if words in source.text] == []
    assert headings(source) == wanted["headings"]
    assert items(source) == wanted["items"]
    captions = [source.text[mark.start : mark.end] for mark in marked(source, "caption")]
    assert captions == wanted.get("captions", captions)
    assert {field: getattr(source.meta, field) for field in FIELDS} == {field: wanted.get(field) for field in FIELDS}


def page(article: str, head: str = "") -> bytes:
    filler = "<p>" + "Words that make this page long enough to be read as an article. " * 3 + "</p>"
    return f"<html><head>{head}</head><body><article>{article}{filler}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<meta charset=windows-1251><p>Привет</p>".encode("windows-1251"), "Привет"),
        ('<?xml version="1.0" encoding="iso-8859-2"?><p>Łódź</p>'.encode("iso-8859-2"), "Łódź"),
        ("\ufeff<p>Thứ nhất</p>".encode("utf-16-le"), "Thứ nhất"),
        (b"\xef\xbb\xbf<meta charset=latin1><p>" + "Café</p>".encode(), "Café"),
        (b"<meta charset=iso-8859-1><p>\x93Yes\x94</p>", "“Yes”"),
        (b"<meta charset=utf-7><p>+AGE-</p>", "+AGE-"),
    ],
    ids=["windows-1251", "XML", "UTF-16", "mark before meta", "Latin 1 means 1252", "not UTF-7"],
)
def test_the_encoding_is_that_of_the_mark_or_the_declaration(data, words):
    decoded, notices = web.characters(data)
    assert words in decoded
    assert notices == ()


def test_an_encoding_that_was_guessed_is_said_aloud():
    source = web.read(page("<p>Caf\N{LATIN SMALL LETTER E WITH ACUTE}</p>").decode().encode("windows-1252"))
    assert "Café" in source.text
    assert source.notices == (decoding.GUESSED,)


def test_a_declared_encoding_that_does_not_fit_gives_way_to_one_that_does():
    assert "Ánh" in web.read(page("<p>Ánh</p>", "<meta charset=windows-1252>")).text


def test_two_parts_of_an_item_are_one_item_and_a_further_paragraph():
    source = web.read(page("<ul><li><p>Wear a helmet.</p><p>It saves lives.</p></li><li>Signal.</li></ul>"))
    kinds = [(mark.kind, source.text[mark.start : mark.end]) for mark in marked(source, "item", "body")]
    assert kinds == [("item", "Wear a helmet."), ("body", "It saves lives."), ("item", "Signal.")]


def test_soft_hyphens_and_zero_width_spaces_are_not_seen():
    assert "diplomacy" in web.read(page("<p>diplo&shy;ma&#8203;cy</p>")).text


@pytest.mark.parametrize("sign", ["\x01", "&#1;", "&#x0B;", "&#xD800;", "&#xFFFF;", "&#99999999;", "\0"])
def test_what_xml_forbids_is_left_out_wherever_it_stands(sign):
    source = web.read(page(f"<script>x</script>{sign}<p>Wear{sign} a helmet</p><nav>Menu</nav>{sign}"))
    assert "Wear a helmet" in source.text


def test_letters_are_composed():
    assert "Ngoại giao" in web.read(page("<p>Ngoa\u0323i giao</p>")).text


def test_a_list_that_was_typed_is_found_as_one():
    source = web.read((Path(__file__).parent / "pages" / "typed_bullets.html").read_bytes())
    lists = [[source.text[item.start : item.end] for item in one.items] for one in extract(source).lists]
    assert lists[0][:2] == ["a sleeping bag for cold nights", "food for two days and one more"]
    assert len(lists[0]) == 4


def test_when_trafilatura_fails_the_other_finder_serves(monkeypatch):
    monkeypatch.setattr("trafilatura.extract", lambda *args, **more: 1 / 0)
    assert "Wear a helmet" in web.read(page("<p>Wear a helmet.</p>")).text


def test_too_little_that_stands_in_both_gives_the_own_finder_the_word():
    own = [choice.Paragraph("One"), choice.Paragraph("Two")]
    assert choice.chosen([*own, choice.Paragraph("Three")], "", own) == own


def test_what_holds_most_of_the_text_is_the_article_however_it_is_called():
    assert "sidebar" in body._JUNK
    words = "Words to learn in a box of a bad name. " * 10
    assert "bad name" in web.read(f"<body><div class=sidebar><p>{words}</p></div></body>".encode()).text
