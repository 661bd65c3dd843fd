import pytest

from quizzes.generation.claims import around, claimed
from quizzes.generation.wording import wording

EN = wording("en")


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        (
            "The old party clearly does not care about the fact that it made a promise to the port.",
            "The old party made a promise to the port.",
        ),
        ("The party told the port of the fact that it made a promise.", ""),  # which of the two made it?
        ("The fact that the party made a promise moved the port.", ""),
        (
            "The port keeps the tolls, as set out in the Order of May 2, 1990, as amended, on ships.",
            "The port keeps the tolls on ships.",
        ),
        ("The port keeps the tolls, as ships come from all over the sea.", None),
        (
            "The term was coined in 1959 by Ada Stone, a pioneer in the field of ports.",
            "The term was coined in 1959 by Ada Stone.",
        ),
        ("The prize went to Ada Stone, a friend.", None),
        (
            "Tasks are sorted, grouped, and tracked across a stretch of time, or rounds.",
            "Tasks are sorted, grouped, and tracked across a stretch of time.",
        ),
        ("Ships come by wind, by steam, or oars.", None),
    ],
)
def test_a_claim_stands_without_what_is_put_around_it(said, claim):
    assert claimed(said, EN) == (said if claim is None else claim)


def test_a_blank_stays_in_what_is_left():
    before, after = "The port keeps at ", " percent the tolls, as set out in the Order of May, on ships."
    assert around(before, after, EN) == ("The port keeps the tolls on ships at ", " percent."), "and stands last"


def test_what_holds_the_blank_is_not_left_out():
    told = ("The term was coined by Ada Stone, a pioneer in the field of ", ".")
    assert around(*told, EN) == told


def test_an_opinion_that_cannot_be_parted_from_its_fact_leaves_nothing():
    assert around("The fact that ", " ships came moved the port.", EN) == ("", "")
