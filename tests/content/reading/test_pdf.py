import io
import random
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from content.reading import archive, pdf
from content.reading.source import SourceText, UnreadableFile
from tests.content.reading import files

_SAID = "the keeper opens a hive and looks for eggs while smoke calms bees in early autumn before rain falls"
VIETNAMESE_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def prose(number: int, chance: random.Random, length: int = 60) -> str:
    return f"Paragraph {number} begins here, {' '.join(chance.choices(_SAID.split(), k=length))} and {number} ends."


def paragraphs(count: int) -> list[tuple[str, str]]:
    chance = random.Random(1)
    return [("text", prose(number, chance)) for number in range(count)]


def marked(source: SourceText, kind: str) -> list[str]:
    return [source.text[mark.start : mark.end] for mark in source.marks if mark.kind == kind]


def drawn(draw, **more) -> bytes:
    """A PDF drawn by hand: draw(canvas) puts signs where it wants them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, **more)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def typed(*lines: str, left: float = 60, top: float = 760) -> bytes:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(left, top - 14 * number, line)

    return drawn(draw)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_are_whole_and_in_order_over_columns_and_pages(columns):
    wanted = paragraphs(30)
    source = pdf.read(files.pdf(wanted, columns=columns, head="A handbook of bees"))
    found = [part for part in source.text.strip().split("\n\n") if part.startswith("Paragraph")]
    assert found == [words for _, words in wanted]


def test_running_heads_and_page_numbers_are_furniture():
    source = pdf.read(files.pdf(paragraphs(30), head="A handbook of bees"))
    pages = [mark.level for mark in source.marks if mark.kind == "page"]
    assert marked(source, "furniture") == [words for page in pages for words in ("A handbook of bees", str(page))]


def test_pages_begin_where_their_text_begins():
    source = pdf.read(files.pdf(paragraphs(30), head="A handbook of bees"))
    pages = [mark for mark in source.marks if mark.kind == "page"]
    assert [page.level for page in pages] == list(range(1, len(pages) + 1))
    assert len(pages) > 1
    assert all(source.text.index(f"Paragraph {n} ") >= pages[0].start for n in range(30))


def test_sizes_of_type_become_title_and_headings():
    lines = [("title", "Bees"), ("heading", "Spring"), *paragraphs(2), ("heading", "Autumn"), *paragraphs(2)]
    source = pdf.read(files.pdf(lines))
    assert marked(source, "title") == ["Bees"]
    assert marked(source, "heading") == ["Spring", "Autumn"]


def test_tables_become_rows():
    lines = [*paragraphs(2), ("table", "Month|Task|Hours\nMay|swarm control|12\nJune|harvest|9"), *paragraphs(2)]
    source = pdf.read(files.pdf(lines))
    assert marked(source, "table") == ["Month\tTask\tHours", "May\tswarm control\t12", "June\tharvest\t9"]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again():
    source = pdf.read(typed("The council speaks of co-operation and of sustain-", "able growth in towns and villages."))
    assert "of sustainable growth" in source.text


def test_a_hyphen_that_the_document_writes_elsewhere_is_kept():
    source = pdf.read(
        typed("A well-known keeper lived here, and everybody called him well-", "known for the honey that he made.")
    )
    assert "him well-known for" in source.text


def test_bullets_nest_by_their_place():
    lines = [
        ("text", "Take these:"),
        ("bullet", "veil"),
        ("bullet 2", "white"),
        ("bullet 2", "black"),
        ("bullet", "gloves"),
    ]
    items = [mark for mark in pdf.read(files.pdf(lines)).marks if mark.kind == "item"]
    assert [item.level for item in items] == [1, 2, 2, 1]
    assert items[0].group == items[3].group != items[1].group == items[2].group


def test_a_number_alone_opens_no_list():
    source = pdf.read(
        typed("1. January was cold in the year of the flood, and nobody", "went out on the ice of the lake.")
    )
    assert [mark.kind for mark in source.marks] == ["page"]


def test_ligatures_are_read_as_letters():
    from content.reading.pdf.words import _word

    assert _word(list("e\ufb03cient"), (0, 0, 1, 1), False).text == "efficient"
    assert _word(list("e\u0302\u0301"), (0, 0, 1, 1), False).text == "ế"


@pytest.mark.skipif(not VIETNAMESE_FONT.exists(), reason="needs a font with Vietnamese letters")
def test_vietnamese_is_read_as_it_is():
    pdfmetrics.registerFont(TTFont("Letters", str(VIETNAMESE_FONT)))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Letters", 11)
        canvas.drawString(60, 700, "Ngoại giao gồm ba trụ cột sau đây: chính trị, kinh tế, văn hóa.")

    assert pdf.read(drawn(draw)).text == "Ngoại giao gồm ba trụ cột sau đây: chính trị, kinh tế, văn hóa.\n"


def test_the_title_counts_when_the_first_page_says_it():
    told = files.pdf([("title", "Bees in towns"), *paragraphs(2)], title="Bees in towns", author="Ana Flores")
    junk = files.pdf([("title", "Bees in towns"), *paragraphs(2)], title="Microsoft Word - draft3.doc")
    assert (pdf.read(told).meta.title, pdf.read(told).meta.author) == ("Bees in towns", "Ana Flores")
    assert pdf.read(junk).meta.title is None


def test_a_scan_says_what_to_do():
    with pytest.raises(UnreadableFile) as error:
        pdf.read(drawn(lambda canvas: canvas.rect(50, 50, 300, 300, fill=1)))
    assert str(error.value) == pdf.SCANNED


def test_a_locked_file_says_what_to_do():
    locked = drawn(lambda canvas: canvas.drawString(60, 700, "Secret words"), encrypt=StandardEncryption("key"))
    with pytest.raises(UnreadableFile) as error:
        pdf.read(locked)
    assert str(error.value) == archive.LOCKED


def test_a_book_of_too_many_pages_says_what_to_do():
    def draw(canvas: Canvas) -> None:
        for _ in range(pdf.MAX_PAGES + 1):
            canvas.drawString(60, 700, "Words")
            canvas.showPage()

    with pytest.raises(UnreadableFile) as error:
        pdf.read(drawn(draw))
    assert str(error.value) == pdf.TOO_MANY_PAGES
