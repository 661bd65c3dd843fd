"""What the lesson reader shows."""

from datetime import timedelta

import pytest

from content.importing import import_document
from content.models import Citation, KeyPoint, Lesson
from content.typesetting import Listing
from quizzes.pages.material import Heading, TermNote
from quizzes.pages.reader import lesson_page, paras
from quizzes.reading import mark_read
from tests.documents import GARDEN, long_garden
from tests.factories import CardFactory, QuestionFactory, QuizFactory


def imported(course, by, now, text=GARDEN, name="garden.txt"):
    return import_document(course, name, text.encode(), by, now)


@pytest.fixture
def edition(course, instructor, now):
    return imported(course, instructor, now)


@pytest.fixture
def lesson(edition) -> Lesson:
    return edition.lessons.get()


@pytest.fixture
def show(learner, now):
    def show(lesson, at=now, lit=None):
        lesson = Lesson.objects.select_related("course", "edition__document").get(pk=lesson.pk)
        return lesson_page(lesson, learner, at, lit)

    return show


def everything(page) -> str:
    return "".join(para.text for part in page.parts for para in paras(part.units))


def listings(page) -> list[Listing]:
    return [unit for part in page.parts for unit in part.units if isinstance(unit, Listing)]


def notes(page) -> list[TermNote]:
    return [
        note for part in page.parts for para in paras(part.units) for note in para.notes if isinstance(note, TermNote)
    ]


class TestText:
    def test_every_paragraph_is_shown_once_and_in_order(self, show, lesson):
        numbers = [
            para.number for part in show(lesson).parts for para in paras(part.units) if para.number and para.opens
        ]
        assert numbers == list(range(lesson.first_paragraph, lesson.last_paragraph + 1))

    def test_the_words_are_those_of_the_source(self, show, lesson, edition):
        shown = edition.paragraphs.exclude(kind__in=["title", "byline", "caption", "boilerplate"])
        assert everything(show(lesson)) == "".join(edition.text[one.start : one.end] for one in shown)

    def test_lessons_together_show_the_whole_text(self, course, instructor, now, show):
        edition = imported(course, instructor, now, long_garden(60))
        lessons = list(edition.lessons.order_by("number"))
        assert len(lessons) > 1
        shown = edition.paragraphs.exclude(kind__in=["title", "byline", "caption", "boilerplate"])
        assert "".join(everything(show(lesson)) for lesson in lessons) == "".join(
            edition.text[one.start : one.end] for one in shown
        )

    def test_the_words_around_the_text_are_left_out_but_told(self, course, instructor, now, show):
        edition = imported(course, instructor, now, f"{GARDEN}\nFeedback\n")
        page = show(edition.lessons.get())
        assert "Feedback" not in everything(page)
        assert page.left_out == ("Feedback",)

    def test_words_looked_for_are_lit(self, show, lesson, edition):
        start = edition.text.index("340 trees")
        lit = Citation.objects.cite(edition, [(start, start + 9)])[start, start + 9]
        words = [
            words.text
            for part in show(lesson, lit=lit).parts
            for para in paras(part.units)
            for run in para.runs
            for words in run.words
            if words.light == "lit"
        ]
        assert "".join(words) == "340 trees"

    def test_whole_paragraphs_are_lit_softly(self, show, lesson):
        lit = KeyPoint.objects.filter(kind="list").first().citation
        assert lit.last_paragraph > lit.paragraph
        lights = {
            words.light
            for part in show(lesson, lit=lit).parts
            for para in paras(part.units)
            for run in para.runs
            for words in run.words
        }
        assert lights == {"", "soft"}


class TestLists:
    def test_a_list_is_set_item_by_item(self, show, lesson):
        (listing,) = listings(show(lesson))
        assert [row[0].text.split()[0] for row in listing.rows] == ["First,", "Second,", "Third,"]

    def test_it_says_how_many_cards_ask_for_it(self, show, lesson):
        point = KeyPoint.objects.get(kind="list", content__form="ordinal")
        CardFactory(key_point=point)
        CardFactory(key_point=point, face="item", status="draft")
        (listing,) = listings(show(lesson))
        assert listing.note == Heading(point, "new", 1)

    def test_a_retired_list_is_not_set_apart(self, show, lesson):
        KeyPoint.objects.update(is_retired=True)
        page = show(lesson)
        assert not listings(page)
        assert not notes(page)


