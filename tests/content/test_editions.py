"""A new edition takes the place of the one before it."""

import pytest

from content.choosing import Choices, finds, is_proposed
from content.editions import bring_in_edition, comparison_of
from content.importing import NothingToTeach, find, import_document
from content.models import Citation, Edition, KeyPoint, Lesson
from content.reading import read
from content.values import value_of
from tests.documents import GARDEN, long_garden

PREFACE = "\nThe gardeners of the town wrote this down.\n"
MOVED = GARDEN.replace("\nA good garden", PREFACE + "\nA good garden")
REWORDED = GARDEN.replace("340 trees", "350 trees")
WITHOUT_LIST = GARDEN[: GARDEN.index("A good")] + GARDEN[GARDEN.index("In 1986") :]


def found(text: str):
    return find("garden.txt", read("garden.txt", text.encode()))


@pytest.fixture
def old(course, instructor, now):
    return import_document(course, "garden.txt", GARDEN.encode(), instructor, now)


@pytest.fixture
def renew(old, instructor, now):
    def renew(text: str, choices=None) -> Edition:
        return bring_in_edition(old.document, "garden.txt", found(text), choices or Choices(), instructor, now)

    return renew


def points(edition: Edition) -> dict[int, KeyPoint]:
    taught = KeyPoint.objects.taught().filter(lesson__edition=edition).select_related("citation__edition", "lesson")
    return {point.pk: point for point in taught}


class TestComparing:
    @pytest.mark.parametrize(
        ("text", "kept", "moved", "reworded", "gone"),
        [(GARDEN, True, False, False, False), (MOVED, False, True, False, False),
         (REWORDED, True, False, True, False), (WITHOUT_LIST, False, True, False, True)],
        ids=["same", "moved", "reworded", "shorter"],
    )  # fmt: skip
    def test_each_point_finds_its_place(self, old, text, kept, moved, reworded, gone):
        before, comparison = comparison_of(old.document, found(text), Choices())
        assert before == old
        assert bool(comparison.unchanged) == kept
        assert bool(comparison.moved) == moved
        assert bool(comparison.reworded) == reworded
        assert bool(comparison.gone) == gone

    def test_it_writes_nothing(self, old):
        comparison_of(old.document, found(REWORDED), Choices())
        assert Edition.objects.get() == old


class TestApplying:
    def test_the_same_text_changes_nothing(self, old, renew):
        before = list(KeyPoint.objects.values())
        assert renew(GARDEN) == old
        assert list(KeyPoint.objects.values()) == before
        assert Edition.objects.count() == 1

    def test_it_is_the_next_edition_of_the_same_document(self, old, renew, course):
        new = renew(MOVED)
        old.refresh_from_db()
        assert (new.number, new.is_current, old.is_current) == (2, True, False)
        assert list(course.documents.all()) == [new.document] == [old.document]

    @pytest.mark.parametrize("text", [MOVED, REWORDED], ids=["moved", "reworded"])
    def test_points_keep_their_rows_and_cite_the_new_words(self, old, renew, text):
        before = points(old)
        new = renew(text)
        after = points(new)
        assert after.keys() >= before.keys()
        for point in after.values():
            assert point.citation.edition == new
            assert point.citation.holds()
            assert point.lesson.start <= point.citation.end <= point.lesson.end
            assert value_of(point)
        assert all(citation.holds() for citation in new.citations.all())

    def test_every_said_of_a_point_is_there_in_the_new_text(self, renew):
        new = renew(MOVED)
        for point in points(new).values():
            for said in [*point.items, *(part for part in point.content.values() if isinstance(part, dict))]:
                assert new.text[said["start"] : said["end"]] == said["text"]

    def test_what_is_gone_is_retired_and_never_deleted(self, old, renew):
        before = points(old)
        new = renew(WITHOUT_LIST)
        gone = before.keys() - points(new).keys()
        assert gone
        for point in KeyPoint.objects.filter(pk__in=gone).select_related("citation__edition"):
            assert point.is_retired
            assert point.citation.edition == old
            assert point.citation.holds()

    def test_what_was_retired_does_not_come_back(self, old, renew):
        retired = KeyPoint.objects.filter(kind="list").first()
        KeyPoint.objects.filter(pk=retired.pk).retire()
        new = renew(MOVED)
        assert not KeyPoint.objects.taught().filter(label=retired.label, kind="list").exists()
        retired.refresh_from_db()
        assert retired.citation.edition == new

    def test_what_is_new_is_taught(self, old, renew):
        before = points(old)
        new = renew(GARDEN + "\nOn 6 June 1999 a “moon gate” was built, said the mayor, Anna Berg.\n")
        fresh = [point for pk, point in points(new).items() if pk not in before]
        assert "moon gate" in {point.label for point in fresh}

    def test_what_is_unticked_is_gone(self, old, renew):
        new = renew(MOVED, Choices(flipped=frozenset({"l0"})))
        assert not [point for point in points(new).values() if point.kind == "list"]

    def test_a_name_of_ones_own_stays_with_the_list(self, old, renew):
        point = KeyPoint.objects.filter(kind="list").first()
        point.label, point.content["own_label"] = "What gardens want", True
        point.save()
        renew(MOVED)
        point.refresh_from_db()
        assert point.label == "What gardens want"
        assert point.content["own_label"]

    def test_what_an_instructor_changed_stays_with_the_same_words(self, old, renew):
        point = KeyPoint.objects.filter(kind="list").first()
        point.content["complete"] = False
        point.save()
        renew(MOVED)
        point.refresh_from_db()
        assert point.content["complete"] is False

    def test_when_nothing_is_chosen_nothing_is_written(self, old, renew):
        proposed = frozenset(key for key, value in finds(found(MOVED).outline) if is_proposed(value))
        with pytest.raises(NothingToTeach):
            renew(MOVED, Choices(flipped=proposed))
        assert Edition.objects.get() == old

    def test_a_failure_half_way_leaves_all_as_it_was(self, old, renew, settings):
        settings.AFTER_NEW_EDITION = "tests.content.test_editions.fail"
        before = list(KeyPoint.objects.values())
        with pytest.raises(RuntimeError):
            renew(MOVED)
        old.refresh_from_db()
        assert old.is_current
        assert list(KeyPoint.objects.values()) == before


