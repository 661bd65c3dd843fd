import pytest

from quizzes.generation.difficulty import chosen, nearness, put_together, searched, typed
from quizzes.generation.select import composed, easiest_first, from_both_ends
from tests.quizzes.generation.gate import drafts


def test_options_near_the_right_one_are_harder_to_tell_from_it():
    near = chosen(["February 18"], ["February 14", "February 24", "February 7"])
    far = chosen(["February 18"], ["a treaty on the law of the sea", "peace", "envoys must leave on good terms"])
    assert near > far


def test_numbers_are_compared_by_size():
    assert nearness("96", "90") > nearness("96", "40")
    assert nearness("1,000", "1000") == 1


def test_long_answers_and_many_parts_are_harder():
    assert typed(["soft power"]) > typed(["power"])
    assert put_together(["a", "b", "c", "d", "e"], 0.3, 0.05) > put_together(["a", "b", "c"], 0.3, 0.05)


@pytest.mark.parametrize(("base", "words"), [(-1, 0), (2, 10_000), (0.5, 150)])
def test_it_stays_between_easiest_and_hardest(base, words):
    assert 0.05 <= searched(base, "word " * words) <= 0.95


def test_an_answer_in_a_long_text_is_harder_to_find():
    assert searched(0.4, "word " * 100) > searched(0.4, "word " * 10)


def test_drafts_of_one_kind_differ_in_difficulty():
    assert len({draft.difficulty for draft in (drafts.MEMBER, drafts.TERM, drafts.WHO, drafts.WHEN)}) == 4


def test_easy_hard_and_middle_ones_take_turns():
    assert [*from_both_ends([1, 2, 3, 4, 5])] == [1, 5, 3, 2, 4]
    assert [*from_both_ends([1, 2])] == [1, 2]
    assert [*from_both_ends([])] == []


def test_a_quiz_takes_the_easiest_and_the_hardest_of_a_kind_first():
    every = [drafts.WHEN, drafts.AMOUNT, drafts.TERM]
    first, last, *_ = composed(every, 2)
    assert [first, last] == [easiest_first(every)[0], easiest_first(every)[-1]]
