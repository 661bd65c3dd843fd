"""Ordering: items to be put in the order the source gives them. How it is marked is chosen for each question.

By `position`, each item in its place earns its share; one left out of place can cost all that follow it. By `run`,
the longest run in the right order counts, so that one misplaced item costs one share. `exact` is all or nothing.
"""

from collections.abc import Sequence
from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import count_up, entries, entry_problems, ids, last, stem_problems

LEAST = 3
"""Of two items, the one order that is shown and never right would give the other away."""

MARKINGS = ("position", "run", "exact")
"""Items without one, written before there was a choice, are marked by position."""


class Ordering(Kind):
    """`shown["marking"]` is one of MARKINGS; learners are told which."""

    name = "ordering"
    label = N_("Ordering")
    hint = N_("Put the items in order.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        items = entries(shown, "items")
        order = key.get("order")
        found = stem_problems(shown)
        if len(items) < LEAST:
            found.append(Message(N_("Give at least {least} items."), {"least": LEAST}))
        found += entry_problems(items)
        if marking(shown) not in MARKINGS:
            found.append(Message(N_("Choose how it is marked: by position, by the longest run, or all or nothing.")))
        if not isinstance(order, list) or sorted(map(str, order)) != sorted(ids(items)):
            found.append(Message(N_("The right order must name every item once.")))
        elif count_up([str(one) for one in order]):
            found.append(
                Message(N_("The ids of the items count up in the right order, so the page would give it away."))
            )
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        """Shuffled whether asked or not, and never as it came: authors write items in their right order."""
        items = list(shown["items"])
        while items == shown["items"]:
            rng.shuffle(items)
        return {**shown, "items": items}

    def parse(self, shown: Json, posted: Posted) -> Json:
        order = list(posted.get("order", ()))
        if not order:
            raise BadAnswer(N_("Put the items in order."))
        if sorted(order) != sorted(ids(shown["items"])):
            raise BadAnswer(N_("The order must name every item once. Put them in order again."))
        return {"order": order}

    def draft(self, shown: Json, posted: Posted) -> Json:
        """The rows as they stand; `moved` names the one that a button has just moved."""
        order = list(posted.get("order", ()))
        if sorted(order) != sorted(ids(shown["items"])):
            order = ids(shown["items"])
        row, _, way = last(posted, "move").rpartition(":")
        return moved(order, row, way)

    def form(self, shown: Json, answer: Json | None) -> Json:
        text = {item["id"]: item["text"] for item in shown["items"]}
        order = answer["order"] if answer else ids(shown["items"])
        just_moved = answer and answer.get("moved")
        items = [{"id": one, "text": text[one], "moved": one == just_moved} for one in order]
        return {**shown, "items": items}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        place = {one: number for number, one in enumerate(answer["order"], 1)}
        run = longest_run([place[one] for one in key["order"]])
        by_run = marking(shown) == "run"
        parts = tuple(
            Part(one, place[one] in run if by_run else place[one] == number, str(place[one]), str(number))
            for number, one in enumerate(key["order"], 1)
        )
        good, total = sum(part.right for part in parts), len(parts)
        note = Message(N_("{run} of {total} stand in the right order."), {"run": good, "total": total})
        if by_run:
            # One item alone is always in order, so the first of the run earns nothing.
            return Mark((good - 1) / (total - 1), parts, note)
        return Mark(float(good == total) if marking(shown) == "exact" else good / total, parts)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        text = {item["id"]: item["text"] for item in shown["items"]}
        if answer is None:
            rows = [{"text": text[one], "place": None, "right": False} for one in key["order"]]
        else:
            marked = self.mark(shown, key, answer).parts
            rows = [{"text": text[part.id], "place": int(part.given), "right": part.right} for part in marked]
        return {**shown, "items": rows}

    def in_words(self, shown: Json, answer: Json) -> str:
        text = {item["id"]: item["text"] for item in shown["items"]}
        return " → ".join(text.get(one, "") for one in answer["order"])

    def places(self, shown: Json, key: Json) -> dict[str, Message]:
        return {one["id"]: Message(N_("Place of “{text}”"), {"text": one["text"]}) for one in shown["items"]}

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        text = {item["id"]: item["text"] for item in shown["items"]}
        return (Piece("stem", shown["stem"]), *(Piece("right", text[one], one) for one in key["order"]))

    def solve(self, shown: Json, key: Json) -> Posted:
        return {"order": list(key["order"])}

    def guess(self, shown: Json, rng: Random) -> Posted:
        order = ids(shown["items"])
        return {"order": rng.sample(order, len(order))}

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        return None if count_up(answer["order"]) else {"order": list(answer["order"])}

    def examples(self) -> Examples:
        items = [{"id": "h4", "text": "trust"}, {"id": "b9", "text": "patience"}, {"id": "t1", "text": "law"}]
        shown = {"stem": "Put the three pillars in the order of the text.", "items": items, "marking": "position"}
        key = {"order": ["h4", "b9", "t1"]}
        return Examples(
            shown=shown,
            key=key,
            right={"order": ["h4", "b9", "t1"]},
            partly={"order": ["h4", "t1", "b9"]},
            wrong={"order": ["b9", "t1", "h4"]},
            malformed=(
                {},
                {"order": ["h4", "b9"]},
                {"order": ["h4", "b9", "b9"]},
                {"order": ["h4", "b9", "zz"]},
                {"order": ["h4", "b9", "t1", "h4"]},
            ),
            faulty=(
                ({**shown, "stem": ""}, key),
                ({**shown, "items": items[:2]}, {"order": ["h4", "b9"]}),
                ({**shown, "items": [*items[:2], {"id": "t1", "text": "Trust"}]}, key),
                ({**shown, "items": [*items[:2], {"id": "t1", "text": " "}]}, key),
                (shown, {"order": ["h4", "b9"]}),
                (shown, {}),
                ({**shown, "marking": "guess"}, key),
                (
                    {**shown, "items": [{**item, "id": f"i{n}"} for n, item in enumerate(items)]},
                    {"order": ["i0", "i1", "i2"]},
                ),
            ),
        )


def marking(shown: Json) -> object:
    return shown.get("marking", "position")


def longest_run(places: Sequence[int]) -> set[int]:
    """The most of these that rise from left to right, not necessarily side by side; the earliest where several do."""
    best: list[list[int]] = []
    for here, place in enumerate(places):
        before = [run for run, last_place in zip(best, places[:here], strict=True) if last_place < place]
        best.append([*longest(before), place])
    return set(longest(best))


def longest(runs: Sequence[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


def moved(order: list[str], row: str, way: str) -> Json:
    """The order after one step of one row up or down; as it was when that cannot be done."""
    if row not in order or way not in {"up", "down"}:
        return {"order": order}
    start = order.index(row)
    goal = max(0, min(len(order) - 1, start + (1 if way == "down" else -1)))
    order[start], order[goal] = order[goal], order[start]
    return {"order": order, "moved": row}
