"""From key points to questions, cards and quizzes."""

from pathlib import Path

import pytest

from content.importing import import_document
from content.models import Citation, KeyPoint, Publishing
from quizzes.building import build_quiz, draft_items, sample_quizzes, sources_of
from quizzes.generation import draft
from quizzes.kinds import KINDS
from quizzes.management.commands.draft import sources
from quizzes.models import Card, Origin, Question, Quiz, Status
from tests import factories

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.fixture
def seeded(course, instructor, now):
    for path in SEEDS:
        import_document(course, path.name, path.read_bytes(), instructor, now)
    return course


@pytest.fixture
def drafted(seeded, now):
    draft_items(seeded, now)
    return seeded


class TestSources:
    def test_a_document_is_known_by_its_publisher(self, seeded):
        assert [(source.letter, source.name) for source in sources_of(seeded)] == [("A", "VOVWORLD"), ("B", "VOV.VN")]

    def test_two_documents_of_one_publisher_are_known_by_their_titles(self, seeded):
        for document in seeded.documents.all():
            document.editions.update(source="VOV")
        assert all(source.name.startswith("“") for source in sources_of(seeded))

    def test_only_taught_sentences_and_key_points_are_taken(self, seeded):
        KeyPoint.objects.filter(kind="concept").update(is_retired=True)
        source = sources_of(seeded)[0]
        assert {type(point.value).__name__ for point in source.points} == {"EnumList", "Fact"}
        assert not any("Chia sẻ" in source.text[start:end] for start, end in source.sentences)

    def test_reading_the_sources_takes_few_queries(self, seeded, django_assert_max_num_queries):
        with django_assert_max_num_queries(4):
            sources_of(seeded)


class TestDraftItems:
    def test_the_seeds_give_questions_of_all_kinds_but_three_and_cards(self, drafted):
        # The one day that the seeds give is chosen: it is not worth typing. Their numbers stand after an "after" and a
        # comma, where no "how many" can ask for them: they are filled in. Neither document has two lists with items
        # of one form; and which of two documents printed a phrase is not worth asking.
        assert set(drafted.questions.values_list("kind", flat=True)) == KINDS.keys() - {"date", "grouping", "numeric"}
        assert drafted.questions.approved().count() >= 20
        assert Card.objects.approved().count() >= 20

    def test_each_question_says_where_it_comes_from(self, drafted):
        for question in drafted.questions.select_related("citation__edition"):
            assert question.origin == Origin.GENERATED
            assert question.citation.holds()
            text = question.citation.edition.text
            assert all(text[start:end] in question.citation.quote for start, end in question.feedback["lit"])
            assert question.key_point.course == drafted

    def test_each_wrong_option_cites_its_own_place(self, drafted):
        member = drafted.questions.filter(rule="list.member").first()
        wrong = {row["id"]: row["text"] for row in member.shown["options"] if row["id"] != member.key["right"]}
        assert set(member.feedback["why"]) == set(wrong)
        for id, why in member.feedback["why"].items():
            assert wrong[id] in Citation.objects.get(pk=why["citation"]).quote

    def test_every_major_list_has_a_card(self, drafted):
        major = [point for point in drafted.key_points.filter(kind="list") if point.content["major"]]
        assert major
        assert all(point.cards.filter(face="recall").exists() for point in major)

    def test_drafting_again_adds_nothing(self, drafted, now):
        before = list(Question.objects.values_list("pk", "status")), list(Card.objects.values_list("pk", "status"))
        again = draft_items(drafted, now)
        assert (again.questions, again.cards) == (0, 0)
        assert before == (
            list(Question.objects.values_list("pk", "status")),
            list(Card.objects.values_list("pk", "status")),
        )

    def test_what_an_instructor_retired_or_edited_stays_so(self, drafted, now):
        retired, edited = drafted.questions.all()[:2]
        Question.objects.filter(pk=retired.pk).retire()
        Question.objects.filter(pk=edited.pk).update(shown={**edited.shown, "stem": "Better words"})
        assert draft_items(drafted, now).questions == 0
        retired.refresh_from_db()
        edited.refresh_from_db()
        assert (retired.status, edited.shown["stem"]) == (Status.RETIRED, "Better words")

    def test_a_course_under_review_gets_drafts_only(self, seeded, now):
        seeded.publishing = Publishing.REVIEWED
        seeded.save()
        drafted = draft_items(seeded, now)
        assert drafted.questions > 0
        assert not seeded.questions.exclude(status=Status.DRAFT).exists()
        assert not Card.objects.exclude(status=Status.DRAFT).exists()

    def test_what_was_refused_is_told_with_reasons(self, seeded, now):
        refused = draft_items(seeded, now).refused
        assert refused
        assert all(reason.endswith(".") for one in refused for _, reason in one.reasons)

    def test_a_course_without_documents_gets_nothing(self, course, now):
        drafted = draft_items(course, now)
        assert (drafted.questions, drafted.cards, drafted.refused) == (0, 0, ())

    def test_the_seed_course_holds_what_drafting_its_files_together_gives(self, drafted):
        bank = draft(sources(SEEDS))
        assert drafted.questions.approved().count() == len(bank.questions) >= 70
        assert {question.shown["stem"] for question in drafted.questions.all()} == {
            item.shown["stem"] for item in bank.questions
        }
        assert Card.objects.approved().count() == len(bank.cards)

    @pytest.mark.parametrize("order", [SEEDS, SEEDS[::-1]], ids=["as listed", "reversed"])
    def test_documents_added_one_after_another_give_as_large_a_bank(self, course, instructor, now, order):
        for path in order:
            import_document(course, path.name, path.read_bytes(), instructor, now)
            draft_items(course, now)
        assert course.questions.approved().count() >= 70

    def test_a_second_document_adds_to_the_bank(self, course, instructor, now):
        first, second = SEEDS
        import_document(course, first.name, first.read_bytes(), instructor, now)
        alone = draft_items(course, now)
        import_document(course, second.name, second.read_bytes(), instructor, now)
        both = draft_items(course, now)
        assert alone.questions > 0
        assert both.questions > 0
        assert {
            card.citation.edition.letter for card in Card.objects.select_related("citation__edition__document")
        } == {"A", "B"}


