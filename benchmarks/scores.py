"""What extraction scores on the hand-marked corpus beside this repository, against its goals.

    python benchmarks/scores.py [--misses]

One line each (see measures.py). `--misses` lists after them what was missed. Exit status 1: a goal was
missed. Without the corpus there is nothing to measure, and one sentence says so.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

from benchmarks.measures import Measure  # noqa: E402

CORPUS = HOUSE.parent / "shared" / "evaluation"
TEXTS = {"seeds": HOUSE / "seeds", "dev": CORPUS / "dev"}
ENDINGS = (".txt", ".md")
GOALS = {
    "list_recall": 0.97,
    "major_list_recall": 0.99,
    "list_precision": 0.95,
    "item_recall": 0.97,
    "item_precision": 0.96,
    "order": 1.0,
    "ordered_flag": 0.97,
    "concept_recall": 0.75,
    "concept_p15": 0.45,
    "title": 1.0,
    "date": 1.0,
    "section_recall": 1.0,
    "offsets": 1.0,
}


def scored(corpus: str, *options: str) -> str:
    """What the scorer prints of what `manage.py extract` finds in the corpus."""
    files = [str(path) for path in sorted(TEXTS[corpus].iterdir()) if path.suffix in ENDINGS]
    with tempfile.TemporaryDirectory() as out:
        _run(str(HOUSE / "manage.py"), "extract", *files, "--out", out)
        return _run(str(CORPUS / "score.py"), str(CORPUS / corpus), out, "--texts", str(TEXTS[corpus]), *options)


def _run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout  # noqa: S603


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    if not CORPUS.is_dir():
        print("There is no hand-marked corpus beside this repository, so nothing was scored.")
        return 0
    missed = False
    for corpus in TEXTS:
        said = scored(corpus, *(["--misses"] if misses else []))
        values = dict(re.findall(r"(\w+)=(\S+)", said.splitlines()[-1]))
        for measure, goal in GOALS.items():
            if values[measure] != "na":
                found = Measure(measure, corpus, float(values[measure]), "share", goal, least=True)
                missed = missed or not found.met
                print(found)
        if misses:
            print(*(line for line in said.splitlines() if line.startswith("  ")), sep="\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
