import pytest
from django.urls import reverse

from content.ideas import open_pairs
from content.models import KeyPoint, SameIdea
from tests.factories import CitationFactory, DocumentFactory, EditionFactory, KeyPointFactory, LessonFactory

HTMX = {"HX-Request": "true"}
ONE = "The council named clean water and safe roads as “pressing and steady” duties."
TWO = "In the charter, clean water and safe roads are called “urgent and lasting” duties."


def concept(course, letter: str, text: str, term: str) -> KeyPoint:
    edition = EditionFactory(text=text, document=DocumentFactory(course=course, letter=letter))
    lesson = LessonFactory(edition=edition, course=course)
    start = text.index(term)
    said = {"text": term, "start": start, "end": start + len(term)}
    return KeyPointFactory(
        lesson=lesson,
        kind="concept",
        label=term,
        citation=CitationFactory(edition=edition, quote=text),
        content={"said": said, "source": "quoted", "aliases": [], "mentions": [[start, said["end"]]]},
    )


@pytest.fixture
def pair(course):
    return concept(course, "A", ONE, "pressing and steady"), concept(course, "B", TWO, "urgent and lasting")


@pytest.fixture
def url(course):
    return reverse("content:ideas", args=[course.slug])


def decided(pair, verdict: str) -> dict[str, object]:
    return {"one": pair[0].pk, "other": pair[1].pk, "verdict": verdict}


def aliases(pair) -> list[list[str]]:
    return [KeyPoint.objects.get(pk=point.pk).aliases for point in pair]


class TestThePage:
    def test_both_sentences_stand_side_by_side(self, sign_in, instructor, pair, url):
        page = sign_in(instructor).get(url).content.decode()
        assert "clean water and safe roads as “<mark>pressing and steady</mark>” duties" in page
        assert "<mark>urgent and lasting</mark>" in page
        assert "Other words in the same place" in page

    def test_without_a_pair_it_says_what_will_stand_here(self, sign_in, instructor, url):
        assert "Nothing to decide" in sign_in(instructor).get(url).content.decode()

    def test_it_is_absent_for_who_does_not_teach(self, sign_in, learner, reviewer, stranger, pair, url):
        for user in (learner, reviewer, stranger):
            assert sign_in(user).get(url).status_code == 404
            assert sign_in(user).post(url, decided(pair, "same")).status_code == 404

    def test_the_anonymous_sign_in_first(self, client, url):
        assert client.get(url).status_code == 302

    def test_the_queries_do_not_grow_with_the_pairs(
        self, sign_in, instructor, course, pair, url, django_assert_max_num_queries
    ):
        for letter in "CDEF":
            concept(course, letter, TWO.replace("charter", f"charter {letter}"), "urgent and lasting")
        client = sign_in(instructor)
        with django_assert_max_num_queries(12):
            assert client.get(url).content.decode().count('class="same"') == 5


class TestDeciding:
    def test_one_concept_names_each_beside_the_other(self, sign_in, instructor, course, pair, url):
        response = sign_in(instructor).post(url, decided(pair, "same"), follow=True)
        assert "are one concept now" in response.content.decode()
        assert aliases(pair) == [["urgent and lasting"], ["pressing and steady"]]
        assert open_pairs(course) == []

    def test_what_stays_apart_is_not_suggested_again(self, sign_in, instructor, course, pair, url):
        sign_in(instructor).post(url, decided(pair, "apart"))
        assert aliases(pair) == [[], []]
        assert open_pairs(course) == []

    def test_the_second_word_replaces_the_first(self, sign_in, instructor, pair, url):
        for verdict in ("same", "same", "apart"):
            sign_in(instructor).post(url, decided(pair, verdict))
        assert SameIdea.objects.get().is_same is False
        assert aliases(pair) == [[], []]

    def test_it_can_be_taken_back(self, sign_in, instructor, course, pair, url):
        sign_in(instructor).post(url, decided(pair, "same"))
        undo = reverse("content:idea_withdrawal", args=[SameIdea.objects.get().pk])
        assert sign_in(instructor).post(undo).status_code == 303
        assert aliases(pair) == [[], []]
        assert len(open_pairs(course)) == 1

    def test_only_who_teaches_takes_it_back(self, sign_in, instructor, learner, pair, url):
        sign_in(instructor).post(url, decided(pair, "same"))
        undo = reverse("content:idea_withdrawal", args=[SameIdea.objects.get().pk])
        assert sign_in(learner).post(undo).status_code == 404
        assert sign_in(instructor).get(undo).status_code == 405

    @pytest.mark.parametrize("wrong", [{"one": "x"}, {"other": ""}, {"verdict": "perhaps"}, {"one": 987654}])
    def test_a_tampered_form_changes_nothing(self, sign_in, instructor, pair, url, wrong):
        response = sign_in(instructor).post(url, decided(pair, "same") | wrong, headers=HTMX)
        assert response.status_code == 422
        assert "Choose two concepts of this course" in response.content.decode()
        assert not SameIdea.objects.exists()

    def test_a_concept_is_not_itself(self, sign_in, instructor, pair, url):
        assert sign_in(instructor).post(url, decided((pair[0], pair[0]), "same")).status_code == 422

    def test_concepts_of_another_course_are_not_found(self, sign_in, instructor, pair, url):
        foreign = KeyPointFactory(kind="concept")
        assert sign_in(instructor).post(url, decided((pair[0], foreign), "same")).status_code == 422