class TestQuizzes:
    def test_a_quiz_has_its_questions_in_order_and_its_rules(self, course, now):
        questions = [factories.QuestionFactory(course=course) for _ in range(3)]
        quiz = build_quiz(course, "Pillars", questions, now, pass_mark=80, time_limit=10)
        assert [slot.question for slot in quiz.slots.all()] == questions
        assert (quiz.pass_mark, quiz.time_limit, quiz.lesson) == (80, 10, None)

    def test_each_lesson_with_enough_questions_has_a_quiz_and_the_course_has_one(self, drafted, now):
        made = sample_quizzes(drafted, now)
        assert made[-1].lesson is None
        assert [quiz.lesson for quiz in made[:-1]] == list(drafted.lessons.filter(quizzes__isnull=False))
        assert all(quiz.slots.count() >= 4 for quiz in made)
        for quiz in made[:-1]:
            assert {question.key_point.lesson for question in quiz.questions.all()} == {quiz.lesson}

    def test_sampling_again_makes_nothing(self, drafted, now):
        made = sample_quizzes(drafted, now)
        assert sample_quizzes(drafted, now) == []
        assert Quiz.objects.count() == len(made)

    def test_only_approved_questions_are_asked(self, drafted, now):
        drafted.questions.redraft()
        assert sample_quizzes(drafted, now) == []


HEADED = b"""# Three ways to greet a host

Envoys greet their hosts in many ports. They learn three ways to do so.

## Bow low

A bow shows that an envoy knows the manners of the house.

## Smile first

A smile costs nothing and opens most doors of a harbour.

## Speak last

Whoever speaks last has heard what the others want.
"""


def test_a_list_of_headings_is_asked_for_and_cites_from_the_title_to_the_last_of_them(course, instructor, now):
    import_document(course, "ways.md", HEADED, instructor, now)
    draft_items(course, now)
    recall = course.questions.get(rule="list.recall")
    headings = [item["text"] for item in recall.key["items"]]
    assert headings == ["Bow low", "Smile first", "Speak last"]
    assert recall.citation.quote.startswith("Three ways to greet a host")
    assert all(heading in recall.citation.quote for heading in headings)
    assert recall.citation.label.startswith("A ¶ ")
