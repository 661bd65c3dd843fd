from hypothesis import given
from hypothesis import strategies as st

from quizzes.admin.kinds.ids import identified, matched

KNOWN = [{"id": "a1", "text": "trust"}, {"id": "b2", "text": "patience"}, {"id": "c3", "text": "law"}]
LINES = st.lists(st.text(min_size=1, max_size=8), max_size=8)


def ids(entries):
    return [entry["id"] for entry in entries]


def test_entries_keep_their_ids_whatever_they_say_now():
    assert identified([("a1", "confidence"), ("c3", "law")], KNOWN) == [
        {"id": "a1", "text": "confidence"},
        {"id": "c3", "text": "law"},
    ]


def test_a_new_entry_gets_an_id_that_says_nothing():
    (entry,) = identified([("", "speed")], [])
    assert len(entry["id"]) == 8
    assert "speed" not in entry["id"]


def test_an_id_that_the_item_never_had_is_not_taken_over():
    assert ids(identified([("right", "speed")], KNOWN)) == ids(identified([("", "speed")], KNOWN))


def test_an_id_posted_twice_is_given_once():
    first, second = ids(identified([("a1", "trust"), ("a1", "law")], KNOWN))
    assert first == "a1" != second


def test_lines_that_stay_keep_their_ids_in_any_order():
    assert ids(matched(["law", "trust", "patience"], KNOWN)) == ["c3", "a1", "b2"]


def test_a_reworded_line_keeps_the_id_that_became_free():
    assert ids(matched(["trust", "great patience", "law"], KNOWN)) == ["a1", "b2", "c3"]


@given(LINES, LINES)
def test_ids_are_never_the_same(before, after):
    entries = matched(after, matched(before, []))
    assert len(set(ids(entries))) == len(after)
    assert [entry["text"] for entry in entries] == after


@given(LINES)
def test_saving_unchanged_changes_nothing(lines):
    entries = matched(lines, [])
    assert identified([(entry["id"], entry["text"]) for entry in entries], entries) == entries
