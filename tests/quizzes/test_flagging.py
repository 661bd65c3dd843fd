from hypothesis import given
from hypothesis import strategies as st

from quizzes.flagging import (
    ALIKE,
    DEVICES,
    FAST,
    LEAP,
    RULES,
    Answer,
    Sitting,
    Thresholds,
    flags,
    in_common,
    instead,
    reason,
)

USUAL = Thresholds()


def sitting(answers=(), share=50, others=None, devices=(), earlier=(), studied=0) -> Sitting:
    return Sitting(answers, share, others or {}, devices, earlier, studied)


def answers(*seconds, words=50, seen=False, wrong=None) -> list[Answer]:
    """Fifty words take six seconds at the usual limit."""
    return [Answer(words, took, wrong, seen) for took in seconds]


class TestFast:
    def test_most_answers_sooner_than_they_can_be_read(self):
        found = flags(sitting(answers(2, 3, 1, 2, 30)), USUAL)[FAST]
        assert (found["sooner"], found["of"], found["seconds"], found["words"]) == (4, 5, 2, 50)

    def test_a_few_of_many_are_no_matter(self):
        assert FAST not in flags(sitting(answers(2, 3, 20, 20, 20)), USUAL)

    def test_short_questions_are_read_at_once(self):
        assert FAST not in flags(sitting(answers(2, 2, 2, words=10)), USUAL)

    def test_two_answers_say_nothing_nor_does_what_was_not_timed(self):
        assert flags(sitting(answers(1, 1, None, None)), USUAL) == {}

    def test_questions_that_were_seen_before_are_the_other_explanation(self):
        seen = flags(sitting(answers(1, 1, 1, seen=True)), USUAL)[FAST]
        fresh = flags(sitting(answers(1, 1, 1)), USUAL)[FAST]
        assert str(instead(FAST, seen)) == "It may be honest: 3 of these questions were seen in an earlier attempt."
        assert "knows an answer well" in str(instead(FAST, fresh))


class TestAlike:
    def wrong(self, *given) -> list[Answer]:
        return [Answer(10, 30.0, one, False) for one in given]

    A, B, C, D = (1, "a"), (2, "b"), (3, "c"), (4, "d")

    def test_the_same_wrong_answers_in_the_same_order(self):
        others = {7: [self.A, self.B, self.C], 8: [self.C, self.B, self.A]}
        found = flags(sitting(self.wrong(self.A, self.D, self.B, self.C), others=others), USUAL)[ALIKE]
        assert (found["same"], found["wrong"], found["other"], found["sharing"]) == (3, 4, 7, 2)

    def test_another_order_is_not_the_same(self):
        others = {8: [self.C, self.B, self.A]}
        assert flags(sitting(self.wrong(self.A, self.B, self.C), others=others), USUAL) == {}

    def test_other_wrong_answers_to_the_same_questions_are_not_the_same(self):
        others = {8: [(1, "x"), (2, "x"), (3, "x")]}
        assert flags(sitting(self.wrong(self.A, self.B, self.C), others=others), USUAL) == {}

    @given(*[st.lists(st.tuples(st.integers(1, 3), st.sampled_from("ab")), max_size=8)] * 2)
    def test_what_is_in_common_stands_in_both_in_order(self, one, other):
        count = in_common(one, other)
        assert count == in_common(other, one) <= min(len(one), len(other))
        assert in_common(one, one) == len(one)
        assert in_common(one, [*other, *one]) == len(one)


class TestDevices:
    def test_two_in_turn(self):
        found = flags(sitting(devices=["p", "q", "q", "p"]), USUAL)[DEVICES]
        assert (found["devices"], found["switches"]) == (2, 2)

    def test_going_on_elsewhere_is_no_turn(self):
        assert flags(sitting(devices=["p", "p", "q", "q"]), USUAL) == {}

    def test_what_is_not_known_is_left_out(self):
        assert flags(sitting(devices=["", "p", "", "p"]), USUAL) == {}


class TestLeap:
    def test_a_score_far_above_the_usual(self):
        found = flags(sitting(share=95, earlier=[40, 50, 60], studied=12), USUAL)[LEAP]
        assert (found["share"], found["usual"], found["earlier"]) == (95, 50, 3)
        assert str(instead(LEAP, found)) == "It may be honest: 12 reviews lie between the attempt before and this one."

    def test_two_attempts_are_no_history(self):
        assert flags(sitting(share=100, earlier=[0, 0]), USUAL) == {}

    def test_progress_is_no_leap(self):
        assert flags(sitting(share=89, earlier=[50, 50, 50]), USUAL) == {}


def test_nought_switches_a_rule_off():
    odd = sitting(answers(1, 1, 1, wrong=(1, "a")), 100, {7: [(1, "a")] * 3}, ["p", "q", "p"], [0, 0, 0])
    assert set(flags(odd, USUAL)) == set(RULES)
    assert flags(odd, Thresholds(fast=0, alike=0, switches=0, leap=0)) == {}


def test_each_rule_has_its_sentences():
    odd = sitting(answers(1, 1, 1, wrong=(1, "a")), 100, {7: [(1, "a")] * 3}, ["p", "q", "p"], [0, 0, 0])
    for rule, figures in flags(odd, USUAL).items():
        assert "{" not in f"{reason(rule, figures)} {instead(rule, figures)}"
        assert str(instead(rule, figures)).startswith("It may be honest:")
