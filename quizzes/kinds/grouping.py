"""Which list does it belong to: items of two or more labelled lists, each to be put under its own."""

from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import count_up, entries, entry_problems, ids, last, only, stem_problems

MOST_GROUPS = 6


class Grouping(Kind):
    """`shown` has `items` and `groups`, {"id", "text"} each; `key["groups"]` names the group of every item."""

    name = "grouping"
    label = N_("Which list")
    hint = N_("Put each item under the list it belongs to. Each earns its share of the points.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        items, groups, placed = entries(shown, "items"), entries(shown, "groups"), key.get("groups")
        found = stem_problems(shown)
        if len(groups) < 2:
            found.append(Message(N_("Give at least two lists.")))
        if len(groups) > MOST_GROUPS:
            found.append(Message(N_("Give at most {most} lists."), {"most": MOST_GROUPS}))
        if len(items) < 2:
            found.append(Message(N_("Give at least two items.")))
        found += entry_problems(items) + entry_problems(groups)
        if not isinstance(placed, dict) or set(placed) != set(ids(items)):
            found.append(Message(N_("Every item needs its list in the key.")))
        elif set(map(str, placed.values())) != set(ids(groups)):
            found.append(Message(N_("Every list needs an item, and every item one of the lists.")))
        elif count_up(ids(items)):
            # Written list by list, i1 and i2 would stand together on any page.
            found.append(Message(N_("The ids of the items count up, so the page would tell which belong together.")))
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        """The items are shuffled whether asked or not: authors write them list by list."""
        items, groups = list(shown["items"]), list(shown["groups"])
        rng.shuffle(items)
        if shuffle:
            rng.shuffle(groups)
        return {**shown, "items": items, "groups": groups}

    def parse(self, shown: Json, posted: Posted) -> Json:
        chosen = {one: only(posted, f"list-{one}") for one in ids(shown["items"])}
        placed = {one: group for one, group in chosen.items() if group}
        if not placed:
            raise BadAnswer(N_("Choose a list for each item."))
        if not set(placed.values()) <= set(ids(shown["groups"])):
            raise BadAnswer(N_("One list is not part of this question. Choose among those shown."))
        return {"groups": placed}

    def draft(self, shown: Json, posted: Posted) -> Json:
        return {"groups": {one: last(posted, f"list-{one}") for one in ids(shown["items"])}}

    def form(self, shown: Json, answer: Json | None) -> Json:
        placed = answer["groups"] if answer else {}
        rows = [
            {
                **item,
                "field": f"list-{item['id']}",
                "groups": [{**group, "chosen": placed.get(item["id"]) == group["id"]} for group in shown["groups"]],
            }
            for item in shown["items"]
        ]
        return {**shown, "items": rows}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        text = {group["id"]: group["text"] for group in shown["groups"]}
        parts = tuple(
            Part(one, given == key["groups"][one], text.get(given, ""), text[key["groups"][one]])
            for one in ids(shown["items"])
            for given in [answer["groups"].get(one, "")]
        )
        return Mark(sum(part.right for part in parts) / len(parts), parts)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        mark = self.mark(shown, key, answer or {"groups": {}})
        text = {item["id"]: item["text"] for item in shown["items"]}
        groups = [
            {
                "text": group["text"],
                "items": [
                    {"text": text[part.id], "given": part.given, "right": part.right}
                    for part in mark.parts
                    if key["groups"][part.id] == group["id"]
                ],
            }
            for group in shown["groups"]
        ]
        return {**shown, "groups": groups}

    def in_words(self, shown: Json, answer: Json) -> str:
        text = {group["id"]: group["text"] for group in shown["groups"]}
        rows = [(item["text"], text.get(answer["groups"].get(item["id"], ""), "–")) for item in shown["items"]]
        return "; ".join(f"{item}: {group}" for item, group in rows)

    def places(self, shown: Json, key: Json) -> dict[str, str]:
        return {one["id"]: one["text"] for one in shown["items"]}

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        return (
            Piece("stem", shown["stem"]),
            *(Piece("frame", group["text"], group["id"]) for group in shown["groups"]),
            *(Piece("right", item["text"], item["id"]) for item in shown["items"]),
        )

    def solve(self, shown: Json, key: Json) -> Posted:
        return {f"list-{one}": [group] for one, group in key["groups"].items()}

    def guess(self, shown: Json, rng: Random) -> Posted:
        return {f"list-{one}": [rng.choice(ids(shown["groups"]))] for one in ids(shown["items"])}

    def chance(self, shown: Json, key: Json) -> float:
        return 1 / len(shown["groups"]) if not key.get("also") else super().chance(shown, key)

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """Of an answer that places each item and leaves no list empty."""
        placed = answer["groups"]
        whole = set(placed) == set(ids(shown["items"])) and set(placed.values()) == set(ids(shown["groups"]))
        return {"groups": dict(placed)} if whole else None

    def examples(self) -> Examples:
        items = [
            {"id": "p3", "text": "trust"},
            {"id": "d8", "text": "patience"},
            {"id": "v1", "text": "a new embassy"},
            {"id": "j6", "text": "a common language"},
        ]
        groups = [{"id": "t9", "text": "Pillars"}, {"id": "f2", "text": "Next steps"}]
        shown = {"stem": "Which list does each item belong to?", "items": items, "groups": groups}
        key = {"groups": {"p3": "t9", "d8": "t9", "v1": "f2", "j6": "f2"}}
        right = {"list-p3": ["t9"], "list-d8": ["t9"], "list-v1": ["f2"], "list-j6": ["f2"]}
        return Examples(
            shown=shown,
            key=key,
            right=right,
            partly={"list-p3": ["t9"], "list-d8": ["f2"], "list-v1": [""]},
            wrong={"list-p3": ["f2"], "list-d8": ["f2"], "list-v1": ["t9"], "list-j6": ["t9"]},
            malformed=(
                {},
                {"list-p3": [""], "list-d8": [""]},
                {**right, "list-p3": ["zz"]},
                {**right, "list-p3": ["t9", "f2"]},
                {"list-zz": ["t9"]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                ({**shown, "groups": groups[:1]}, {"groups": dict.fromkeys(key["groups"], "t9")}),
                (shown, {"groups": dict.fromkeys(key["groups"], "t9")}),
                (shown, {"groups": {"p3": "t9"}}),
                (shown, {"groups": {**key["groups"], "p3": "zz"}}),
                (shown, {}),
                ({**shown, "items": [*items[:3], {"id": "j6", "text": "Trust"}]}, key),
                ({**shown, "groups": [groups[0], {"id": "f2", "text": ""}]}, key),
            ),
        )
