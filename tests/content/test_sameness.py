import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.sameness import Idea, suggestions

ONE = "The council named clean water and safe roads as “pressing and steady” duties. The harbour grew."
TWO = "In the charter, clean water and safe roads are called “urgent and lasting” duties. The mill closed."


def idea(number: int, document: str, term: str, text: str, language: str = "en") -> Idea:
    start = text.index(term)
    end = text.index(".", start) + 1
    begin = text.rfind(".", 0, start) + 1
    return Idea(number, document, language, term, text, (begin, end), ((start, start + len(term)),))


def suggested(*ideas: Idea) -> list[tuple[int, int, str]]:
    sentences = [sentence for one in dict.fromkeys(one.text for one in ideas) for sentence in one.split(".")]
    return [(pair.one, pair.other, pair.sign) for pair in suggestions(ideas, sentences, "en")]


def test_other_words_in_the_same_place_of_like_sentences_are_suggested():
    assert suggested(idea(1, "A", "pressing and steady", ONE), idea(2, "B", "urgent and lasting", TWO)) == [
        (1, 2, "place")
    ]


def test_the_same_place_in_unlike_sentences_is_not_enough():
    other = "A good neighbour has “urgent and lasting” duties toward children. The mill closed."
    assert suggested(idea(1, "A", "pressing and steady", ONE), idea(2, "B", "urgent and lasting", other)) == []


def test_like_sentences_are_not_enough_without_the_same_place():
    assert suggested(idea(1, "A", "council", ONE), idea(2, "B", "charter", TWO)) == []


def test_nearly_the_same_words_are_suggested():
    one = idea(1, "A", "fair trade order", "A fair trade order needs courts.")
    other = idea(2, "B", "trade order", "Merchants wanted the trade order kept.")
    assert suggested(one, other) == [(1, 2, "words")]


def test_the_same_term_needs_no_question():
    one = idea(1, "A", "trade orders", "Old trade orders need courts.")
    other = idea(2, "B", "trade order", "Merchants wanted the trade order kept.")
    assert suggested(one, other) == []


def test_what_one_document_tells_apart_stays_apart():
    one = idea(1, "A", "fair trade order", "A fair trade order needs courts.")
    other = idea(2, "A", "trade order", "Merchants wanted the trade order kept.")
    assert suggested(one, other) == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_an_unknown_word_harms_nothing(language):
    assert suggestions([idea(1, "A", "x", "x.", language), idea(2, "B", "y", "y.", language)], [], language) == []


words = st.sampled_from(
    ["clean", "water", "safe", "roads", "duties", "harbour", "mill", "council", "charter", "trade", "order", "fair"]
)
terms = st.lists(words, min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from("ABC"), terms), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_concepts_changes_nothing(given_terms, random):
    ideas = [idea(n, document, term, f"The {term} stands here.") for n, (document, term) in enumerate(given_terms)]
    shuffled = random.sample(ideas, len(ideas))
    assert sorted(suggested(*ideas)) == sorted(suggestions_of(shuffled, ideas))


def suggestions_of(shuffled: list[Idea], ideas: list[Idea]) -> list[tuple[int, int, str]]:
    sentences = [sentence for one in dict.fromkeys(one.text for one in ideas) for sentence in one.split(".")]
    return [(pair.one, pair.other, pair.sign) for pair in suggestions(shuffled, sentences, "en")]
