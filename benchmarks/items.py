"""What a course yields: accepted items by kind, refusals by reason, items per 40 words of list text, and the time
that drafting and checking takes.

    python -m benchmarks.items                the seeds, and the documents in ../shared/evaluation/dev if they are there
    python -m benchmarks.items FILE...        each file as a course of its own

One line each (see measures.py). Exit status 1: a goal was missed.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from math import log
from pathlib import Path
from time import process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from dataclasses import replace

from benchmarks.measures import Measure
from content.extraction.outline import EnumList
from quizzes.generation import draft
from quizzes.generation.bank import Bank, Point, Source
from quizzes.generation.gate import examine, examine_card
from quizzes.generation.phrases import inside
from quizzes.generation.support import course_index
from quizzes.management.commands.draft import sources

HOUSE = Path(__file__).parents[1]
SEEDS = sorted((HOUSE / "seeds").glob("*.txt"))
DEV = HOUSE.parent / "shared/evaluation/dev"
SIZES = (1_000, 10_000, 50_000)
"""Words of the courses that are timed."""

WORDS = 40
"""Of list text, which should give an item."""

SEEDS_GOALS = {"items": 70, "kinds": 8}
MOST_SECONDS = {10_000: 3}
MOST_GROWTH = 1.1
"""As n log n grows between the last two sizes: 1.09."""


def main(files: Sequence[Path]) -> int:
    found: list[Measure] = []
    total, refused = Counter[str](), Counter[str]()
    for paths in courses(files):
        held = sources(paths)
        bank = draft(held)
        total.update(item.kind for item in bank.questions)
        refused.update(id for each in bank.refused for id, _ in each.reasons)
        found += told(of_course(paths, held, bank))
    told(counted("accepted", total) + counted("refused", refused))
    if not files:
        found += told([same_bytes()])
        found += told(timed([path for paths in courses(files) for path in paths]))
    return int(not all(measure.met for measure in found))


def told(measures: list[Measure]) -> list[Measure]:
    print(*measures, sep="\n", flush=True)
    return measures


def courses(files: Sequence[Path]) -> list[list[Path]]:
    """Each file as a course of its own; without any, the seeds as one course and each document of the corpus."""
    corpus = [path for path in sorted(DEV.glob("*")) if path.suffix in (".txt", ".md")]
    return [[path] for path in files] or [SEEDS, *([path] for path in corpus)]


def of_course(paths: Sequence[Path], held: Sequence[Source], bank: Bank) -> list[Measure]:
    index = course_index(held)
    failing = sum(bool(examine(each, index)) for each in bank.questions)
    failing += sum(bool(examine_card(each, index)) for each in bank.cards)
    words = sum(map(words_of_lists, held))
    name = paths[0].stem if len(paths) == 1 else f"{len(paths)} seeds"
    goals = SEEDS_GOALS if paths == SEEDS else {}
    share = len(bank.questions) * WORDS / max(words, 1)
    per = [Measure("items_per_list_words", name, share, f"per {WORDS}", 1, least=True)]
    return [
        Measure("items", name, len(bank.questions), "items", goals.get("items"), least=True),
        Measure("kinds", name, len({item.kind for item in bank.questions}), "kinds", goals.get("kinds"), least=True),
        Measure("cards", name, len(bank.cards), "cards"),
        *(per if words else []),
        Measure("failing_again", name, failing, "items", 0),
    ]


def words_of_lists(source: Source) -> int:
    """Words of the lists that lessons are built around, those of a list within another counted once."""
    lists = (point.value for point in source.points if isinstance(point.value, EnumList) and point.value.major)
    spans = sorted({(item.start, item.end) for value in lists for item in value.items})
    outer = (span for span in spans if not any(span != other and inside(span, other) for other in spans))
    return sum(len(source.text[slice(*span)].split()) for span in outer)


def counted(name: str, counts: Counter[str]) -> list[Measure]:
    return [Measure(name, one, n, "items") for one, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def same_bytes() -> Measure:
    """Whether two processes with other hash seeds make the same bank of the seeds."""
    banks = {
        subprocess.run(
            [sys.executable, "-c", "from benchmarks.items import fingerprint; print(fingerprint())"],
            cwd=HOUSE,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(HOUSE)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2026")
    }
    return Measure("banks_of_two_processes", "seeds", len(banks), "banks", 1)


def fingerprint() -> str:
    return sha256(repr(draft(sources(SEEDS))).encode()).hexdigest()


def timed(files: Sequence[Path]) -> list[Measure]:
    """Processor seconds at each size, and the exponent of their growth (1 is linear)."""
    texts = sources(files)
    found = [(words, seconds(course_of(texts, words))) for words in SIZES]
    (small, quick), (large, slow) = found[1], found[-1]
    exponent = log(slow / quick) / log(large / small)
    times = [Measure("drafting", words, took, "s", MOST_SECONDS.get(words)) for words, took in found]
    return [*times, Measure("drafting_growth", large, exponent, "exponent", MOST_GROWTH)]


def seconds(course: Sequence[Source]) -> float:
    begun = process_time()
    draft(course)
    return process_time() - begun


def course_of(texts: Sequence[Source], words: int) -> list[Source]:
    """A course of so many words: the documents over and over, each time under another name."""
    made: list[Source] = []
    while words > 0:
        for text in texts:
            if words <= 0:
                break
            letter = f"D{len(made)}"
            points = tuple(Point(f"{letter}-{n}", point.label, point.value) for n, point in enumerate(text.points))
            made.append(replace(text, letter=letter, name=f"{text.name} ({letter})", points=points))
            words -= len(text.text.split())
    return made


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
