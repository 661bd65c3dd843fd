"""What the course page shows."""

from datetime import timedelta

import pytest

from content.importing import import_document
from content.models import Course, KeyPoint
from quizzes.models import Memory, Rating, Status
from quizzes.pages.heads import head_of
from quizzes.pages.overview import course_page
from quizzes.reading import mark_read
from tests.documents import GARDEN, long_garden
from tests.factories import CardFactory, CourseFactory, QuestionFactory, QuizFactory


def imported(course, by, now, text=GARDEN, name="garden.txt"):
    return import_document(course, name, text.encode(), by, now)


@pytest.fixture
def edition(course, instructor, now):
    return imported(course, instructor, now)


@pytest.fixture
def show(course, learner, now):
    return lambda: page_of(course, learner, now)


def page_of(course, person, now):
    return course_page(head_of(Course.objects.all(), course.slug, person, now), person, now)


def the_list() -> KeyPoint:
    return KeyPoint.objects.get(kind="list", content__form="ordinal")


class TestHead:
    def test_it_names_who_teaches_and_counts_who_learns(self, show, learner, classmate, instructor, reviewer, now):
        page = show()
        assert (page.head.teachers, page.head.learners) == ((instructor,), 2)

    def test_who_left_is_not_counted(self, show, classmate, now):
        classmate.memberships.get().leave(now)
        assert show().head.learners == 1

    def test_an_instructor_teaches_and_a_learner_does_not(self, course, learner, instructor, now):
        assert page_of(course, instructor, now).head.teaches
        assert not page_of(course, learner, now).head.teaches

    @pytest.mark.parametrize(("words", "duration"), [(1000, "About 5 min in all"), (26_400, "About 2 h 10 min in all")])
    def test_it_says_how_long_it_takes(self, show, edition, words, duration):
        edition.lessons.update(words=words)
        assert show().duration == duration

    def test_a_course_without_documents_is_empty(self, learner, now):
        page = page_of(CourseFactory(), learner, now)
        assert (page.chapters, page.sources, page.index, page.next, page.phases) == ((), (), (), None, ())


class TestMastery:
    def test_only_what_a_card_asks_for_is_counted(self, show, edition):
        CardFactory(key_point=the_list())
        CardFactory(key_point=KeyPoint.objects.filter(kind="fact").first(), status=Status.DRAFT)
        page = show()
        assert (page.phases, page.mastered) == (("new",), 0)

    def test_the_best_known_come_first(self, show, edition, learner, now):
        known, other = the_list(), KeyPoint.objects.filter(kind="fact").first()
        CardFactory(key_point=known)
        CardFactory(key_point=other)
        Memory.objects.record(learner, known, Rating.GOOD, now)
        page = show()
        assert page.phases == ("learning", "new")
        assert page.counts == [("mastered", 0), ("familiar", 0), ("learning", 1), ("new", 1)]
        assert page.summary == "Of 2 key points 0 are mastered, 0 familiar, 1 being learnt, 1 new"


class TestLessons:
    @pytest.fixture
    def lessons(self, course, instructor, now):
        return list(imported(course, instructor, now, long_garden(60)).lessons.order_by("number"))

    def test_reading_begins_with_the_first(self, show, lessons):
        assert show().next.lesson == lessons[0]

    def test_a_begun_lesson_is_gone_on_with(self, show, lessons, learner, now):
        mark_read(learner, lessons[1], lessons[1].first_paragraph, now)
        page = show()
        assert page.next.lesson == lessons[1]
        assert page.next.url == f"{lessons[1].get_absolute_url()}#p{lessons[1].first_paragraph + 1}"
        assert (page.finished, page.begun) == (0, 1)

    def test_after_a_finished_lesson_comes_the_next(self, show, lessons, learner, now):
        mark_read(learner, lessons[0], lessons[0].last_paragraph, now)
        page = show()
        assert page.next.lesson == lessons[1]
        assert page.chapters[0].is_finished

    def test_when_all_is_read_nothing_is_next(self, show, edition, learner, now):
        mark_read(learner, edition.lessons.get(), 6, now)
        assert show().next is None

    def test_the_minutes_left_shrink(self, show, lessons, learner, now):
        lesson = lessons[0]
        mark_read(learner, lesson, lesson.last_paragraph - 1, now)
        assert show().chapters[0].minutes_left < lesson.minutes


