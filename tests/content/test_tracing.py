"""Where words stand now, and how wordings differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.tracing import Passage, differences, trace

paragraphs = st.lists(st.text("ab c.", min_size=1, max_size=12), min_size=1, max_size=6)


def text_of(parts: list[str]) -> tuple[str, list[Passage]]:
    passages, start = [], 0
    for number, part in enumerate(parts, start=1):
        passages.append(Passage(number, start, start + len(part)))
        start += len(part) + 2
    return "\n\n".join(parts), passages


def traced(old: list[str], new: list[str]):
    (old_text, old_passages), (new_text, new_passages) = text_of(old), text_of(new)
    return trace(old_text, new_text, old_passages, new_passages)


def test_a_paragraph_is_followed_to_where_it_stands_now():
    found = traced(["one", "two", "three"], ["zero", "three", "one"])
    assert dict(found.paragraphs) == {1: 3, 3: 2}


def test_words_are_found_nearest_to_where_they_are_expected():
    found = traced(["He said so.", "Then more.", "He said so."], ["New.", "He said so.", "Then more.", "He said so."])
    assert [found.find(span) for span in ((0, 11), (25, 36))] == [(6, 17), (31, 42)]


def test_words_that_are_gone_are_not_found():
    assert traced(["one", "two"], ["one", "three"]).find((5, 8)) is None


def test_words_of_a_changed_paragraph_are_found_in_it():
    found = traced(["A. B stays. C."], ["A was changed. B stays. D."])
    assert found.find((3, 11)) == (15, 23)


@given(paragraphs, paragraphs, st.data())
def test_what_is_found_says_the_same(old, new, data):
    found = traced(old, new)
    start = data.draw(st.integers(0, len(found.old) - 1))
    end = data.draw(st.integers(start + 1, len(found.old)))
    here = found.find((start, end))
    if here is None:
        assert found.old[start:end] not in found.new
    else:
        assert found.new[slice(*here)] == found.old[start:end]


@given(paragraphs)
def test_a_text_traced_to_itself_stays_where_it_is(parts):
    found = traced(parts, parts)
    assert all(number == same for number, same in found.paragraphs.items())
    assert found.find((0, len(found.old))) == (0, len(found.old))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("It had 340 trees.", "It had 350 trees.", ([("340", True)], [("350", True)])),
        ("It had trees.", "It had tall old trees.", ([], [("tall old ", True)])),
    ],
)
def test_what_differs_is_marked_word_by_word(old, new, marked):
    assert tuple([part for part in side if part[1]] for side in differences(old, new)) == marked


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_word_of_either_wording_is_lost(old, new):
    one, other = differences(old, new)
    assert ("".join(text for text, _ in one), "".join(text for text, _ in other)) == (old, new)


@given(st.text(max_size=40))
def test_the_same_wording_differs_nowhere(text):
    assert not any(changed for side in differences(text, text) for _text, changed in side)
