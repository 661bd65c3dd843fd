from dataclasses import replace

import pytest

from quizzes.generation import draft
from quizzes.generation.lists import from_list
from quizzes.generation.naming import list_name
from tests.quizzes.generation import course


def name_of(value, text=course.GAZETTE):
    source = course.a_source("A", "The Gazette", text, value)
    return list_name(source, value, course.indexed(source))


def test_a_label_in_the_plural_is_a_name():
    name = name_of(course.TASKS)
    called = "the four key tasks that the council proposed"
    assert (name.called, name.way, name.is_name) == (called, "", True)


def test_the_number_is_that_of_the_items_found():
    several = replace(course.RULES, label="several rules for envoys")
    assert name_of(several).called == "the three rules for envoys that the council set"


def test_a_list_that_is_neither_counted_nor_numbered_gets_no_number():
    dashes = replace(course.RULES, label="rules for envoys", kind="bullets", announced=None)
    assert name_of(dashes).called == "the rules for envoys that the council set"


def test_a_series_inside_a_sentence_is_known_by_the_words_it_completes():
    name = name_of(course.SUPPORTS)
    assert (name.text, name.way) == ("A mission must rely on", "_completes")


def test_an_intro_that_ends_on_a_colon_is_shown_before_the_items():
    clause = replace(course.TASKS, label="The council proposed")
    assert name_of(clause).way == "_follows"
    assert name_of(clause).text == "The council proposed four key tasks"
    assert name_of(clause).called == "the four key tasks"


def test_a_heading_in_the_singular_is_quoted():
    text = "Envoys\n\nChecklist\n\nPack light. Leave early.\n"
    value = course.a_list(text, "Checklist", ["Pack light", "Leave early"], kind="bullets")
    assert name_of(value, text).called == "the points under “Checklist”"


@pytest.mark.parametrize(
    "text",
    [
        "Envoys\n\nDescribe the duties of an envoy. Pack light. Leave early.\n",  # an exercise
        "Envoys\n\nThis means the following. Pack light. Leave early.\n",  # an intro that leans on what was said before
        "Envoys\n\nWhich of these is a duty? Pack light. Leave early.\n",
    ],
)
def test_a_list_that_no_words_can_single_out_has_no_name(text):
    intro = course.sentences(text)[0]
    words = text[slice(*intro)]
    assert name_of(course.a_list(text, words, ["Pack light", "Leave early"], intro=words), text) is None


def test_a_list_of_questions_has_no_name():
    text = "Envoys\n\nKey questions\n\nWho pays? Who leaves?\n"
    assert name_of(course.a_list(text, "Key questions", ["Who pays?", "Who leaves?"]), text) is None


def test_a_label_cut_inside_a_longer_name_is_not_used():
    text = "Envoys\n\nKey terms of the Agreement on Fair, Free Trade follow here. Pack light. Leave early.\n"
    value = course.a_list(
        text,
        "Key terms of the Agreement on Fair",
        ["Pack light", "Leave early"],
        intro="Key terms of the Agreement on Fair, Free Trade follow here.",
    )
    assert name_of(value, text) is None


def test_a_label_that_belongs_to_somebody_named_before_is_no_name():
    text = "Envoys\n\nStone is known for her two best speeches, on peace and on war.\n"
    value = course.a_list(text, "two best speeches", ["on peace", "on war"], announced=2)
    assert name_of(value, text) is None


def test_examples_and_links_are_no_list_to_learn():
    text = "Envoys\n\nA few examples from ports.\n\nRed flag. Blue lamp.\n"
    assert name_of(course.a_list(text, "examples from ports", ["Red flag", "Blue lamp"], kind="bullets"), text) is None


def test_a_list_that_the_title_counts_is_called_by_the_title():
    text = "Three ways to greet a host\n\nBow low. Smile first. Speak last.\n"
    value = course.a_list(text, "Three ways to greet a host", ["Bow low", "Smile first", "Speak last"], announced=3)
    assert name_of(value, text).called == "the three ways to greet a host"
    beside = course.a_source("A", "“Three ways to greet a host”", text, value)
    name = list_name(beside, value, course.indexed(beside))
    assert (name.called, name.way) == ("the three ways", "_titled")
    recalls = [item.shown["stem"] for item in draft([beside]).questions if item.kind == "recall"]
    assert recalls == ["Name the three ways given in “Three ways to greet a host”."]


def headed(label, heading="Great works of the harbour"):
    sentence = f"The mayor praised {label}."
    more = "Few towns are as great."
    text = f"Envoys\n\n{heading}\n{sentence} First, ports were opened. Second, ships were built. {more}\n"
    items = ["ports were opened", "ships were built"]
    return name_of(course.a_list(text, label, items, intro=sentence, kind="ordinal", ordered=True), text)


def test_points_are_called_by_the_heading_that_says_what_they_are():
    assert headed("several new points in the works of the harbour").called == "the two great works of the harbour"


def test_the_heading_that_names_a_list_is_cited():
    label = "several new points in the works of the harbour"
    text = f"Envoys\n\nGreat works of the harbour\nThe mayor praised {label}. First, ports were opened. Second, "
    text += "ships were built. Third, schools were mended.\n"
    items = ["ports were opened", "ships were built", "schools were mended"]
    value = course.a_list(text, label, items, intro="The mayor praised", kind="ordinal", ordered=True)
    source = course.a_source("A", "The Gazette", text, value)
    drafts = [*from_list(course.indexed(source), source, source.points[0], value)]
    assert drafts
    for each in drafts:
        assert "Great works of the harbour" in [quote.text for _, _, quote in each.why]


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("several new ships of the harbour", "Great works of the harbour"),  # a name already
        ("several new points in the works of the harbour", "Looking back"),
        ("several new points in the works of the harbour", "Great men and women"),
    ],
)
def test_a_heading_of_something_else_is_no_name_of_points(label, heading):
    assert headed(label, heading).called == "the two " + label.removeprefix("several ")


def test_a_title_is_told_with_the_name_of_who_bears_it():
    intro = "The Foreign Minister proposed two key aims."
    text = f"Envoys\n\n{intro} Open ports. Build ships. Foreign Minister Ada Stone left.\n"
    value = course.a_list(text, "two key aims", ["Open ports", "Build ships"], intro=intro)
    stone = course.a_fact(text, "person", "Ada Stone", role="Foreign Minister")
    source = course.a_source("A", "The Gazette", text, value, stone)
    called = list_name(source, value, course.indexed(source)).called
    assert called == "the two key aims that Foreign Minister Ada Stone proposed"


def test_a_list_that_the_title_only_names_is_called_by_its_noun():
    text = "How envoys learn three ways to greet\n\nBow low. Smile first. Speak last.\n"
    value = course.a_list(text, "three ways to greet", ["Bow low", "Smile first", "Speak last"], announced=3)
    assert name_of(value, text).called == "the three ways that the title names"
