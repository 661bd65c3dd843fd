"""The one way a document enters a course."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from content.extraction import extract
from content.extraction.outline import Block, LessonPlan
from content.importing import NothingToTeach, import_document, values, whole
from content.labels import evidence, label_of, shortened
from content.models import Citation, Course, Document, Edition, KeyPoint, KeyPointKind, Lesson, Paragraph
from content.reading import read
from content.reading.source import UnreadableFile
from content.values import value_of
from tests.factories import CourseFactory, DocumentFactory

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))

GARDEN = b"""How to keep a garden

Three rules for a good garden

A good garden needs care in every season of the year, and it follows three rules.

First, water the beds early in the morning, before the sun is high.

Second, feed the soil with compost twice a year, in spring and in autumn.

Third, cut the hedges in late summer, when the birds have left their nests.

In 1986 the garden of the town had 340 trees, according to the mayor, Anna Berg.
"""
"""A list of three and a few facts, with nothing of the seeds in it."""


def everything() -> list[int]:
    return [model.objects.count() for model in (Document, Edition, Paragraph, Lesson, Citation, KeyPoint)]


@pytest.fixture(params=SEEDS, ids=lambda path: path.stem)
def seed(request):
    return request.param


@pytest.fixture
def edition(course, instructor, now, seed):
    return import_document(course, seed.name, seed.read_bytes(), instructor, now)


@pytest.fixture
def garden(course, instructor, now):
    return import_document(course, "garden.txt", GARDEN, instructor, now)


class TestWhatIsWritten:
    def test_the_text_is_kept_whole(self, edition, seed, instructor, now):
        assert edition.text == read(seed.name, seed.read_bytes()).text
        assert (edition.file_name, edition.format) == (seed.name, "plain")
        assert (edition.imported_by, edition.imported_at, edition.is_current) == (instructor, now, True)

    def test_its_blocks_are_its_paragraphs(self, edition, seed):
        blocks = extract(read(seed.name, seed.read_bytes())).blocks
        kept = edition.paragraphs.values_list("number", "kind", "start", "end")
        assert list(kept) == [(block.number, block.kind, block.start, block.end) for block in blocks]

    def test_every_sentence_can_be_cited(self, edition):
        cited = set(edition.citations.values_list("start", "end"))
        for paragraph in edition.paragraphs.filter(number__gt=0):
            assert {tuple(sentence) for sentence in paragraph.sentences} <= cited

    def test_every_citation_holds(self, edition):
        assert all(citation.holds() for citation in edition.citations.all())

    def test_every_point_gives_back_a_value_that_was_found(self, edition, seed):
        found = values(extract(read(seed.name, seed.read_bytes())))
        points = KeyPoint.objects.filter(lesson__edition=edition).select_related("citation")
        assert {value_of(point) for point in points} <= set(found)

    def test_every_value_is_kept_unless_the_same_words_of_a_sentence_are(self, edition, seed):
        kept = set(KeyPoint.objects.filter(lesson__edition=edition).values_list("citation__start", "label"))
        for value in values(extract(read(seed.name, seed.read_bytes()))):
            assert (evidence(value)[0], shortened(label_of(value, edition.text), 300)) in kept

    def test_every_point_stands_in_the_lesson_of_its_words(self, edition):
        for point in KeyPoint.objects.filter(lesson__edition=edition).select_related("lesson"):
            said = point.items[0] if point.items else point.content["said"]
            assert point.lesson.start <= said["start"] < point.lesson.end

    def test_the_lessons_hold_every_paragraph_once(self, edition):
        numbers = [
            number
            for lesson in edition.lessons.order_by("number")
            for number in range(lesson.first_paragraph, lesson.last_paragraph + 1)
        ]
        assert numbers == list(edition.paragraphs.filter(number__gt=0).values_list("number", flat=True))

    def test_what_stands_around_the_text_is_kept_but_not_taught(self, course, instructor, now):
        seed = next(path for path in SEEDS if b"Chia s" in path.read_bytes())
        edition = import_document(course, seed.name, seed.read_bytes(), instructor, now)
        around = edition.paragraphs.filter(kind__in=["boilerplate", "caption"])
        assert {edition.text[one.start : one.end] for one in around} >= {"Chia sẻ", "Feedback"}
        for point in KeyPoint.objects.filter(lesson__edition=edition).select_related("citation"):
            span = range(point.citation.start, point.citation.end)
            assert not any(one.start in span or one.end - 1 in span for one in around)

    def test_a_list_is_kept_item_by_item(self, garden):
        point = KeyPoint.objects.get(lesson__edition=garden, kind=KeyPointKind.LIST, content__form="ordinal")
        assert [item["text"].split()[0] for item in point.items] == ["water", "feed", "cut"]
        for item in point.items:
            assert garden.text[item["start"] : item["end"]] == item["text"]
        assert point.content["ordered"]


class TestPlaces:
    def test_documents_are_lettered_and_lessons_numbered_on(self, course, instructor, now):
        for name, data in [("garden.txt", GARDEN), *((path.name, path.read_bytes()) for path in SEEDS)]:
            import_document(course, name, data, instructor, now)
        assert list(course.documents.values_list("letter", flat=True)) == ["A", "B", "C"]
        numbers = list(course.lessons.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        letters = [lesson.edition.letter for lesson in course.lessons.order_by("number")]
        assert letters == sorted(letters)

    def test_after_z_comes_aa(self, course, instructor, now):
        course.letters_given = 26
        course.save()
        assert import_document(course, "garden.txt", GARDEN, instructor, now).letter == "AA"

    def test_the_letter_of_a_removed_document_is_not_given_again(self, course, garden, instructor, now):
        KeyPoint.objects.all().delete()
        garden.document.delete()
        assert import_document(course, "garden.txt", GARDEN, instructor, now).letter == "B"

    def test_a_letter_that_somebody_took_is_passed_over(self, course, instructor, now):
        DocumentFactory(course=course, letter="A")
        assert import_document(course, "garden.txt", GARDEN, instructor, now).letter == "B"

    def test_key_points_of_the_next_document_come_after_those_of_the_last(self, course, instructor, now):
        first = import_document(course, "garden.txt", GARDEN, instructor, now)
        second = import_document(course, SEEDS[0].name, SEEDS[0].read_bytes(), instructor, now)
        orders = [
            list(KeyPoint.objects.filter(lesson__edition=one).values_list("order", flat=True))
            for one in (first, second)
        ]
        assert max(orders[0]) < min(orders[1])


class TestTheSameAgain:
    def test_the_same_file_changes_nothing(self, course, garden, instructor, now):
        before = everything()
        assert import_document(course, "garden.txt", GARDEN, instructor, now) == garden
        assert everything() == before

    def test_the_same_text_under_another_name_changes_nothing(self, course, garden, instructor, now):
        assert import_document(course, "copy.txt", GARDEN.replace(b"\n", b"\r\n"), instructor, now) == garden

    def test_a_changed_text_of_the_same_name_is_a_document_of_its_own(self, course, garden, instructor, now):
        changed = import_document(course, "garden.txt", GARDEN + b"\nIn 1990 it had 400 trees.\n", instructor, now)
        assert (changed.letter, garden.letter) == ("B", "A")

    def test_another_course_gets_its_own(self, garden, instructor, now):
        other = import_document(CourseFactory(), "garden.txt", GARDEN, instructor, now)
        assert other != garden
        assert other.letter == "A"


class TestWhatCannotBeTaught:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("empty.txt", b""),
            ("blank.txt", b" \n\n \t\n"),
            ("slides.pptx", GARDEN),
            ("no-ending", GARDEN),
            ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ],
    )
    def test_a_file_that_cannot_be_read_writes_nothing(self, course, instructor, now, name, data):
        with pytest.raises(UnreadableFile) as caught:
            import_document(course, name, data, instructor, now)
        assert str(caught.value).endswith(".")
        assert everything() == [0] * 6

    def test_a_text_that_says_nothing_writes_nothing(self, course, instructor, now):
        with pytest.raises(NothingToTeach, match="Nothing to learn was found in “hello"):
            import_document(course, "hello.txt", b"hello\n\nwell, well\n", instructor, now)
        assert everything() == [0] * 6

    def test_a_text_without_lists_is_taught_by_its_facts(self, course, instructor, now):
        text = b"The bridge was opened on 4 May 1931. It cost 340 million dollars, said the mayor, Anna Berg.\n"
        edition = import_document(course, "bridge.txt", text, instructor, now)
        assert not KeyPoint.objects.filter(kind=KeyPointKind.LIST).exists()
        assert KeyPoint.objects.filter(kind=KeyPointKind.FACT).exists()
        assert any("No list was found" in notice for notice in edition.notices)

    def test_a_failure_half_way_leaves_nothing(self, course, instructor, now, monkeypatch):
        def fail(*args):
            raise RuntimeError

        monkeypatch.setattr("content.importing.write_key_points", fail)
        with pytest.raises(RuntimeError):
            import_document(course, "garden.txt", GARDEN, instructor, now)
        assert everything() == [0] * 6
        assert Course.objects.get(pk=course.pk).letters_given == 0


def test_importing_asks_no_more_of_the_database_for_a_longer_text(
    course, instructor, now, django_assert_max_num_queries
):
    long = b"\n".join(b"In %d the garden had %d trees." % (1900 + n, 100 + n) for n in range(90))
    with django_assert_max_num_queries(40):
        import_document(course, "garden.txt", long, instructor, now)


@st.composite
def plans(draw):
    """Blocks of a document, some of them untaught, and lessons planned over them."""
    taught = draw(st.lists(st.booleans(), min_size=1, max_size=12))
    blocks, number = [], 0
    for place, is_taught in enumerate(taught):
        number += is_taught
        kind = "paragraph" if is_taught else "heading"
        blocks.append(Block(kind, place * 10, place * 10 + 9, number if is_taught else 0))
    firsts = sorted(draw(st.sets(st.integers(0, len(blocks) - 1))))
    ends = [*firsts[1:], len(blocks)] if firsts else []
    return blocks, [LessonPlan(f"L{first}", (0, 1), first, end - 1) for first, end in zip(firsts, ends, strict=True)]


@given(plans())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_lessons_leave_no_block_out_and_none_is_without_a_paragraph(planned):
    blocks, lessons = planned
    runs = whole(lessons, blocks)
    if not runs:
        assert not lessons or not any(block.number for block in blocks)
        return
    assert [runs[0][1], runs[-1][2]] == [0, len(blocks)]
    assert all(end == start for (_, _, end), (_, start, _) in pairwise(runs))
    assert all(any(block.number for block in blocks[first:end]) for _title, first, end in runs)


def test_evidence_is_never_empty(seed):
    outline = extract(read(seed.name, seed.read_bytes()))
    assert all(start < end for start, end in map(evidence, values(outline)))


def test_the_pages_of_a_pdf_are_kept_for_its_citations(course, now):
    drawn = BytesIO()
    canvas = Canvas(drawn)
    for words in (
        "The plan has three aims: cleaner water, safer banks and quieter streets.",
        "It began on 4 May 2021.",
    ):
        canvas.drawString(60, 700, words)
        canvas.showPage()
    canvas.save()
    edition = import_document(course, "plan.pdf", drawn.getvalue(), None, now)
    assert [number for _start, number in edition.pages] == [1, 2]
    assert course.key_points.get(kind="list").citation.page == 1
    assert course.key_points.get(label="4 May 2021").citation.page == 2
