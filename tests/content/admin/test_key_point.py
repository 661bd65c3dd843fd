import pytest
from django.contrib.admin.models import LogEntry

from content.models import KeyPoint
from tests import factories
from tests.desk import address, run_action, said

MODEL = "content_keypoint"


@pytest.fixture
def point(course) -> KeyPoint:
    return factories.KeyPointFactory(lesson__edition__document__course=course, label="three pillars")


@pytest.fixture
def change(sign_in, instructor, point):
    """change(**fields) posts the form and gives the key point as it is then, and the form's errors."""

    def change(**fields):
        data = {"label": point.label, "items": "trust\npatience\nlaw", "complete": "on", **fields}
        response = sign_in(instructor).post(address(MODEL, "change", point.pk), data)
        point.refresh_from_db()
        return point, response.context["adminform"].form.errors if response.context else {}

    return change


def texts(point: KeyPoint) -> list[str]:
    text = point.citation.edition.text
    assert all(text[item["start"] : item["end"]] == item["text"] for item in point.items)
    return [item["text"] for item in point.items]


def test_a_label_changes(change):
    point, errors = change(label="pillars of diplomacy")
    assert not errors
    assert point.label == "pillars of diplomacy"
    assert texts(point) == ["trust", "patience", "law"]


def test_saving_unchanged_keeps_all_that_is_known(change, point):
    before = point.content
    assert change()[0].content == before


def test_items_are_put_in_order_and_left_out(change):
    point, errors = change(items="law\ntrust", ordered="on", complete="")
    assert not errors
    assert texts(point) == ["law", "trust"]
    assert (point.content["ordered"], point.content["complete"]) == (True, False)
    assert point.content["announced"] == 3


def test_a_new_item_is_found_in_the_source(change):
    point, errors = change(items="trust\npatience\nlaw\n96 years of history")
    assert not errors
    assert texts(point)[-1] == "96 years of history"


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ("trust\nspeed", "“speed” does not stand in the source: copy its exact words."),
        ("trust", "A list has two items at least; retire the key point if it is none."),
        ("", "A list has two items at least; retire the key point if it is none."),
        ("trust\nlaw\ntrust", "Two items are the same."),
    ],
)
def test_faulty_items_are_told(change, items, sentence):
    point, errors = change(items=items)
    assert errors["items"] == [sentence]
    assert texts(point) == ["trust", "patience", "law"]


def test_other_names_of_a_term(sign_in, instructor, course):
    content = {"said": {"text": "law", "start": 53, "end": 56}, "source": "quoted", "aliases": [], "mentions": []}
    point = factories.KeyPointFactory(
        lesson__edition__document__course=course, kind="concept", label="law", content=content
    )
    data = {"label": "law", "aliases": "the law\n rule  of law\n"}
    sign_in(instructor).post(address(MODEL, "change", point.pk), data)
    point.refresh_from_db()
    assert point.content == {**content, "aliases": ["the law", "rule of law"]}


def test_key_points_are_retired_and_taught_again(sign_in, instructor, point):
    client = sign_in(instructor)
    assert said(run_action(client, MODEL, "retire", [point])) == ["1 key point is retired."]
    assert not KeyPoint.objects.taught().exists()
    assert said(run_action(client, MODEL, "teach", [point])) == ["1 key point is taught again."]
    assert KeyPoint.objects.taught().exists()
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == ["Retired.", "Taught again."]


def test_a_key_point_is_found_by_words_of_its_source(sign_in, instructor, point):
    url = address(MODEL, "changelist")
    assert sign_in(instructor).get(url, {"q": "patience"}).context["cl"].result_count == 1


def test_none_is_added_by_hand_or_deleted(sign_in, instructor, point):
    client = sign_in(instructor)
    assert client.get(address(MODEL, "add")).status_code == 403
    assert client.post(address(MODEL, "delete", point.pk), {"post": "yes"}).status_code == 403


def test_the_edition_shows_its_text_and_what_was_found(sign_in, instructor, point):
    page = sign_in(instructor).get(address("content_edition", "change", point.lesson.edition_id)).content.decode()
    assert "It has 96 years of history." in page
    assert "¶ 2" in page
    assert address(MODEL, "change", point.pk) in page


def test_a_retired_point_is_marked_so_beside_its_text(sign_in, instructor, point):
    point.is_retired = True
    point.save()
    page = sign_in(instructor).get(address("content_edition", "change", point.lesson.edition_id)).content.decode()
    assert "desk-retired" in page
