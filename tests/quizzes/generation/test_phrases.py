import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.extraction.outline import ListItem
from quizzes.generation.cutting import item_text
from quizzes.generation.phrases import (
    blanked,
    finished,
    in_sentence,
    is_gerund,
    is_plural,
    leaning,
    quoted,
    shape,
    tidy,
    without_aside,
    without_connector,
)
from quizzes.generation.wording import wording
from tests.quizzes.generation import course

WORDS = wording("en")
INDEX = course.indexed()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  trust,\n patience; ", "trust, patience"),
        ("the goal of “fair winds", "the goal of “fair winds”"),
        ("“fair winds”", "“fair winds”"),
        ("law (of the sea", "law (of the sea)"),
        ("made in the U.S.", "made in the U.S."),
        ("96\u00a0years.", "96 years"),
    ],
)
def test_text_is_shown_on_one_line_whole_and_without_loose_ends(text, shown):
    assert tidy(text) == shown


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


def test_an_agencys_name_before_the_first_word_is_not_quoted():
    text = "Title\n\n(VOV.VN) - Vietnam moved. VOV.VN – It moved again.\n"
    source = course.a_source("A", "VOV.VN", text)
    assert quoted(source, course.span(text, "(VOV.VN) - Vietnam moved.")) == "Vietnam moved."
    assert quoted(source, course.span(text, "VOV.VN – It moved again.")) == "It moved again."


def test_a_blank_stands_in_a_finished_sentence_without_what_ties_it_to_others():
    text = "Title\n\nAt the same time, trust, which grows; wins hearts; and so on.\n"
    source = course.a_source("A", "A", text)
    context = course.span(text, "At the same time, trust, which grows; wins hearts;")
    assert blanked(source, context, course.span(text, "grows"), WORDS) == ("Trust, which ", "; wins hearts.")


@pytest.mark.parametrize(("text", "whole"), [("an end", "an end."), ("an “end.”", "an “end.”"), ("an end;", "an end.")])
def test_a_sentence_is_finished_once(text, whole):
    assert finished(text) == whole


def test_a_first_letter_is_small_inside_a_sentence_but_in_names():
    assert in_sentence("Envoys must listen", INDEX, WORDS) == "envoys must listen"
    assert in_sentence("When they listen", INDEX, WORDS) == "when they listen"
    assert in_sentence("Stone said so", INDEX, WORDS) == "Stone said so"


def test_a_long_item_is_cut_where_a_clause_begins_not_inside_a_series():
    text = "Title\n\nenvoys need salt, bread and ink, learning each word of the trade before they leave.\n"
    source = course.a_source("A", "A", text)
    item = ListItem(7, len(text) - 2)
    assert item_text(source, item, WORDS, limit=6).text == "envoys need salt, bread and ink"
    assert item_text(source, item, WORDS).text.endswith("before they leave")


def test_an_item_is_not_cut_after_an_abbreviation():
    text = "Title\n\nU.S. Web Design Standards\n"
    source = course.Source("A", "T", "A", "en", text, ((7, 11), (12, 32)), ())
    assert item_text(source, ListItem(7, 32), WORDS).text == "U.S. Web Design Standards"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("training young envoys", "gerund"),
        ("envoys must listen", "clause"),
        ("the law of the sea", "determined"),
        ("Vietnam’s foreign policy", "determined"),
        ("in the harbour", "prepositional"),
        ("proactively", "adverb"),
        ("96 years", "number"),
        ("Ada Stone", "name"),
        ("Inner strength", "plain"),
        ("trust", "plain"),
    ],
)
def test_the_form_of_a_phrase_is_told_by_its_first_words(text, form):
    assert shape(text, INDEX, WORDS) == form


def test_endings_tell_number_and_participle():
    assert [is_plural(word, WORDS) for word in ("envoys", "class", "focus", "basis", "law")] == [True] + [False] * 4
    assert [is_gerund(word, WORDS) for word in ("building", "spring", "ring", "law")] == [True] + [False] * 3


@pytest.mark.parametrize("text", ["This shows", "“They won", "In its course", "However, it rained", "But he won"])
def test_a_sentence_that_leans_is_known_by_its_first_words(text):
    assert leaning(text, WORDS)


@pytest.mark.parametrize("text", ["Envoys keep their word", "In March it rained", "Thistles grow"])
def test_a_sentence_that_stands_alone_does_not_lean(text):
    assert not leaning(text, WORDS)


def test_what_only_ties_a_sentence_to_the_last_can_go():
    assert without_connector("Accordingly, envoys wait", WORDS) == "Envoys wait"
    assert without_connector("Envoys wait", WORDS) == "Envoys wait"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ports (other places are much alike) have two parts", "Ports have two parts"),
        ("Ports (in the year 1974) have two parts", "Ports (in the year 1974) have two parts"),
        ("The council (a body of Ada Stone) has two parts", "The council (a body of Ada Stone) has two parts"),
        ("Vessels (ships) have two parts", "Vessels (ships) have two parts"),
    ],
)
def test_a_remark_in_brackets_is_left_out(text, shown):
    assert without_aside(text, WORDS) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("envoys help in making peace, finding friends and opening doors", None),
        ("envoys must make lasting peace, finding friends in ports", "envoys must make lasting peace"),
    ],
)
def test_an_item_is_not_cut_between_what_it_joins(text, shown):
    source = course.a_source("A", "The Gazette", text)
    assert item_text(source, ListItem(0, len(text)), WORDS, limit=5).text == (shown or text)
