"""Two editions compared."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from content.comparing import Comparison, Point, compare

WORDS = ("water", "bread", "morning", "treaty", "bridge", "harbour", "council", "river", "engine", "library")


def point(id, label, quote, kind="concept", words=None, paragraph=1) -> Point:
    return Point(id, kind, label, quote, tuple(words or [label]), paragraph)


SOFT = point(1, "soft power", "The nation promotes its “soft power” in the region.", paragraph=3)
TREES = point(2, "340 trees", "In 1986 the garden of the town had 340 trees.", "fact quantity", paragraph=5)
RULES = point(
    3, "three rules", "Three rules: water, feed, cut.", "list", ("water early", "feed twice", "cut late"), paragraph=2
)
ALL = [SOFT, TREES, RULES]


def groups(found: Comparison) -> dict[str, list[int]]:
    return {
        "unchanged": [pair.old.id for pair in found.unchanged],
        "moved": [pair.old.id for pair in found.moved],
        "reworded": [pair.old.id for pair in found.reworded],
        "gone": [one.id for one in found.gone],
        "added": [one.id for one in found.added],
    }


def test_the_same_words_in_the_same_paragraph_are_unchanged():
    assert groups(compare(ALL, ALL))["unchanged"] == [1, 2, 3]


def test_the_same_words_in_another_paragraph_have_moved():
    found = compare(ALL, [replace(SOFT, id=9, paragraph=7), TREES])
    assert groups(found) == {"unchanged": [2], "moved": [1], "reworded": [], "gone": [3], "added": []}


def test_a_figure_that_was_corrected_is_reworded():
    new = point(7, "350 trees", "In 1987 the garden of the town had 350 trees.", "fact quantity")
    (pair,) = compare([TREES], [new]).reworded
    assert (pair.old, pair.new) == (TREES, new)


def test_a_list_with_an_item_more_is_reworded():
    new = replace(RULES, id=7, quote="Three rules: water, feed, cut, rest.", words=(*RULES.words, "rest in winter"))
    assert groups(compare([RULES], [new]))["reworded"] == [3]


def test_a_term_of_which_another_sentence_says_most_is_reworded():
    new = point(7, "soft power", "By “soft power” the nation attracts and persuades its neighbours.")
    assert groups(compare([SOFT], [new]))["reworded"] == [1]


def test_two_terms_of_one_sentence_are_not_taken_for_each_other():
    other = point(7, "the region", SOFT.quote, paragraph=3)
    assert groups(compare([SOFT], [other])) == {
        "unchanged": [], "moved": [], "reworded": [], "gone": [1], "added": [7],
    }  # fmt: skip


def test_a_term_is_never_a_list():
    assert groups(compare([SOFT], [replace(SOFT, kind="list")]))["gone"] == [1]


def test_what_is_said_twice_is_paired_in_its_order():
    old = [replace(SOFT, id=1, paragraph=1), replace(SOFT, id=2, paragraph=2)]
    new = [replace(SOFT, id=8, paragraph=1), replace(SOFT, id=9, paragraph=2)]
    assert [(pair.old.id, pair.new.id) for pair in compare(old, new).unchanged] == [(1, 8), (2, 9)]


def test_of_two_that_are_alike_the_likelier_is_taken():
    near = point(8, "341 trees", "In 1986 the garden of the town had 341 trees.", "fact quantity")
    far = point(9, "34 ponds", "In 1999 the harbour of the town had 34 ponds.", "fact quantity")
    found = compare([TREES], [far, near])
    assert [pair.new.id for pair in found.reworded] == [8]
    assert [one.id for one in found.added] == [9]


sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
kinds = st.sampled_from(["list", "concept", "fact date"])


@st.composite
def editions(draw, size=8):
    rows = draw(st.lists(st.tuples(kinds, sentences, sentences, st.integers(1, 9)), max_size=size))
    return [Point(n, kind, label, quote, (label,), at) for n, (kind, label, quote, at) in enumerate(rows)]


@st.composite
def edited(draw):
    """An edition, and what came of it by edits in any order: words changed, points moved, dropped and added."""
    old = draw(editions())
    new = list(old)
    for _ in range(draw(st.integers(0, 6))):
        edit = draw(st.sampled_from(["drop", "reword", "move", "add", "swap"]))
        place = draw(st.integers(0, max(0, len(new) - 1)))
        if edit == "add":
            new.insert(place, *draw(editions(1)) or [point(0, "tea", "Tea is hot.")])
        elif not new:
            continue
        elif edit == "drop":
            new.pop(place)
        elif edit == "reword":
            new[place] = replace(new[place], quote=draw(sentences))
        elif edit == "move":
            new[place] = replace(new[place], paragraph=draw(st.integers(1, 20)))
        else:
            new.insert(0, new.pop(place))
    return old, [replace(one, id=100 + n) for n, one in enumerate(new)]


@given(editions())
def test_an_edition_compared_with_itself_is_unchanged(points):
    found = compare(points, points)
    assert len(found.kept) == len(points)
    assert (found.reworded, found.gone, found.added) == ((), (), ())


@given(edited())
def test_after_any_edits_every_point_is_in_exactly_one_group(pair):
    old, new = pair
    found = compare(old, new)
    stand = [*found.kept, *found.reworded]
    assert sorted([one.old.id for one in stand] + [one.id for one in found.gone]) == [one.id for one in old]
    assert sorted([one.new.id for one in stand] + [one.id for one in found.added]) == [one.id for one in new]


@given(edited())
def test_what_is_kept_says_the_same_and_what_is_reworded_does_not(pair):
    found = compare(*pair)
    assert all(one.old.sha256 == one.new.sha256 for one in found.kept)
    assert all(one.old.sha256 != one.new.sha256 and one.old.kind == one.new.kind for one in found.reworded)


@given(edited())
def test_no_words_are_given_up_that_the_new_edition_still_says(pair):
    found = compare(*pair)
    assert not {one.sha256 for one in found.gone} & {one.sha256 for one in found.added}
