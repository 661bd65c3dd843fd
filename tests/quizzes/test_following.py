"""What learners did stays with the words it was about, when a document gets a new edition."""

import random
from datetime import timedelta

import pytest

from content.choosing import Choices
from content.editions import bring_in_edition
from content.importing import find, import_document
from content.models import KeyPoint, Lesson
from content.reading import read
from quizzes.building import draft_items, sample_quizzes
from quizzes.finishing import finish
from quizzes.kinds import KINDS
from quizzes.models import Card, Memory, Note, Question, Rating, Reading, Review, Status
from quizzes.pages.reader import lesson_page
from quizzes.reading import mark_read
from tests import factories
from tests.documents import GARDEN, long_garden

PREFACE = "\nThe gardeners of the town wrote this down.\n"
MOVED = GARDEN.replace("\nA good garden", PREFACE + "\nA good garden")
REWORDED = GARDEN.replace("340 trees", "350 trees")
WITHOUT_LIST = GARDEN[: GARDEN.index("A good")] + GARDEN[GARDEN.index("In 1986") :]


@pytest.fixture
def old(course, instructor, now):
    edition = import_document(course, "garden.txt", GARDEN.encode(), instructor, now)
    draft_items(course, now)
    return edition


@pytest.fixture
def renew(old, instructor, now):
    def renew(text: str, edition=old):
        found = find("garden.txt", read("garden.txt", text.encode()))
        return bring_in_edition(edition.document, "garden.txt", found, Choices(), instructor, now)

    return renew


def approved(model):
    return model.objects.filter(status=Status.APPROVED).select_related("citation__edition")


class TestWhatSaysTheSame:
    def test_memories_and_reviews_stay_as_they_were(self, old, renew, learner, now):
        for point in KeyPoint.objects.filter(lesson__edition=old):
            Memory.objects.record(learner, point, Rating.GOOD, now)
        before = list(Memory.objects.values()), list(Review.objects.values())
        renew(MOVED)
        assert (list(Memory.objects.values()), list(Review.objects.values())) == before

    def test_items_stay_and_cite_the_same_words_in_their_new_place(self, old, renew):
        before = {model: set(approved(model).values_list("pk", "citation__quote")) for model in (Question, Card)}
        new = renew(MOVED)
        for model, items in before.items():
            assert items
            assert set(approved(model).values_list("pk", "citation__quote")) == items
            assert all(item.citation.edition == new and item.citation.holds() for item in approved(model))

    def test_what_was_lit_in_them_is_lit_there(self, old, renew):
        def lit(edition):
            texts = {}
            for question in approved(Question):
                texts["q", question.pk] = [edition.text[a:b] for a, b in question.feedback["lit"]]
            for card in approved(Card):
                texts["c", card.pk] = [edition.text[a:b] for a, b in card.lit]
            return texts

        before = lit(old)
        assert any(before.values())
        assert lit(renew(MOVED)) == before

    def test_why_an_option_is_wrong_is_shown_in_the_new_edition(self, old, renew):
        near = old.citations.filter(quote__contains="feed the soil").first()
        point = KeyPoint.objects.filter(kind="list").first()
        why = {"k1": {"text": "That is the second rule.", "citation": near.pk}}
        question = factories.QuestionFactory(key_point=point, feedback={"lit": [], "why": why})
        new = renew(MOVED)
        question.refresh_from_db()
        here = new.citations.get(pk=question.feedback["why"]["k1"]["citation"])
        assert here.quote == near.quote

    def test_an_attempt_keeps_its_answers_and_its_score(self, old, renew, course, learner, now):
        sample_quizzes(course, now)
        quiz = course.quizzes.first()
        attempt = quiz.begin(learner, now, random.Random(1))
        for response in attempt.responses.all():
            attempt.answer(response.number, KINDS[response.kind].solve(response.shown, response.key), now)
        finish(attempt, now)
        attempt.refresh_from_db()
        score, answers = attempt.score, list(attempt.responses.values("answer", "fraction"))
        renew(WITHOUT_LIST)
        attempt.refresh_from_db()
        assert (attempt.score, list(attempt.responses.values("answer", "fraction"))) == (score, answers)
        quiz.refresh_from_db()
        assert quiz.lesson is None or quiz.lesson.edition.is_current

    def test_a_question_that_somebody_wrote_follows_its_words(self, old, renew, course):
        citation = old.citations.filter(quote__contains="water the beds").first()
        question = factories.QuestionFactory(course=course, key_point=None, citation=citation)
        new = renew(MOVED)
        question.refresh_from_db()
        assert (question.citation.edition, question.citation.quote) == (new, citation.quote)
        assert question.status == Status.APPROVED


class TestWhatIsSaidOtherwise:
    @pytest.fixture
    def point(self, old):
        point = KeyPoint.objects.filter(label__contains="340").first()
        factories.CardFactory(key_point=point, citation=point.citation)
        factories.QuestionFactory(key_point=point, citation=point.citation)
        return point

    def test_its_items_wait_for_a_person_and_cite_what_they_were_made_of(self, old, renew, point):
        renew(REWORDED)
        point.refresh_from_db()
        assert "350" in point.label
        for item in (*point.questions.all(), *point.cards.all()):
            assert item.status == Status.DRAFT
            assert item.citation.edition == old
            assert item.citation.holds()

    def test_what_was_remembered_stays_with_it(self, old, renew, point, learner, now):
        Memory.objects.record(learner, point, Rating.EASY, now)
        before = list(Memory.objects.values())
        renew(REWORDED)
        assert list(Memory.objects.values()) == before

    def test_what_was_retired_stays_retired(self, old, renew, point):
        point.questions.all().retire()
        renew(REWORDED)
        assert set(point.questions.values_list("status", flat=True)) == {Status.RETIRED}

    def test_a_question_whose_words_are_gone_waits_too(self, old, renew, course):
        citation = old.citations.filter(quote__contains="340 trees").first()
        question = factories.QuestionFactory(course=course, key_point=None, citation=citation)
        renew(REWORDED)
        question.refresh_from_db()
        assert (question.status, question.citation) == (Status.DRAFT, citation)


