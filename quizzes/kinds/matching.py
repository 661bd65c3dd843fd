"""Matching: each on the left has its one partner on the right, where some may be left over."""

from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import count_up, entries, entry_problems, ids, last, only, stem_problems


class Matching(Kind):
    name = "matching"
    label = N_("Matching")
    hint = N_("Find the partner of each row. Each pair earns its share of the points.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        lefts, rights = entries(shown, "lefts"), entries(shown, "rights")
        found = stem_problems(shown)
        if len(lefts) < 2:
            found.append(Message(N_("Give at least two pairs.")))
        if len(rights) < len(lefts):
            found.append(Message(N_("Give each row on the left its own partner on the right.")))
        return found + entry_problems(lefts) + entry_problems(rights) + pair_problems(key, ids(lefts), ids(rights))

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        """The right side is shuffled whether asked or not: authors write pairs side by side."""
        lefts, rights = list(shown["lefts"]), list(shown["rights"])
        rng.shuffle(rights)
        if shuffle:
            rng.shuffle(lefts)
        return {**shown, "lefts": lefts, "rights": rights}

    def parse(self, shown: Json, posted: Posted) -> Json:
        known = ids(shown["rights"])
        chosen = {left: only(posted, f"match-{left}") for left in ids(shown["lefts"])}
        pairs = {left: right for left, right in chosen.items() if right}
        if not pairs:
            raise BadAnswer(N_("Choose a partner for each row."))
        if not set(pairs.values()) <= set(known):
            raise BadAnswer(N_("One partner is not part of this question. Choose among those shown."))
        return {"pairs": pairs}

    def draft(self, shown: Json, posted: Posted) -> Json:
        return {"pairs": {left: last(posted, f"match-{left}") for left in ids(shown["lefts"])}}

    def form(self, shown: Json, answer: Json | None) -> Json:
        pairs = answer["pairs"] if answer else {}
        known = ids(shown["rights"])
        rows = [
            {
                **left,
                "field": f"match-{left['id']}",
                "chosen": pairs.get(left["id"]) if pairs.get(left["id"]) in known else "",
            }
            for left in shown["lefts"]
        ]
        return {**shown, "lefts": rows, "spare": len(shown["rights"]) > len(rows)}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        text = {right["id"]: right["text"] for right in shown["rights"]}
        parts = tuple(
            Part(left, given == key["pairs"][left], text.get(given, ""), text[key["pairs"][left]])
            for left in ids(shown["lefts"])
            for given in [answer["pairs"].get(left, "")]
        )
        return Mark(sum(part.right for part in parts) / len(parts), parts)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        mark = self.mark(shown, key, answer or {"pairs": {}})
        rows = [
            {"text": left["text"], "given": part.given, "expected": part.expected, "right": part.right}
            for left, part in zip(shown["lefts"], mark.parts, strict=True)
        ]
        partners = set(key["pairs"].values())
        return {**shown, "lefts": rows, "over": [row["text"] for row in shown["rights"] if row["id"] not in partners]}

    def in_words(self, shown: Json, answer: Json) -> str:
        text = {right["id"]: right["text"] for right in shown["rights"]}
        rows = [(left["text"], text.get(answer["pairs"].get(left["id"], ""), "–")) for left in shown["lefts"]]
        return "; ".join(f"{left}: {right}" for left, right in rows)

    def places(self, shown: Json, key: Json) -> dict[str, str]:
        return {one["id"]: one["text"] for one in shown["lefts"]}

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        partners = set(key["pairs"].values())
        return (
            Piece("stem", shown["stem"]),
            *(Piece("frame", left["text"], left["id"]) for left in shown["lefts"]),
            *(Piece("right" if row["id"] in partners else "wrong", row["text"], row["id"]) for row in shown["rights"]),
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        return {f"match-{left}": [right] for left, right in key["pairs"].items()}

    def guess(self, shown: Json, rng: Random) -> Posted:
        lefts, rights = ids(shown["lefts"]), ids(shown["rights"])
        return {f"match-{left}": [right] for left, right in zip(lefts, rng.sample(rights, len(lefts)), strict=True)}

    def chance(self, shown: Json, key: Json) -> float:
        return 1 / len(shown["rights"]) if not key.get("also") else super().chance(shown, key)

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """Of an answer with a partner for each row, none of them twice."""
        pairs, lefts = answer["pairs"], ids(shown["lefts"])
        whole = all(pairs.get(left) in ids(shown["rights"]) for left in lefts)
        return {"pairs": dict(pairs)} if whole and len(set(pairs.values())) == len(lefts) else None

    def examples(self) -> Examples:
        lefts = [{"id": "g3", "text": "trust"}, {"id": "w8", "text": "patience"}]
        rights = [{"id": "e5", "text": "bridge"}, {"id": "n1", "text": "compass"}, {"id": "s6", "text": "anchor"}]
        shown = {"stem": "What does the text call each pillar?", "lefts": lefts, "rights": rights}
        key = {"pairs": {"g3": "n1", "w8": "e5"}}
        return Examples(
            shown=shown,
            key=key,
            right={"match-g3": ["n1"], "match-w8": ["e5"]},
            partly={"match-g3": ["n1"], "match-w8": [""]},
            wrong={"match-g3": ["s6"], "match-w8": ["n1"]},
            malformed=(
                {},
                {"match-g3": [""], "match-w8": [""]},
                {"match-g3": ["zz"], "match-w8": ["e5"]},
                {"match-g3": ["n1", "e5"], "match-w8": ["e5"]},
                {"match-zz": ["n1"]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                ({**shown, "lefts": lefts[:1]}, {"pairs": {"g3": "n1"}}),
                ({**shown, "rights": rights[:1]}, {"pairs": {"g3": "e5", "w8": "e5"}}),
                ({**shown, "rights": [*rights, {"id": "k2", "text": "Anchor"}]}, key),
                ({**shown, "lefts": [lefts[0], {"id": "w8", "text": ""}]}, key),
                (shown, {"pairs": {"g3": "n1", "w8": "n1"}}),
                (shown, {"pairs": {"g3": "n1", "w8": "zz"}}),
                (shown, {"pairs": {"g3": "n1"}}),
                (shown, {}),
            ),
        )


def pair_problems(key: Json, lefts: list[str], rights: list[str]) -> list[Message]:
    pairs = key.get("pairs")
    if not isinstance(pairs, dict) or set(pairs) != set(lefts):
        return [Message(N_("Every row on the left needs its partner in the key."))]
    if not set(map(str, pairs.values())) <= set(rights):
        return [Message(N_("A partner in the key is not among those on the right."))]
    if len(set(map(str, pairs.values()))) < len(pairs):
        return [Message(N_("Two rows have the same partner, so the pairs are not one to one."))]
    # Ids are on the page: l1, l2, l3 beside r1, r2, r3 would be an answer.
    if count_up(lefts) and count_up([str(pairs[left]) for left in lefts]):
        return [Message(N_("The ids of partners count up side by side, so the page would give the pairs away."))]
    return []
