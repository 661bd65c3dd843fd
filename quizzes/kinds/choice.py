"""Multiple choice: one right option among several."""

from random import Random
from string import ascii_lowercase

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import entries, entry_problems, ids, last, only, stem_problems
from quizzes.kinds.wording import numbers, words

MOST = 12


class Choice(Kind):
    name = "choice"
    label = N_("Multiple choice")
    hint = N_("Choose one.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        options = entries(shown, "options")
        found = stem_problems(shown)
        if len(options) < 2:
            found.append(Message(N_("Give at least two options.")))
        if len(options) > MOST:
            found.append(Message(N_("Give at most {most} options."), {"most": MOST}))
        found += entry_problems(options)
        right = key.get("right")
        if not right:
            found.append(Message(N_("Mark one option as the right one.")))
        elif right not in ids(options):
            found.append(Message(N_("The right answer is not among the options.")))
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        options = list(shown["options"])
        # Numbers and dates keep their sequence: shuffled ones only cost reading time.
        if shuffle and not all(numbers(words(option["text"])) for option in options):
            rng.shuffle(options)
        return {**shown, "options": options}

    def parse(self, shown: Json, posted: Posted) -> Json:
        choice = only(posted, "answer")
        if not choice:
            raise BadAnswer(N_("Choose one of the options."))
        if choice not in ids(shown["options"]):
            raise BadAnswer(N_("That option is not part of this question. Choose one of those shown."))
        return {"choice": choice}

    def draft(self, shown: Json, posted: Posted) -> Json:
        return {"choice": last(posted, "answer")}

    def form(self, shown: Json, answer: Json | None) -> Json:
        chosen = answer and answer["choice"]
        rows = [{**row, "chosen": row["id"] == chosen} for row in lettered(shown)]
        return {**shown, "options": rows, "last_letter": rows[-1]["letter"]}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        text = {option["id"]: option["text"] for option in shown["options"]}
        right = answer["choice"] == key["right"]
        part = Part(answer["choice"], right, text.get(answer["choice"], ""), text[key["right"]])
        return Mark(float(right), (part,))

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        chosen = answer and answer["choice"]
        rows = [{**row, "right": row["id"] == key["right"], "chosen": row["id"] == chosen} for row in lettered(shown)]
        return {**shown, "options": rows}

    def in_words(self, shown: Json, answer: Json) -> str:
        return next((option["text"] for option in shown["options"] if option["id"] == answer["choice"]), "")

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        return (
            Piece("stem", shown["stem"]),
            *(
                Piece("right" if row["id"] == key["right"] else "wrong", row["text"], row["id"])
                for row in shown["options"]
            ),
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        return {"answer": [key["right"]]}

    def guess(self, shown: Json, rng: Random) -> Posted:
        return {"answer": [rng.choice(ids(shown["options"]))]}

    def chance(self, shown: Json, key: Json) -> float:
        right = {one["right"] for one in (key, *key.get("also", ()))}
        return len(right) / len(shown["options"])

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        return {"right": answer["choice"]} if answer["choice"] in ids(shown["options"]) else None

    def examples(self) -> Examples:
        options = [{"id": "x7", "text": "speed"}, {"id": "q2", "text": "trust"}, {"id": "m5", "text": "wealth"}]
        shown = {"stem": "Which of these is one of the three pillars?", "options": options}
        return Examples(
            shown=shown,
            key={"right": "q2"},
            right={"answer": ["q2"]},
            wrong={"answer": ["x7"]},
            malformed=(
                {},
                {"answer": [""]},
                {"answer": ["unknown"]},
                {"answer": ["q2", "x7"]},
                {"answer": ["q" * 999]},
            ),
            faulty=(
                ({**shown, "stem": " "}, {"right": "q2"}),
                ({**shown, "options": options[:1]}, {"right": "x7"}),
                ({**shown, "options": [*options, {"id": "z9", "text": "Trust."}]}, {"right": "q2"}),
                ({**shown, "options": [*options, {"id": "x7", "text": "law"}]}, {"right": "q2"}),
                ({**shown, "options": [*options, {"id": "z9", "text": ""}]}, {"right": "q2"}),
                (shown, {"right": "z9"}),
                (shown, {}),
            ),
        )


def lettered(shown: Json) -> list[Json]:
    """The options as they stand, each with its letter a, b, c."""
    return [{**option, "letter": letter} for option, letter in zip(shown["options"], ascii_lowercase, strict=False)]
