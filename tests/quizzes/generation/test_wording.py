import re
from string import Formatter

import pytest

from quizzes.generation.wording import FOLDER, wording

LANGUAGES = [path.stem for path in FOLDER.glob("*.toml")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_itself_and_fills_every_stem(language):
    words = wording(language)
    assert words.language == language
    fields = {"name", "list", "text", "rest", "count", "label", "speaker", "person", "term", "item", "right", "inner"}
    fields |= {"who", "said", "intro", "some", "owner", "noun", "what", "verb", "article", "first", "names", "link"}
    for name, template in words.stems.items():
        used = {field for _, field, _, _ in Formatter().parse(template) if field}
        assert used <= fields, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_can_be_spoken_of_in_each_way(language):
    stems = wording(language).stems
    for stem in (
        "member",
        "members",
        "recall",
        "order",
        "match_heads",
        "match_halves",
        "card_first",
        "card_after",
    ):
        assert {stem, f"{stem}_completes", f"{stem}_follows", f"{stem}_titled"} <= stems.keys()


def test_no_stem_asks_what_is_not_so():
    words = wording("en")
    for name, template in words.stems.items():
        if not name.startswith("none_of"):  # which tells afterwards what was false
            assert not {word.casefold() for word in re.findall(r"\w+", template)} & words.words["negatives"]


def test_a_dialect_has_the_words_of_its_language():
    assert wording("en-GB") is wording("en")


@pytest.mark.parametrize("language", ["tlh", "", "../stems/en"])
def test_a_language_that_nobody_wrote_has_no_wording(language):
    assert wording(language) is None


def test_the_words_of_a_source_are_found_again_in_a_stem():
    words = wording("en")
    stem = words.say("who_said_that", name="The Gazette", text="Patience wins: always")
    assert words.text_in(stem) == "Patience wins: always"
    assert words.text_in(words.say("recall", name="The Gazette", list="the four key tasks")) == ""
    asked = words.say("how_many", name="The Gazette", text="it has", rest="years of history")
    assert words.text_in(asked) == "it has years of history"


def test_numbers_up_to_twelve_stand_in_words():
    assert [wording("en").count(number) for number in (3, 12, 13)] == ["three", "twelve", "13"]
