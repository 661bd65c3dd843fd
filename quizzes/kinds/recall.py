"""List recall: name the items of a list from memory, in any order. Each item named earns its share."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from quizzes.kinds.base import N_, BadAnswer, Examples, Json, Kind, Mark, Message, Part, Piece, Posted
from quizzes.kinds.checking import one_line, stem_problems, texts, tidy, twins
from quizzes.kinds.wording import Words, akin, close, numbers, words

NAMED = 0.4
ENOUGH = 9
"""A line names an item when it holds this share of the item's own words, counted in letters; or two of them
with so many letters together, as nobody recalls a long clause whole ("soft power", "driving force")."""

MEANT = 0.5
"""Least share of a line's telling words that must belong to the item, or one line could name them all."""

LINES = 20
"""Lines taken from one form."""


class Recall(Kind):
    name = "recall"
    label = N_("List recall")
    hint = N_("In any order, one a line. The words need not be exact; each item named earns its share of the points.")

    def problems(self, shown: Json, key: Json) -> list[Message]:
        items = items_of(key)
        count = shown.get("count")
        found = stem_problems(shown)
        if len(items) < 2:
            found.append(Message(N_("Give at least two items.")))
        found += [
            Message(N_("Number {number} has no text."), {"number": number})
            for number, item in enumerate(items, 1)
            if not words(item.text)
        ]
        found += [
            Message(N_("“{text}” stands there twice."), {"text": text}) for text in twins([item.text for item in items])
        ]
        if count is not None and count != len(items):
            found.append(
                Message(
                    N_("The question asks for {count} items, the key has {items}."),
                    {"count": count, "items": len(items)},
                )
            )
        return found

    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        return dict(shown)

    def parse(self, shown: Json, posted: Posted) -> Json:
        lines = [line for line in map(one_line, lines_of(posted)) if line]
        if not lines:
            raise BadAnswer(N_("Write at least one item."))
        if len(lines) > (shown.get("count") or LINES):
            raise BadAnswer(N_("That is more than was asked for. Leave out some lines."))
        return {"items": lines}

    def draft(self, shown: Json, posted: Posted) -> Json:
        return {"items": [tidy(line) for line in lines_of(posted)][: shown.get("count") or LINES]}

    def form(self, shown: Json, answer: Json | None) -> Json:
        lines = list(answer["items"]) if answer else []
        inputs = lines + [""] * ((shown.get("count") or 0) - len(lines))
        return {**shown, "inputs": inputs, "lines": "\n".join(lines)}

    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        items = items_of(key)
        named = assign(str(shown.get("stem", "")), items, answer["items"])
        parts = tuple(
            Part(str(number), number in named, answer["items"][named[number]] if number in named else "", item.text)
            for number, item in enumerate(items)
        )
        return Mark(len(named) / len(items), parts)

    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        lines = answer["items"] if answer else []
        mark = self.mark(shown, key, {"items": lines})
        named = [part.given for part in mark.parts if part.right]
        rows = [{"text": part.expected, "given": part.given, "right": part.right} for part in mark.parts]
        return {**shown, "items": rows, "others": [line for line in lines if line not in named]}

    def in_words(self, shown: Json, answer: Json) -> str:
        return "; ".join(answer["items"])

    def places(self, shown: Json, key: Json) -> dict[str, str]:
        return {str(number): item.text for number, item in enumerate(items_of(key))}

    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        items = [Piece("right", item.text, str(number)) for number, item in enumerate(items_of(key))]
        return (Piece("stem", shown["stem"]), *items)

    def solve(self, shown: Json, key: Json) -> Posted:
        return {"item": [item.text for item in items_of(key)]}

    def guess(self, shown: Json, rng: Random) -> Posted:
        return {"item": [rng.choice(words(shown["stem"]))]}

    def chance(self, shown: Json, key: Json) -> float:
        return 0.0

    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        lines = answer["items"]
        fits = len(lines) == (shown.get("count") or len(lines)) and not twins(lines)
        return {"items": [{"text": line, "accepted": []} for line in lines]} if fits and len(lines) > 1 else None

    def admit(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """The one line that named nothing, as another wording of the one item that was not named."""
        named = assign(str(shown.get("stem", "")), items_of(key), answer["items"])
        missing = [number for number in range(len(key["items"])) if number not in named]
        spare = [line for number, line in enumerate(answer["items"]) if number not in named.values()]
        if len(missing) != 1 or len(spare) != 1:
            return None
        items = [{**item} for item in key["items"]]
        items[missing[0]]["accepted"] = [*items[missing[0]].get("accepted", ()), spare[0]]
        return {**key, "items": items}

    def examples(self) -> Examples:
        items = [
            {"text": "building trust among neighbours", "accepted": ["trust"]},
            {"text": "patience in talks", "accepted": []},
            {"text": "respect for law", "accepted": []},
        ]
        shown = {"stem": "Name the three pillars of diplomacy.", "count": 3}
        key = {"items": items}
        return Examples(
            shown=shown,
            key=key,
            right={"item": ["respect of the law", "Trust", "patience in all talks"]},
            partly={"item": ["patience", "patience in talks", ""]},
            disputed={"item": ["calm", "Trust", "respect of the law"]},
            wrong={"item": ["the three pillars of diplomacy", "for", "speed"]},
            malformed=({}, {"item": ["", " "]}, {"item": ["a", "b", "c", "d"]}, {"item": ["trust" * 100]}),
            faulty=(
                ({**shown, "stem": ""}, key),
                ({**shown, "count": 5}, key),
                ({**shown, "count": None}, {"items": items[:1]}),
                ({**shown, "count": None}, {"items": [*items, {"text": "", "accepted": []}]}),
                ({**shown, "count": None}, {"items": [*items, {"text": "Respect for law.", "accepted": []}]}),
                (shown, {}),
            ),
        )


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    accepted: tuple[str, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.text, *self.accepted)


def items_of(key: Json) -> list[Item]:
    rows = key.get("items")
    return [
        Item(str(row.get("text") or ""), tuple(one for one in texts(row.get("accepted")) if words(one)))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]


def lines_of(posted: Posted) -> list[str]:
    """One line a field, or several in a text area; never more than a form could hold."""
    return [line for value in posted.get("item", ()) for line in value.splitlines()][: 2 * LINES]


# Which line names which item -------------------------------------------------


def assign(stem: str, items: Sequence[Item], lines: Sequence[str]) -> dict[int, int]:
    """Item number -> line number, so that as many items as can be are named, each once (Kuhn's algorithm)."""
    common = shared_words(stem, items)
    closeness = [closeness_to(item, common, lines) for item in items]
    line_of: dict[int, int] = {}
    item_of: dict[int, int] = {}

    def place(item: int, tried: set[int]) -> bool:
        for line in sorted(range(len(lines)), key=lambda one: -closeness[item][one]):
            if closeness[item][line] > 0 and line not in tried:
                tried.add(line)
                if line not in item_of or place(item_of[line], tried):
                    line_of[item], item_of[line] = line, item
                    return True
        return False

    for item in sorted(range(len(items)), key=lambda one: -max(closeness[one], default=0)):
        place(item, set())
    return line_of


def shared_words(stem: str, items: Sequence[Item]) -> Words:
    """Words that name no item: those of the stem, and those that two items share."""
    vocabularies = [{word for wording in item.wordings for word in words(wording)} for item in items]
    shared = {
        word
        for number, vocabulary in enumerate(vocabularies)
        for word in vocabulary
        if any(among(word, tuple(other)) for other in vocabularies[:number] + vocabularies[number + 1 :])
    }
    return tuple(sorted(shared | set(words(stem))))


def closeness_to(item: Item, common: Words, lines: Sequence[str]) -> list[float]:
    """How well each line names an item, in 0..1; 0 when it does not."""
    owns = [(wording, tuple(w for w in words(wording) if not among(w, common))) for wording in item.wordings]
    return [max(closeness(line, wording, own, common) for wording, own in owns) for line in lines]


def closeness(line: str, wording: str, own: Words, common: Words) -> float:
    """`own` are the words of this wording that are not among the `common` ones."""
    if close(line, wording):
        return 1.0
    typed = words(line)
    if not numbers(typed) <= numbers(words(wording)):
        return 0.0
    hits = [word for word in own if among(word, typed)]
    ours = [word for word in typed if among(word, own)]
    telling = ours + [word for word in typed if word not in ours and not among(word, common)]
    named, meant = share(hits, own), share(ours, telling)
    enough = named >= NAMED or (len(hits) >= 2 and letters(hits) >= ENOUGH)
    return named * meant if enough and meant >= MEANT else 0.0


def among(word: str, others: Sequence[str]) -> bool:
    return any(word[0] == other[0] and akin(word, other) for other in others)


def share(part: Sequence[str], whole: Sequence[str]) -> float:
    """By letters, so that "of" counts less than "diplomacy" in any language."""
    return letters(part) / letters(whole) if whole else 0.0


def letters(wording: Sequence[str]) -> int:
    return sum(map(len, wording))
