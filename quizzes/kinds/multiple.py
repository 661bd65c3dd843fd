"""Multiple answer: several right options. Each right one earns a share, each wrong one takes a share away."""

from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import entries, entry_problems, ids, stem_problems, texts
from quizzes.kinds.choice import MOST, lettered
from quizzes.kinds.wording import numbers, words


class Multiple(Kind):
    name = "multiple"
    label = N_("Multiple answer")
    hint = N_("Choose all that fit. Each that fits earns a share, each that does not takes one away, never below zero.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        options, right = entries(shown, "options"), texts(key.get("right"))
        found = stem_problems(shown)
        if len(options) < 2:
            found.append(Message(N_("Give at least two options.")))
        if len(options) > MOST:
            found.append(Message(N_("Give at most {most} options."), {"most": MOST}))
        found += entry_problems(options)
        if not right:
            found.append(Message(N_("Mark the options that are right.")))
        elif not set(right) <= set(ids(options)):
            found.append(Message(N_("A right answer is not among the options.")))
        elif len(set(right)) == len(options):
            found.append(Message(N_("Every option is right: give at least one that is not.")))
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        """Shuffled whether asked or not, but for numbers and dates: authors may write the right ones first."""
        options = list(shown["options"])
        if not all(numbers(words(option["text"])) for option in options):
            rng.shuffle(options)
        return {**shown, "options": options}

    def parse(self, shown: Json, posted: Posted) -> Json:
        chosen = {one for one in posted.get("answer", ()) if one}
        if not chosen:
            raise BadAnswer(N_("Choose at least one of the options."))
        if not chosen <= set(ids(shown["options"])):
            raise BadAnswer(N_("One option is not part of this question. Choose among those shown."))
        return {"choices": [one for one in ids(shown["options"]) if one in chosen]}

    def draft(self, shown: Json, posted: Posted) -> Json:
        return {"choices": [one for one in ids(shown["options"]) if one in posted.get("answer", ())]}

    def form(self, shown: Json, answer: Json | None) -> Json:
        chosen = answer["choices"] if answer else []
        rows = [{**row, "chosen": row["id"] in chosen} for row in lettered(shown)]
        return {**shown, "options": rows, "last_letter": rows[-1]["letter"]}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        right, chosen = set(key["right"]), set(answer["choices"])
        parts = tuple(
            Part(
                one["id"],
                (one["id"] in chosen) == (one["id"] in right),
                one["text"] if one["id"] in chosen else "",
                one["text"] if one["id"] in right else "",
            )
            for one in shown["options"]
        )
        hits, misses = len(chosen & right), len(chosen - right)
        return Mark(max(0, hits - misses) / len(right), parts, in_short(hits, len(right), misses))

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        chosen = answer["choices"] if answer else []
        rows = [
            {**row, "right": row["id"] in key["right"], "chosen": row["id"] in chosen, "asked": answer is not None}
            for row in lettered(shown)
        ]
        return {**shown, "options": rows}

    def in_words(self, shown: Json, answer: Json) -> str:
        return "; ".join(option["text"] for option in shown["options"] if option["id"] in answer["choices"])

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        options = shown["options"]
        return (
            Piece("stem", shown["stem"]),
            *(Piece("right" if row["id"] in key["right"] else "wrong", row["text"], row["id"]) for row in options),
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        return {"answer": list(key["right"])}

    def guess(self, shown: Json, rng: Random) -> Posted:
        options = ids(shown["options"])
        return {"answer": rng.sample(options, rng.randint(1, len(options)))}

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        return {"right": list(answer["choices"])} if 0 < len(answer["choices"]) < len(shown["options"]) else None

    def examples(self) -> Examples:
        options = [
            {"id": "x7", "text": "speed"},
            {"id": "q2", "text": "trust"},
            {"id": "m5", "text": "wealth"},
            {"id": "b9", "text": "law"},
        ]
        shown = {"stem": "Which of these are among the three pillars?", "options": options}
        key = {"right": ["q2", "b9"]}
        return Examples(
            shown=shown,
            key=key,
            right={"answer": ["b9", "q2"]},
            partly={"answer": ["q2"]},
            wrong={"answer": ["x7", "m5"]},
            malformed=({}, {"answer": []}, {"answer": ["", ""]}, {"answer": ["q2", "zz"]}, {"answer": ["q" * 999]}),
            faulty=(
                ({**shown, "stem": " "}, key),
                ({**shown, "options": options[:1]}, {"right": ["x7"]}),
                ({**shown, "options": [*options, {"id": "z9", "text": "Trust."}]}, key),
                ({**shown, "options": [*options, {"id": "x7", "text": "peace"}]}, key),
                (shown, {"right": ["q2", "zz"]}),
                (shown, {"right": ["x7", "q2", "m5", "b9"]}),
                (shown, {"right": []}),
                (shown, {}),
            ),
        )


def in_short(hits: int, all_right: int, misses: int) -> Message:
    """How the share came about."""
    if not misses:
        return Message(N_("You found {hits} of the {all} that fit."), {"hits": hits, "all": all_right})
    return Message(
        N_("You found {hits} of the {all} that fit, less {misses} for what does not."),
        {"hits": hits, "all": all_right, "misses": misses},
    )
