"""True or false: the stem is the statement. What a false one should say is asked too, or shown in the feedback.

A typed correction is marked like a cloze, not by the learner's own judgement: points go to a board, and a mark
that one gives oneself would be worth nothing there.
"""

import re
from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import last, only, stem_problems, texts
from quizzes.kinds.wording import close, same, words

VERDICTS = {"true": N_("True"), "false": N_("False")}
CORRECTIONS = ("asked", "shown")


class TrueFalse(Kind):
    """`shown["correction"]` is "asked" or "shown". The key of a false statement has under `wrong` the words that
    make it false, and under `instead` what the source says, wording by wording, the source's own first. With
    `explains` that first one tells what is wrong and does not stand in the statement.
    """

    name = "true_false"
    label = N_("True or false")
    hint = N_("Judge the statement. If it is false, say what should stand there, or see it afterwards.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        found = stem_problems(shown)
        if shown.get("correction") not in CORRECTIONS:
            found.append(Message(N_("Say whether the correction is asked or shown.")))
        if not isinstance(key.get("true"), bool):
            found.append(Message(N_("Say whether the statement is true or false.")))
        elif not key["true"]:
            found += false_problems(str(shown.get("stem") or ""), key)
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        return dict(shown)

    def parse(self, shown: Json, posted: Posted) -> Json:
        verdict, instead = only(posted, "answer"), only(posted, "instead")
        if not verdict:
            raise BadAnswer(N_("Choose true or false."))
        if verdict not in VERDICTS:
            raise BadAnswer(N_("That is neither true nor false. Choose one of the two."))
        return said(shown, verdict, instead)

    def draft(self, shown: Json, posted: Posted) -> Json:
        return said(shown, last(posted, "answer"), last(posted, "instead"))

    def form(self, shown: Json, answer: Json | None) -> Json:
        given = answer or {"verdict": "", "instead": ""}
        return {
            **shown,
            "options": verdicts(given["verdict"]),
            "asks": shown["correction"] == "asked",
            "instead": given["instead"],
        }

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        truth = "true" if key["true"] else "false"
        judged = answer["verdict"] == truth
        verdict = Part("verdict", judged, VERDICTS.get(answer["verdict"], ""), VERDICTS[truth])
        if key["true"] or shown["correction"] != "asked":
            return Mark(float(judged), (verdict,))
        mended = judged and corrects(shown["stem"], key, answer["instead"])
        parts = (verdict, Part("instead", mended, answer["instead"], key["instead"][0]))
        return Mark((judged + mended) / 2, parts)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        given = answer or {"verdict": "", "instead": ""}
        rows = [{**row, "right": (row["id"] == "true") == key["true"]} for row in verdicts(given["verdict"])]
        before, after = around(shown["stem"], key) if not key["true"] else ("", "")
        return {
            **shown,
            "options": rows,
            "before": before,
            "wrong": "" if key["true"] else key["wrong"],
            "expected": "" if key["true"] else key["instead"][0],
            "after": after,
            "explains": bool(key.get("explains")),
            "instead": given["instead"],
            "mended": bool(given["instead"]) and not key["true"] and corrects(shown["stem"], key, given["instead"]),
        }

    def in_words(self, shown: Json, answer: Json) -> str:
        # "✓" and "✗" need no translation; the list of attempts stands in any language.
        sign = "✓" if answer["verdict"] == "true" else "✗"
        return f"{sign} {answer['instead']}".strip()

    def places(self, shown: Json, key: Json) -> dict[str, str | Message]:
        return {"verdict": "", "instead": Message(N_("Instead"))}

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        """The statement itself claims something: a true one must be right, a false one must be wrong."""
        if key["true"]:
            return (Piece("right", shown["stem"]),)
        before, after = around(shown["stem"], key)
        corrected = f"{before}{key['instead'][0]}{after}"
        return (
            Piece("wrong", shown["stem"], "verdict"),
            Piece("right", corrected, "corrected"),
            Piece("right", key["instead"][0], "instead"),
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        if key["true"]:
            return {"answer": ["true"]}
        return {"answer": ["false"], "instead": [key["instead"][0]]}

    def guess(self, shown: Json, rng: Random) -> Posted:
        return {"answer": [rng.choice(list(VERDICTS))], "instead": [rng.choice(words(shown["stem"]))]}

    def chance(self, shown: Json, key: Json) -> float:
        if key.get("also"):
            return super().chance(shown, key)
        return 0.5 if key["true"] or shown["correction"] != "asked" else 0.25

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """A statement becomes true by a word; false only by the words that are false in it."""
        if answer["verdict"] == "true":
            return {"true": True}
        return self.admit(shown, key, answer) if words(answer["instead"]) else None

    def admit(self, shown: Json, key: Json, answer: Json) -> Json | None:
        if answer["verdict"] == "true":
            return super().admit(shown, key, answer)
        if key["true"] or not words(answer["instead"]):
            return None
        return {**key, "instead": [*key["instead"], answer["instead"]]}

    def examples(self) -> Examples:
        shown = {"stem": "Diplomacy rests on speed, patience and law.", "correction": "asked"}
        key = {"true": False, "wrong": "speed", "instead": ["trust", "confidence"]}
        return Examples(
            shown=shown,
            key=key,
            right={"answer": ["false"], "instead": ["Trust"]},
            partly={"answer": ["false"], "instead": [""]},
            wrong={"answer": ["true"], "instead": ["trust"]},
            malformed=(
                {},
                {"answer": [""]},
                {"answer": ["perhaps"]},
                {"answer": ["true", "false"]},
                {"instead": ["trust"]},
                {"answer": ["false"], "instead": ["trust" * 100]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                ({**shown, "correction": "sung"}, key),
                (shown, {}),
                (shown, {"true": False}),
                (shown, {**key, "wrong": "haste"}),
                (shown, {**key, "wrong": "peed"}),
                (shown, {**key, "instead": []}),
                (shown, {**key, "instead": ["Speed"]}),
                ({**shown, "stem": "Speed, speed and law."}, key),
            ),
        )


def said(shown: Json, verdict: str, instead: str) -> Json:
    """A correction counts only where one was asked, and where the statement was called false."""
    kept = instead if shown["correction"] == "asked" and verdict == "false" else ""
    return {"verdict": verdict, "instead": kept}


def verdicts(chosen: str) -> list[Json]:
    return [
        {"id": one, "text": text, "sign": sign, "chosen": one == chosen}
        for sign, (one, text) in zip("ab", VERDICTS.items(), strict=True)
    ]


def around(stem: str, key: Json) -> tuple[str, str]:
    """What stands before and after the false words."""
    [place] = places(stem, key["wrong"])
    return stem[: place[0]], stem[place[1] :]


def places(stem: str, wrong: str) -> list[tuple[int, int]]:
    """Where whole words stand in a statement."""
    found = re.finditer(rf"(?<!\w){re.escape(wrong)}(?!\w)", stem, re.IGNORECASE)
    return [match.span() for match in found]


def false_problems(stem: str, key: Json) -> list[Message]:
    wrong, instead = str(key.get("wrong") or ""), texts(key.get("instead"))
    if not words(wrong):
        return [Message(N_("Name the words that make the statement false."))]
    found = []
    if len(places(stem, wrong)) != 1:
        found.append(Message(N_("“{text}” must stand in the statement once."), {"text": wrong}))
    if not instead or not all(map(words, instead)):
        found.append(Message(N_("Say what should stand there instead.")))
    if any(same(wrong, one) for one in instead):
        found.append(Message(N_("“{text}” is both wrong and right."), {"text": wrong}))
    return found


def corrects(stem: str, key: Json, typed: str) -> bool:
    """Whether a correction says what should stand there; words of the statement around it do no harm."""
    if any(close(typed, one) for one in key["instead"]):
        return True
    rest = set(words(" ".join(around(stem, key))))
    return any(
        close(" ".join(word for word in words(typed) if word in words(one) or word not in rest), one)
        for one in key["instead"]
    )
