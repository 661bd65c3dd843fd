"""Cloze: a text with blanks, filled by typing or from a bank of words. Each blank earns its share."""

from collections.abc import Sequence
from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import last, only, stem_problems, texts, twins
from quizzes.kinds.wording import close, same, words


class Cloze(Kind):
    name = "cloze"
    label = N_("Cloze")
    hint = N_("Fill in the missing words as the source has them. Small spelling slips are forgiven.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        parts, blanks = texts(shown.get("parts")), key.get("blanks")
        accepted = [texts(blank) for blank in blanks] if isinstance(blanks, list) else []
        found = stem_problems(shown)
        if len(parts) < 2:
            found.append(Message(N_("Leave at least one blank in the text.")))
        if not words("".join(parts)):
            found.append(Message(N_("The text around the blanks is empty.")))
        if len(accepted) != max(0, len(parts) - 1):
            found.append(
                Message(
                    N_("Give an answer for each blank: there are {blanks} blanks and {answers} answers."),
                    {"blanks": max(0, len(parts) - 1), "answers": len(accepted)},
                )
            )
        for number, answers in enumerate(accepted, 1):
            if not answers or not all(map(words, answers)):
                found.append(Message(N_("Blank {number} has no right answer."), {"number": number}))
        return found + bank_problems(shown, accepted)

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        """The bank is shuffled whether asked or not: authors write it in the order of the blanks."""
        if not shown.get("bank"):
            return dict(shown)
        bank = list(shown["bank"])
        rng.shuffle(bank)
        return {**shown, "bank": bank}

    def parse(self, shown: Json, posted: Posted) -> Json:
        blanks = [only(posted, field) for field in fields(shown)]
        if not any(blanks):
            raise BadAnswer(N_("Fill in the blanks."))
        if shown.get("bank") and not {blank for blank in blanks if blank} <= set(shown["bank"]):
            raise BadAnswer(N_("One word is not in the list. Choose among those shown."))
        return {"blanks": blanks}

    def draft(self, shown: Json, posted: Posted) -> Json:
        return {"blanks": [last(posted, field) for field in fields(shown)]}

    def form(self, shown: Json, answer: Json | None) -> Json:
        values = answer["blanks"] if answer else [""] * len(fields(shown))
        blanks = [
            {"before": before, "field": field, "number": number, "value": value}
            for number, (before, field, value) in enumerate(zip(shown["parts"], fields(shown), values, strict=False), 1)
        ]
        return {**shown, "blanks": blanks, "after": shown["parts"][-1]}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        # Words of a bank are chosen, not typed: there is no slip to forgive, and two of them may look alike.
        alike = same if shown.get("bank") else close
        parts = tuple(
            Part(field, any(alike(given, one) for one in accepted), given, accepted[0])
            for field, given, accepted in zip(fields(shown), answer["blanks"], key["blanks"], strict=True)
        )
        return Mark(sum(part.right for part in parts) / len(parts), parts)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        mark = self.mark(shown, key, answer or {"blanks": [""] * len(fields(shown))})
        blanks = [
            {"before": before, "number": number, "given": part.given, "expected": part.expected, "right": part.right}
            for number, (before, part) in enumerate(zip(shown["parts"], mark.parts, strict=False), 1)
        ]
        return {**shown, "blanks": blanks, "after": shown["parts"][-1]}

    def in_words(self, shown: Json, answer: Json) -> str:
        return ", ".join(blank or "–" for blank in answer["blanks"])

    def places(self, shown: Json, key: Json) -> dict[str, Message]:
        return {field: Message(N_("Blank {n}"), {"n": n}) for n, field in enumerate(fields(shown), 1)}

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        answers = [accepted[0] for accepted in key["blanks"]]
        spare = [word for word in shown.get("bank") or () if not any(same(word, answer) for answer in answers)]
        return (
            Piece("stem", shown["stem"]),
            *(Piece("frame", part) for part in shown["parts"] if words(part)),
            *(Piece("right", answer, field) for field, answer in zip(fields(shown), answers, strict=True)),
            *(Piece("wrong", word, word) for word in spare),
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        return {field: [accepted[0]] for field, accepted in zip(fields(shown), key["blanks"], strict=True)}

    def guess(self, shown: Json, rng: Random) -> Posted:
        seen = shown.get("bank") or [word for part in shown["parts"] for word in words(part)]
        return {field: [rng.choice(seen)] for field in fields(shown)}

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        return {"blanks": [[blank] for blank in answer["blanks"]]} if all(map(words, answer["blanks"])) else None

    def admit(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """Blank by blank, so that half of one answer goes with half of another."""
        if not all(map(words, answer["blanks"])):
            return None
        marks = self.mark(shown, key, answer).parts
        blanks = [
            list(accepted) if part.right else [*accepted, part.given]
            for accepted, part in zip(key["blanks"], marks, strict=True)
        ]
        return {**key, "blanks": blanks}

    def examples(self) -> Examples:
        shown = {"stem": "Complete the sentence.", "parts": ["Diplomacy rests on trust, ", " and ", "."]}
        key = {"blanks": [["patience"], ["law", "the law"]]}
        bank = {**shown, "bank": ["law", "patience", "speed"]}
        return Examples(
            shown=shown,
            key=key,
            right={"blank-1": [" Patiense "], "blank-2": ["The Law"]},
            partly={"blank-1": ["patience"], "blank-2": [""]},
            wrong={"blank-1": ["law"], "blank-2": ["lawn"]},
            malformed=(
                {},
                {"blank-1": [""], "blank-2": ["  "]},
                {"blank-1": ["patience", "speed"], "blank-2": ["law"]},
                {"blank-1": ["p" * 301], "blank-2": ["law"]},
                {"blank-7": ["law"]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                ({**shown, "parts": ["Diplomacy rests on trust."]}, {"blanks": []}),
                ({**shown, "parts": ["", "", ""]}, key),
                (shown, {"blanks": [["patience"]]}),
                (shown, {"blanks": [["patience"], []]}),
                (shown, {"blanks": [["patience"], [" "]]}),
                (shown, {}),
                ({**bank, "bank": ["law", "speed"]}, key),
                ({**bank, "bank": ["law", "Law", "patience"]}, key),
            ),
        )


def fields(shown: Json) -> list[str]:
    return [f"blank-{number}" for number in range(1, len(shown["parts"]))]


def bank_problems(shown: Json, accepted: Sequence[Sequence[str]]) -> list[Message]:
    bank = texts(shown.get("bank"))
    if not bank:
        return []
    found = [Message(N_("“{text}” stands there twice."), {"text": text}) for text in twins(bank)]
    for answers in accepted:
        if answers and not any(same(answer, word) for answer in answers for word in bank):
            found.append(Message(N_("“{text}” is not among the words to choose from."), {"text": answers[0]}))
    return found