class TestSources:
    def test_a_source_tells_what_it_holds(self, show, edition):
        (source,) = show().sources
        assert (source.paragraphs, source.read, source.lists, source.percent) == (6, 0, 1, 0)
        assert source.page.numbers.count("M") == 3

    def test_it_tells_how_much_was_read(self, show, edition, learner, now):
        mark_read(learner, edition.lessons.get(), 3, now)
        (source,) = show().sources
        assert (source.read, source.percent) == (3, 50)


class TestIndex:
    def test_terms_stand_in_alphabetical_order_with_their_places(self, show, edition):
        index = show().index
        assert [entry.term.casefold() for entry in index] == sorted(entry.term.casefold() for entry in index)
        entry = next(entry for entry in index if entry.term == "living library")
        assert [place.citation.label for place in entry.places] == ["A ¶ 5.2", "A ¶ 6.1"]

    def test_a_term_of_two_sources_is_one_entry(self, show, course, edition, instructor, now):
        imported(course, instructor, now, GARDEN.replace("1986", "1990"), "another.txt")
        entry = next(entry for entry in show().index if entry.term == "living library")
        assert [place.citation.label for place in entry.places] == ["A ¶ 5.2", "A ¶ 6.1", "B ¶ 5.2", "B ¶ 6.1"]
        assert len(entry.points) == 2

    def test_its_phase_is_the_least_known(self, show, course, edition, instructor, learner, now):
        Memory.objects.record(learner, KeyPoint.objects.get(label="living library"), Rating.GOOD, now)
        assert [entry.phase for entry in show().index if entry.term == "living library"] == ["learning"]
        imported(course, instructor, now, GARDEN.replace("1986", "1990"), "another.txt")
        assert [entry.phase for entry in show().index if entry.term == "living library"] == ["new"]


class TestLists:
    def test_lists_are_shown_with_what_is_known_of_them(self, show, edition, learner, now):
        Memory.objects.record(learner, the_list(), Rating.GOOD, now)
        assert [(listed.point, listed.phase) for listed in show().lists] == [(the_list(), "learning")]

    def test_minor_lists_are_not(self, show, edition):
        point = the_list()
        point.content["major"] = False
        point.save()
        assert show().lists == ()


class TestQuizzes:
    def test_a_quiz_not_taken_can_be_started(self, show, course):
        quiz = QuizFactory(course=course)
        (trial,) = show().trials
        assert (trial.quiz, trial.questions, trial.attempts, trial.best, trial.open) == (quiz, 3, 0, None, None)

    def test_closed_and_empty_quizzes_are_not_shown(self, show, course):
        QuizFactory(course=course, is_open=False)
        QuizFactory(course=course, with_questions=[])
        assert show().trials == ()

    def test_the_best_attempt_counts(self, show, course, learner, classmate, now):
        quiz = QuizFactory(course=course)
        for number, score in enumerate((1, 3, 2), start=1):
            taken(quiz, learner, number, score, now)
        taken(quiz, classmate, 1, 0, now)
        (trial,) = show().trials
        assert (trial.attempts, trial.best.score, trial.is_perfect) == (3, 3, True)

    def test_an_open_attempt_can_be_gone_on_with(self, show, course, learner, now):
        quiz = QuizFactory(course=course)
        open_one = quiz.attempts.create(
            learner=learner, number=1, rules=quiz.rules.as_json(), started_at=now, max_score=3
        )
        (trial,) = show().trials
        assert (trial.attempts, trial.open) == (0, open_one)


def taken(quiz, learner, number, score, now):
    return quiz.attempts.create(
        learner=learner,
        number=number,
        rules=quiz.rules.as_json(),
        started_at=now - timedelta(hours=1),
        finished_at=now,
        score=score,
        max_score=3,
    )


def test_the_number_of_queries_does_not_grow_with_the_course(
    course, learner, instructor, now, django_assert_num_queries
):
    small, large = course, CourseFactory()
    large.admit(learner, now)
    for one, text, quizzes in ((small, GARDEN, 1), (large, long_garden(40), 5)):
        imported(one, instructor, now, text)
        asked = [QuestionFactory(key_point=one.key_points.first())]
        for _ in range(quizzes):
            QuizFactory(course=one, with_questions=asked)
    for one in (small, large):
        with django_assert_num_queries(6):
            page_of(one, learner, now)
