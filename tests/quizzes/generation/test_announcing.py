import pytest

from quizzes.generation.announcing import counted_in, listed_noun, subject
from quizzes.generation.naming import list_name
from quizzes.generation.wording import wording
from tests.quizzes.generation import course

EN, VI = wording("en"), wording("vi")


@pytest.mark.parametrize(
    ("text", "count", "noun"),
    [
        ("Foreign affairs will implement key tasks along the following directions", 5, "directions"),
        ("Researchers contend that several factors are contributing to a rise in developed countries", 5, "factors"),
        ("The Coalition would want to be assured on a number of matters", 3, "matters"),
        (
            "Early classifications divided them into three broad categories, depending on the signal",
            3,
            "broad categories",
        ),
        ("The whole plan rests on these pillars", 4, "pillars"),
        ("The ministry spoke at length about the matter", 4, ""),
    ],
)
def test_a_sentence_tells_what_it_calls_the_items_that_follow(text, count, noun):
    assert listed_noun(text, count, EN) == noun


def test_a_vietnamese_noun_stands_after_its_number():
    assert listed_noun("Bài toán thường được chia thành 2 bước", 2, VI) == "bước"
    assert listed_noun("Nhóm tác giả đưa ra một vài lời khuyên", 4, VI) == "lời khuyên"


def test_the_subject_of_a_sentence_that_ends_on_its_verb_names_the_items():
    assert subject("Key terms of the agreement will include", EN) == "key terms of the agreement"
    assert subject("The agreement will include", EN) == ""
    assert subject("The parties met in March", EN) == ""


def test_the_number_takes_the_place_of_the_following():
    assert counted_in("It works along the following lines", "lines", "three", EN) == "It works along three lines"
    assert counted_in("It says that several lines meet", "lines", "three", EN) == "It says that several lines meet"


def named(text, *items, intro, **rest):
    value = course.a_list(text, "Envoys", list(items), intro=intro, about=True, **rest)
    source = course.a_source("A", "The Gazette", text, value)
    return list_name(source, value, course.indexed(source))


def test_items_that_complete_an_intro_with_a_colon_are_known_by_it():
    text = "Envoys\n\nKeep the evenings free for: Writing letters home; reading old maps; mending worn sails.\n"
    name = named(text, "Writing letters home", "reading old maps", intro="Keep the evenings free for:")
    assert (name.text, name.way) == ("Keep the evenings free for", "_completes")


def test_an_intro_that_leans_borrows_the_sentence_before_it():
    text = "Envoys\n\nThe old rules sorted envoys into two ranks. These were: Harbour envoys; island envoys.\n"
    name = named(text, "Harbour envoys", "island envoys", intro="These were:")
    assert name.called == "the two ranks into which the old rules sorted envoys"
    assert text[slice(*name.told)] == "The old rules sorted envoys into two ranks."


def test_an_intro_in_which_somebody_says_we_is_not_shown():
    text = "Envoys\n\nLast year we were proud of our progress. Schools were opened. Ships were built.\n"
    assert (
        named(text, "Schools were opened", "Ships were built", intro="Last year we were proud of our progress.") is None
    )