class TestWhatIsGone:
    def test_its_questions_are_retired_and_its_cards_are_not_shown(self, old, renew):
        point = KeyPoint.objects.filter(kind="list").first()
        questions, cards = point.questions.count(), point.cards.count()
        assert questions
        renew(WITHOUT_LIST)
        assert set(point.questions.values_list("status", flat=True)) == {Status.RETIRED}
        assert (point.questions.count(), point.cards.count()) == (questions, cards)
        assert not Card.objects.approved().filter(key_point=point).exists()

    def test_what_was_remembered_is_kept(self, old, renew, learner, now):
        point = KeyPoint.objects.filter(kind="list").first()
        Memory.objects.record(learner, point, Rating.GOOD, now)
        renew(WITHOUT_LIST)
        assert Memory.objects.filter(key_point=point).exists()


class TestBookmarks:
    def lesson(self) -> Lesson:
        return Lesson.objects.select_related("course", "edition__document").get()

    def read_to(self, learner, paragraph, now):
        return mark_read(learner, self.lesson(), paragraph, now)

    @pytest.mark.parametrize(
        ("text", "read", "reached", "is_finished"),
        [
            (MOVED, 3, 4, False),
            (MOVED, 6, 7, True),
            (REWORDED, 6, 6, True),
            (REWORDED, 5, 4, False),
            (REWORDED, 2, 2, False),
            (WITHOUT_LIST, 4, 0, False),
            (WITHOUT_LIST, 6, 2, True),
            (GARDEN + "\nOn 6 June 1999 it was closed, said the mayor, Anna Berg.\n", 6, 6, False),
        ],
    )
    def test_a_learner_is_where_the_words_are_that_they_had_read(
        self, old, renew, learner, now, text, read, reached, is_finished
    ):
        self.read_to(learner, read, now)
        renew(text)
        reading = Reading.objects.get()
        assert (reading.paragraph, bool(reading.finished_at)) == (reached, is_finished)

    def test_points_for_reading_are_not_taken_back(self, old, renew, learner, now):
        self.read_to(learner, 6, now)
        before = list(learner.ledger.values_list("points", flat=True))
        renew(MOVED)
        assert list(learner.ledger.values_list("points", flat=True)) == before

    def test_the_lesson_opens_for_who_reads_it(self, old, renew, learner, now):
        self.read_to(learner, 4, now)
        renew(MOVED)
        page = lesson_page(self.lesson(), learner, now + timedelta(days=1))
        assert (page.read, page.here) == (5, 6)

    def test_in_many_lessons_what_was_read_stays_read(self, course, instructor, learner, now, renew):
        long = import_document(course, "long.txt", long_garden(60).encode(), instructor, now)
        lessons = list(long.lessons.order_by("number").select_related("course"))
        for lesson in lessons[:-1]:
            mark_read(learner, lesson, lesson.last_paragraph, now)
        read = sum(lesson.last_paragraph - lesson.first_paragraph + 1 for lesson in lessons[:-1])
        new = renew(long_garden(60).replace("\nA good garden", PREFACE + "\nA good garden"), edition=long)
        readings = Reading.objects.filter(learner=learner, lesson__edition=new).select_related("lesson")
        after = sum(reading.paragraph - reading.lesson.first_paragraph + 1 for reading in readings)
        assert after == read + 1


def test_what_is_new_is_drafted_and_what_stands_is_left_alone(old, renew, course, now):
    before = set(Question.objects.values_list("pk", flat=True))
    renew(GARDEN + "\nOn 6 June 1999 a “moon gate” was opened by the gardener, Ole Lund.\n")
    draft_items(course, now)
    assert set(Question.objects.values_list("pk", flat=True)) > before


class TestNotes:
    @pytest.fixture
    def write(self, old, learner, now):
        def write(number: int) -> Note:
            return Note.objects.write(learner, old, old.paragraphs.get(number=number), f"On ¶ {number}.", now)

        return write

    def test_a_note_stays_with_its_paragraph(self, old, renew, write):
        notes = [write(number) for number in (1, 2, 3)]
        new = renew(MOVED)
        for note in notes:
            note.refresh_from_db()
            place = new.paragraphs.get(number=note.paragraph)
            assert (note.edition, new.text[place.start : place.end]) == (new, note.words)

    def test_one_whose_words_are_gone_stays_where_it_was_and_says_of_what(self, old, renew, write, learner, now):
        gone = old.paragraphs.get(start=GARDEN.index("A good"))
        note = write(gone.number)
        new = renew(WITHOUT_LIST)
        note.refresh_from_db()
        assert (note.edition, note.words.split()[:2]) == (new, ["A", "good"])
        lesson = Lesson.objects.select_related("course", "edition__document").get(edition=new)
        (kept,) = lesson_page(lesson, learner, now).notes[note.paragraph].notes
        assert kept.is_displaced

    def test_a_reworded_paragraph_keeps_its_note(self, old, renew, write):
        number = next(
            one.number for one in old.paragraphs.filter(number__gt=0) if "340 trees" in old.text[one.start : one.end]
        )
        note = write(number)
        renew(REWORDED)
        note.refresh_from_db()
        assert note.paragraph == number