def fail(change, now):
    raise RuntimeError


class TestLessons:
    def test_the_lesson_stays_where_it_was(self, old, renew):
        lesson = Lesson.objects.get()
        new = renew(MOVED)
        assert list(new.lessons.all()) == [lesson]
        lesson.refresh_from_db()
        assert (lesson.number, lesson.end, lesson.last_paragraph) == (1, len(MOVED), 7)

    @pytest.mark.parametrize(("before", "after"), [(30, 60), (60, 30), (60, 60)])
    def test_lessons_of_the_course_stay_in_order_without_gaps(self, course, instructor, now, before, after):
        first = import_document(course, "long.txt", long_garden(before).encode(), instructor, now)
        second = import_document(course, "garden.txt", GARDEN.encode(), instructor, now)
        text = long_garden(after) + "\nThe end of it came in 2001.\n"
        bring_in_edition(first.document, "long.txt", found(text), Choices(), instructor, now)
        lessons = list(course.lessons.order_by("number").select_related("edition"))
        assert [lesson.number for lesson in lessons] == list(range(1, len(lessons) + 1))
        assert lessons[-1].edition == second
        assert {lesson.edition.number for lesson in lessons[:-1]} == {2}
        starts = [lesson.start for lesson in lessons[:-1]]
        assert starts == sorted(starts)

    def test_a_lesson_too_many_goes_and_nothing_goes_with_it(self, course, instructor, now):
        first = import_document(course, "long.txt", long_garden(60).encode(), instructor, now)
        count, known = first.lessons.count(), set(KeyPoint.objects.values_list("pk", flat=True))
        bring_in_edition(first.document, "long.txt", found(GARDEN), Choices(), instructor, now)
        assert count > 1
        assert course.lessons.count() == 1
        assert set(KeyPoint.objects.values_list("pk", flat=True)) >= known

    def test_points_of_later_documents_come_after_those_of_this_one(self, course, old, renew, instructor, now):
        other = import_document(course, "long.txt", long_garden(3).encode(), instructor, now)
        new = renew(MOVED + "\nOn 6 June 1999 a “moon gate” was built, said the mayor, Anna Berg.\n")
        orders = [[point.order for point in points(edition).values()] for edition in (new, other)]
        assert max(orders[0]) < min(orders[1])


def test_a_new_edition_takes_no_more_queries_for_a_longer_text(course, instructor, now, django_assert_max_num_queries):
    long = import_document(course, "long.txt", long_garden(20).encode(), instructor, now)
    changed = found(long_garden(20).replace("scissors", "shears"))
    with django_assert_max_num_queries(70):
        bring_in_edition(long.document, "long.txt", changed, Choices(), instructor, now)
    assert all(citation.holds() for citation in Citation.objects.filter(edition__is_current=True))
