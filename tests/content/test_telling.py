from content.comparing import Point, compare
from content.telling import MOST_TOLD, told


def point(id, label="340 trees", quote="It had 340 trees.") -> Point:
    return Point(id, "fact", label, quote, (label,), id)


def test_a_reworded_point_is_told_with_both_wordings():
    (change,) = told(compare([point(1)], [point(2, "350 trees", "It had 350 trees.")]), frozenset())["reworded"]
    assert (change["label"], change["new_label"], change["was"], change["now"]) == ("340 trees", "350 trees", 1, 2)
    assert [part for part in change["old"] if part[1]] == [("340", True)]
    assert [part for part in change["new"] if part[1]] == [("350", True)]


def test_what_becomes_of_retired_points_is_not_told():
    found = told(compare([point(1), point(2)], [point(3)]), frozenset({2}))
    assert found["counts"] == {"unchanged": 0, "moved": 1, "reworded": 0, "gone": 0, "added": 0}


def test_of_many_only_some_are_told_and_all_are_counted():
    found = told(compare([], [point(n) for n in range(MOST_TOLD + 5)]), frozenset())
    assert (found["counts"]["added"], len(found["added"])) == (MOST_TOLD + 5, MOST_TOLD)
