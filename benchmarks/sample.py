"""Draw accepted items for a blind reading: docs/quality.md tells how they are judged.

    python -m benchmarks.sample --n 120 --seed 7     over the seeds and the documents in ../shared/evaluation/dev
    python -m benchmarks.sample --n 20 FILE...       over these files, each a course of its own

Each item is printed as an examiner sees it: what is asked, the key marked or written out, and the sentences of the
source that it cites. Nothing tells the rule that made it or what the gate thought of it. The same seed draws the same.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from benchmarks.items import courses
from quizzes.generation import draft
from quizzes.generation.bank import Source
from quizzes.generation.phrases import plain
from quizzes.kinds import KINDS
from quizzes.kinds.base import Draft
from quizzes.management.commands.draft import sources

Item = tuple[Source, Draft]


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw accepted items for a blind reading.")
    parser.add_argument("files", nargs="*", type=Path, help="each a course of its own; the seeds and dev if left out")
    parser.add_argument("--n", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for number, (source, item) in enumerate(drawn(given.files, given.n, given.seed), start=1):
        print(f"{number}. {told(source, item)}\n")


def drawn(files: Sequence[Path], most: int, seed: int) -> list[Item]:
    """So many items, each as likely as any other, in a random order."""
    every = [item for paths in courses(files) for item in accepted(paths)]
    return Random(seed).sample(every, min(most, len(every)))  # noqa: S311


def accepted(paths: Sequence[Path]) -> Iterator[Item]:
    held = sources(paths)
    by_letter = {source.letter: source for source in held}
    for item in draft(held).questions:
        yield by_letter[item.evidence.source], item


def told(source: Source, item: Draft) -> str:
    """The item, the key and the source as plain text."""
    lines = [f"[{item.kind}] {item.shown['stem']}", *asked(item), f"   Source, {source.title}:"]
    quotes = dict.fromkeys([item.evidence, *(quote for _, _, quote in item.why)])
    return "\n".join([*lines, *(f"   > {plain(quote.text)}" for quote in quotes)])


def asked(item: Draft) -> Iterator[str]:
    shown = item.shown
    if "parts" in shown:
        yield "   " + "____".join(shown["parts"])
    if "bank" in shown:
        yield f"   Words given: {'; '.join(shown['bank'])}"
    match item.kind:
        case "choice" | "multiple":
            yield from marked(item)
        case "ordering" | "matching" | "grouping":
            yield f"   Key: {KINDS[item.kind].in_words(shown, solution(item))}"
            yield from left_over(item)
        case _:
            yield f"   Key: {key(item)}"


def marked(item: Draft) -> Iterator[str]:
    """The options, the right ones with a star."""
    right = item.key["right"]
    for option in item.shown["options"]:
        yield f"   {'*' if option['id'] in (right if isinstance(right, list) else [right]) else '-'} {option['text']}"


def left_over(item: Draft) -> Iterator[str]:
    if item.kind == "matching":
        used = set(item.key["pairs"].values())
        yield from (f"   Left over: {row['text']}" for row in item.shown["rights"] if row["id"] not in used)


def key(item: Draft) -> str:
    match item.kind:
        case "true_false":
            if item.key["true"] or item.key.get("explains"):
                return "true" if item.key["true"] else f"false. {item.key['instead'][0]}"
            return f"false: “{item.key['wrong']}” → “{item.key['instead'][0]}”"
        case "cloze":
            return "; ".join(" / ".join(blank) for blank in item.key["blanks"])
        case "short_answer":
            return " / ".join(item.key["accepted"])
        case "recall":
            return " | ".join(row["text"] for row in item.key["items"])
        case "date":
            return str(KINDS["date"].in_words(item.shown, item.key))
    return str(item.key["value"])


def solution(item: Draft) -> dict[str, object]:
    kind = KINDS[item.kind]
    return kind.parse(item.shown, kind.solve(item.shown, item.key))


if __name__ == "__main__":
    main()