class TestNotes:
    def test_a_term_has_a_note_where_most_is_said_of_it(self, show, lesson):
        assert "living library" in {note.point.label for note in notes(show(lesson))}

    def test_a_note_names_the_other_places(self, show, lesson):
        note = next(note for note in notes(show(lesson)) if note.point.label == "living library")
        home = note.point.citation
        assert [place.citation.paragraph for place in note.places] == [{5: 6, 6: 5}[home.paragraph]]

    def test_a_note_names_other_sources_first(self, course, instructor, now, show, lesson):
        other = imported(course, instructor, now, GARDEN.replace("1986", "1990"), "another.txt")
        note = next(note for note in notes(show(lesson)) if note.point.label == "living library")
        assert [place.citation.edition.letter for place in note.places] == [other.letter, "A"]


class TestPlace:
    def test_a_new_lesson_begins_at_its_beginning(self, show, lesson):
        page = show(lesson)
        assert (page.read, page.total, page.here, page.stopped_at) == (0, 6, 1, 0)
        assert not page.is_finished

    def test_a_begun_lesson_goes_on_where_it_stopped(self, show, lesson, learner, now):
        mark_read(learner, lesson, 2, now - timedelta(days=1))
        page = show(lesson)
        assert (page.read, page.here, page.stopped_at, page.stopped_days) == (2, 3, 3, 1)
        assert page.page.read
        assert page.page.unread

    def test_a_finished_lesson_is_read_in_full(self, show, lesson, learner, now):
        mark_read(learner, lesson, 6, now)
        page = show(lesson)
        assert (page.read, page.here, page.stopped_at, page.is_finished) == (6, 1, 0, True)
        assert page.page.unread == ""
        assert all(part.is_read for part in page.parts)

    def test_parts_know_whether_they_were_read(self, course, instructor, now, show, learner):
        edition = imported(course, instructor, now, long_garden(2))
        lesson = edition.lessons.first()
        before = show(lesson).parts
        mark_read(learner, lesson, before[0].last, now)
        assert [part.is_read for part in show(lesson).parts] == [True] + [False] * (len(before) - 1)

    def test_what_somebody_else_read_does_not_count(self, show, lesson, classmate, now):
        mark_read(classmate, lesson, 6, now)
        assert show(lesson).read == 0

    def test_it_tells_how_many_cards_reading_brings(self, show, lesson, learner, now):
        point = KeyPoint.objects.get(kind="list", content__form="ordinal")
        CardFactory(key_point=point)
        assert show(lesson).new_cards == 1
        mark_read(learner, lesson, 6, now)
        assert show(lesson).new_cards == 0


class TestNeighbours:
    @pytest.fixture
    def lessons(self, course, instructor, now):
        return list(imported(course, instructor, now, long_garden(60)).lessons.order_by("number"))

    def test_lessons_follow_one_another(self, show, lessons):
        first, last = show(lessons[0]), show(lessons[-1])
        assert (first.previous, first.following) == (None, lessons[1])
        assert (last.previous, last.following) == (lessons[-2], None)

    def test_what_comes_before_is_folded(self, show, lessons):
        earlier = show(lessons[1]).earlier
        assert (earlier.first, earlier.last) == (1, lessons[0].last_paragraph)
        assert (earlier.is_open, earlier.read_at) == (False, None)
        assert show(lessons[0]).earlier is None

    def test_it_says_when_that_was_read(self, show, lessons, learner, now):
        mark_read(learner, lessons[0], lessons[0].last_paragraph, now)
        assert show(lessons[1]).earlier.read_at == now

    def test_a_citation_into_it_opens_it(self, show, lessons):
        lit = Citation.objects.filter(edition=lessons[0].edition, paragraph=2).first()
        assert show(lessons[1], lit=lit).earlier.is_open
        assert not show(lessons[0], lit=lit).earlier

    def test_another_source_is_not_folded_above(self, course, instructor, now, show, lessons):
        other = imported(course, instructor, now, GARDEN, "small.txt").lessons.get()
        assert show(other).earlier is None
        assert show(other).previous == lessons[-1]


class TestQuizzes:
    def test_quizzes_of_the_lesson_are_offered(self, show, lesson):
        asked = {"course": lesson.course, "with_questions": [QuestionFactory(key_point=lesson.key_points.first())]}
        quiz = QuizFactory(lesson=lesson, **asked)
        QuizFactory(**asked)
        QuizFactory(lesson=lesson, is_open=False, **asked)
        QuizFactory(course=lesson.course, lesson=lesson, with_questions=[])
        assert [(one, one.size) for one in show(lesson).quizzes] == [(quiz, 1)]


def test_the_number_of_queries_does_not_grow_with_the_text(course, instructor, learner, now, django_assert_num_queries):
    pks = [
        imported(course, instructor, now, GARDEN).lessons.get().pk,
        imported(course, instructor, now, long_garden(40), "long.txt").lessons.first().pk,
    ]
    for lesson in Lesson.objects.select_related("course", "edition__document").filter(pk__in=pks):
        with django_assert_num_queries(5):
            lesson_page(lesson, learner, now)
