"""Short answer: a few typed words. How exact they must be is the author's choice, question by question."""

from dataclasses import dataclass
from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import last, only, stem_problems, texts, twins
from quizzes.kinds.wording import SLIP_SIMILARITY, Words, bare, numbers, slipped, words

LEAST_SIMILARITY = 70
"""Below this, one word would pass for another: "trust" and "truth" are alike by 60 %."""

USUAL_SIMILARITY = round(100 * SLIP_SIMILARITY)


@dataclass(frozen=True, slots=True)
class Exactness:
    """What must be as in the key; `similarity` (per cent) is the least likeness of a misspelt word."""

    case: bool
    accents: bool
    similarity: int

    def forgiving(self, *, case: bool = False, accents: bool = False) -> "Exactness":
        return Exactness(self.case and not case, self.accents and not accents, self.similarity)


class ShortAnswer(Kind):
    """`shown` tells how exact an answer must be: `minds_case`, `minds_accents`, `similarity` in per cent, where
    100 forgives no slip. `key["accepted"]` are the wordings that count, the best one first.
    """

    name = "short_answer"
    label = N_("Short answer")
    hint = N_("Type the answer in a few words.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        accepted, similarity = texts(key.get("accepted")), shown.get("similarity", USUAL_SIMILARITY)
        found = stem_problems(shown)
        if not accepted or not all(map(words, accepted)):
            found.append(Message(N_("Give at least one right answer, and none that is empty.")))
        found += [Message(N_("“{text}” stands there twice."), {"text": text}) for text in twins(accepted)]
        if not isinstance(similarity, int) or not LEAST_SIMILARITY <= similarity <= 100:
            found.append(Message(N_("The likeness must be from {least} to 100 %."), {"least": LEAST_SIMILARITY}))
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        return dict(shown)

    def parse(self, shown: Json, posted: Posted) -> Json:
        typed = only(posted, "answer")
        if not words(typed):
            raise BadAnswer(N_("Type an answer."))
        return {"text": typed}

    def draft(self, shown: Json, posted: Posted) -> Json:
        return {"text": last(posted, "answer")}

    def form(self, shown: Json, answer: Json | None) -> Json:
        exact = exactness(shown)
        forgives = exact.similarity < 100
        return {**shown, "case": exact.case, "accents": exact.accents, "forgives": forgives, "value": typed_in(answer)}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        exact, typed = exactness(shown), answer["text"]
        right = any_alike(typed, key["accepted"], exact)
        note = None
        if not right and any_alike(typed, key["accepted"], exact.forgiving(accents=True)):
            note = Message(N_("The letters are right, their accents are not."))
        elif not right and any_alike(typed, key["accepted"], exact.forgiving(case=True, accents=True)):
            note = Message(N_("The word is right, its capital and small letters are not."))
        return Mark(float(right), (Part("answer", right, typed, key["accepted"][0]),), note)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        mark = self.mark(shown, key, answer or {"text": ""})
        best, *others = key["accepted"]
        return {**shown, "given": typed_in(answer), "right": mark.fraction == 1, "expected": best, "others": others}

    def in_words(self, shown: Json, answer: Json) -> str:
        return typed_in(answer)

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        """The other wordings are read too, once the answer is in."""
        return (Piece("stem", shown["stem"]), *(Piece("right", one, "answer") for one in key["accepted"]))

    def solve(self, shown: Json, key: Json) -> Posted:
        return {"answer": [key["accepted"][0]]}

    def guess(self, shown: Json, rng: Random) -> Posted:
        return {"answer": [rng.choice(words(shown["stem"]))]}

    def chance(self, shown: Json, key: Json) -> float:
        return 0.0

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        return {"accepted": [answer["text"]]} if words(answer["text"]) else None

    def admit(self, shown: Json, key: Json, answer: Json) -> Json | None:
        return {**key, "accepted": [*key["accepted"], answer["text"]]} if words(answer["text"]) else None

    def examples(self) -> Examples:
        shown = {"stem": "What is likened to a compass?", "minds_case": False, "minds_accents": True, "similarity": 85}
        key = {"accepted": ["courage and wisdom", "courage, wisdom"]}
        return Examples(
            shown=shown,
            key=key,
            right={"answer": [" Courage and  wisdom. "]},
            wrong={"answer": ["wisdom"]},
            malformed=(
                {},
                {"answer": [""]},
                {"answer": [" … "]},
                {"answer": ["courage", "wisdom"]},
                {"answer": ["w" * 301]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                (shown, {}),
                (shown, {"accepted": []}),
                (shown, {"accepted": ["trust", " "]}),
                (shown, {"accepted": ["trust", "Trust"]}),
                ({**shown, "similarity": 40}, key),
                ({**shown, "similarity": 101}, key),
            ),
        )


def typed_in(answer: Json | None) -> str:
    return str(answer["text"]) if answer else ""


def exactness(shown: Json) -> Exactness:
    return Exactness(
        bool(shown.get("minds_case", False)),
        bool(shown.get("minds_accents", True)),
        int(shown.get("similarity", USUAL_SIMILARITY)),
    )


def any_alike(typed: str, accepted: list[str], exact: Exactness) -> bool:
    return any(alike(typed, one, exact) for one in accepted)


def alike(typed: str, expected: str, exact: Exactness) -> bool:
    ours, theirs = plain(typed, exact), plain(expected, exact)
    if not ours or not theirs:
        return False
    if ours == theirs or ("".join(ours) == "".join(theirs) and not numbers(ours + theirs)):
        return True
    return len(ours) == len(theirs) and all(spelled(one, other, exact) for one, other in zip(ours, theirs, strict=True))


def plain(text: str, exact: Exactness) -> Words:
    return words(text if exact.accents else bare(text), fold=not exact.case)


def spelled(one: str, other: str, exact: Exactness) -> bool:
    """Whether a word is the other but for a slip; an accent or a capital that counts is none, whatever its share."""
    if one != other and bare(one).casefold() == bare(other).casefold():
        return False
    return slipped(one, other, exact.similarity / 100)
