import pytest

from quizzes.kinds import KINDS
from quizzes.kinds.base import Draft, Quote
from quizzes.kinds.proof import proofs

EVIDENCE = Quote("A", 0, 12, "The evidence")
ORIGIN = Quote("B", 5, 9, "else")


def drafted(kind: str, why: tuple = ()) -> Draft:
    example = KINDS[kind].examples()
    return Draft(kind, "A1", example.shown, example.key, "", EVIDENCE, (EVIDENCE,), "rule", why)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_stands_on_the_evidence_and_what_only_asks_on_nothing(kind):
    found = proofs(drafted(kind))
    assert {quote for piece, quote in found if piece.role == "right"} == {EVIDENCE}
    assert {quote for piece, quote in found if piece.role != "right"} <= {None}


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_that_the_page_shows_is_listed(kind):
    example = KINDS[kind].examples()
    listed = " ".join(piece.text for piece in KINDS[kind].pieces(example.shown, example.key))
    rows = [row for value in example.shown.values() if isinstance(value, list) for row in value]
    shown = [row["text"] if isinstance(row, dict) else row for row in rows if kind != "date"]
    assert [text for text in [example.shown["stem"], *shown] if text.strip(" .") and text not in listed] == []


def test_an_option_may_bring_its_own_words():
    found = {piece.id: quote for piece, quote in proofs(drafted("choice", (("x7", "It is of B.", ORIGIN),)))}
    assert found["x7"] == ORIGIN
    assert found["m5"] is None
    assert found["q2"] == EVIDENCE
