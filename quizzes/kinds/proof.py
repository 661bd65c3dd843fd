"""Which words of the sources carry each text of a draft, so that checks can follow every one of them home."""

from quizzes.kinds import KINDS
from quizzes.kinds.base import Draft, Piece, Quote

Proof = tuple[Piece, Quote | None]


def proofs(draft: Draft) -> tuple[Proof, ...]:
    """Each piece of an item with the quote that carries it: its own where `why` cites one, else the evidence for
    what is right. None for what nobody cites: stems, frames, and wrong options of unknown origin.
    """
    own = {id: quote for id, _text, quote in draft.why}
    return tuple(
        (piece, own.get(piece.id) or (draft.evidence if piece.role == "right" else None))
        for piece in KINDS[draft.kind].pieces(draft.shown, draft.key)
    )
