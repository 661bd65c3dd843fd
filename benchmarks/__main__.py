"""Every benchmark, one after the other: python -m benchmarks [NAME...]. Exit status 1: a goal was missed."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ALL = ("serving", "boards", "regrade", "learner_size", "extraction", "items", "scores")
"""`scale` is left out: it takes long, and what it tells does not change from day to day."""


def main(names: list[str]) -> int:
    failed = []
    for name in names or ALL:
        print(f"# {name}", flush=True)
        if subprocess.run([sys.executable, "-W", "ignore", "-m", f"benchmarks.{name}"], cwd=HOUSE).returncode:  # noqa: S603
            failed.append(name)
    print(f"# goals missed by: {', '.join(failed)}" if failed else "# every goal was met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
