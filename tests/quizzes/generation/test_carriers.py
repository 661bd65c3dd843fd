import pytest

from quizzes.generation.carriers import carrier
from quizzes.generation.wording import wording

EN = wording("en")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("strengthening awareness across the whole system", "awareness"),
        ("building a strategy with a focus on economic and technology diplomacy", "economic"),
        ("envoys must leave", None),
        ("foreign affairs are a driving force in trade", "trade"),
        ("the main causes of poverty", "poverty"),
        ("gains in craft and reduced rents", "rents"),  # no two sorts of rents
        ("tasks were identified as vital for all", None),
        ("peace, independence, resilience as principles", None),
        (
            "clerks take note of commercial deals between ports in the areas of trade, aerospace, and energy",
            "aerospace",
        ),
        ("clerks take note of commercial deals between the ports of two islands", "deals"),
        ("clerks try to heed both islands’ interests in old trade", None),  # "islands" owns them
        ("clerks take note of old deals between ports in the areas of trade, aerospace, and energy", "deals"),
    ],
)
def test_the_word_that_carries_an_item_is_found(text, word):
    found = carrier(text, (0, len(text)), EN)
    assert (text[slice(*found.span)] if found else None) == word


def test_of_two_joined_words_it_is_told():
    text = "building a strategy with a focus on economic and technology diplomacy"
    assert carrier(text, (0, len(text)), EN).joined
