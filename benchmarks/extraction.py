"""How fast extraction is, how it grows, what it holds in memory, and what importing it costs.

    python benchmarks/extraction.py            every measure; one line each: name, size, value, unit, goal, met
    python benchmarks/extraction.py --size N   one size, read and extracted in this process

Reading and extraction of plain text are timed together, in processor time, in a fresh process for each size. The text
is made of the sentences of the seed articles; a third of their longer words give way to made-up ones, so that every
chapter is new to whatever remembers words. Exit status 1: a goal was missed.
"""

import argparse
import json
import math
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

from benchmarks.measures import Measure  # noqa: E402

SIZES = (1_000, 10_000, 100_000, 200_000)
_WORD = re.compile(r"\b[a-z]{6,}\b")
_CHAPTER = 1_500
_SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fi",
    "gan",
    "hul",
    "jo",
    "kem",
    "lin",
    "mor",
    "nu",
    "pel",
    "ras",
    "sto",
    "tir",
    "vel",
)
_STARTS = 5


def book(words: int) -> str:
    """A plain text of about so many words in chapters, the same for the same number."""
    chance = random.Random(words)  # noqa: S311 - nothing is secret here
    paragraphs = [
        paragraph
        for path in sorted((HOUSE / "seeds").glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n")
        if len(paragraph.split()) > 8
    ]
    parts, count, chapter = ["A book of many chapters"], 0, 0
    while count < words:
        if count >= chapter * _CHAPTER:
            chapter += 1
            parts.append(f"Chapter {chapter}: {_made_up(chance).title()} and {_made_up(chance)}")
        part = _varied(chance.choice(paragraphs), chance)
        parts.append(part)
        count += len(part.split())
    return "\n\n".join(parts)


def _varied(paragraph: str, chance: random.Random) -> str:
    return _WORD.sub(lambda match: _made_up(chance) if chance.random() < 1 / 3 else match[0], paragraph)


def _made_up(chance: random.Random) -> str:
    """Few words often and many seldom, as in any language."""
    rank = int(chance.paretovariate(0.7)) % 50_000
    own = random.Random(rank)  # noqa: S311 - the same rank is the same word
    return "".join(own.choice(_SYLLABLES) for _ in range(own.randint(2, 4)))


def one_size(words: int) -> dict[str, float]:
    text = book(words).encode()
    # The script's own folder is on the path, the repository is not.
    sys.path.insert(0, str(HOUSE))
    from content.extraction import extract
    from content.reading import read

    # What a process loads once is no part of the growth.
    extract(read("warm.txt", b"A kanban board is a simple tool. It helps."))
    began = time.process_time()
    source = read("book.txt", text)
    extract(source)
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes on Linux, bytes on macOS.
    megabytes = peak / 1024 / (1024 if sys.platform == "darwin" else 1)
    return {"words": len(source.text.split()), "seconds": spent, "megabytes": megabytes}


def measures() -> Iterator[Measure]:
    seconds = {}
    for size in SIZES:
        found = json.loads(_python(str(Path(__file__).resolve()), "--size", str(size)))
        seconds[size] = found["seconds"]
        yield Measure("words_per_second", size, found["words"] / found["seconds"], "words/s", 20_000, True)
        if size == SIZES[-1]:
            yield Measure("book_seconds", size, found["seconds"], "s", 12, False)
            yield Measure("book_memory", size, found["megabytes"], "MB", 300, False)
    low, high = SIZES[1], SIZES[-1]
    growth = math.log(seconds[high] / seconds[low]) / math.log(high / low)
    yield Measure("growth_exponent", high, growth, "", 1.1, False)
    yield from _importing()


def _importing() -> Iterator[Measure]:
    code = (
        "import time, sys; began = time.process_time(); import content.extraction; spent = time.process_time() - began;"
        "print(spent * 1000, sum(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    runs = [_python("-c", code).split() for _ in range(_STARTS)]
    # The best of some: the others waited for the disk or for other work.
    yield Measure("import_time", 0, min(float(spent) for spent, _ in runs), "ms", 150, False)
    yield Measure("django_modules", 0, max(float(count) for _, count in runs), "modules", 0, False)


def _python(*arguments: str) -> str:
    run = subprocess.run(  # noqa: S603 - this file, by this interpreter
        [sys.executable, *arguments],
        cwd=HOUSE,
        env={"PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int)
    size = parser.parse_args().size
    if size:
        print(json.dumps(one_size(size)))
        return 0
    missed = False
    for measure in measures():
        print(measure, flush=True)
        missed = missed or not measure.met
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
