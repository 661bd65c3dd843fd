"""Every benchmark, one after the other: python -m benchmarks [NAME...]. Exit status 1: a goal was missed.

Those that work in a database are run on SQLite and on a PostgreSQL of their own, which comes and goes.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import postgres

HOUSE = Path(__file__).resolve().parent.parent
ALL = ("serving", "boards", "regrade", "learner_size", "extraction", "items", "scores")
"""`scale` is left out: it takes long, and what it tells does not change from day to day."""

IN_A_DATABASE = ("boards", "regrade", "learner_size")
"""`serving` brings its databases itself."""

SETTINGS = "-c shared_buffers=256MB"


def main(names: list[str]) -> int:
    failed = [where for name in names or ALL for where in missed(name)]
    print(f"# goals missed by: {', '.join(failed)}" if failed else "# every goal was met")
    return 1 if failed else 0


def missed(name: str) -> Iterator[str]:
    """On which databases this benchmark missed a goal."""
    if not ran(name, "sqlite" if name in IN_A_DATABASE else "", {}):
        yield name
    if name in IN_A_DATABASE:
        with postgres.own(SETTINGS) as url:
            if url is None:
                print("# no PostgreSQL could be had, so nothing was measured on it")
            elif not ran(name, "postgres", {"DATABASE_URL": url}):
                yield f"{name} on PostgreSQL"


def ran(name: str, database: str, environment: dict[str, str]) -> bool:
    print(f"# {name} {database}".strip(), flush=True)
    command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.{name}"]
    return not subprocess.run(command, cwd=HOUSE, env={**without_address(), **environment}).returncode  # noqa: S603


def without_address() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
