"""The suite on every database that can be had: python -m tests.databases [what pytest is told besides]

On SQLite always, and beside it in a process of its own on PostgreSQL. What no database changes runs in one of them, so
that both are done at about the same time. In CI there is no run without PostgreSQL.
"""

import os
import subprocess
import sys

from tests import postgres

NO_SERVER = (
    "No PostgreSQL could be had, so the tests run on SQLite alone: install it, or name one in DATABASE_URL, "
    "and run make test again."
)
# An address with two slashes cannot stand in such a line, so PostgreSQL's comes from the environment.
BOTH = ["--dist=each", "--tx=popen//id=sqlite//env:DATABASE_URL=sqlite:", "--tx=popen//id=postgres"]


def is_second() -> bool:
    """Whether this process tests on a second database what another one tests besides."""
    return os.environ.get("PYTEST_XDIST_WORKER") == "postgres"


def has_second() -> bool:
    """Whether another process tests on a second database besides."""
    return os.environ.get("PYTEST_XDIST_WORKER") == "sqlite"


def main(arguments: list[str]) -> int:
    with postgres.server() as url:
        if url is None:
            print(NO_SERVER, flush=True)
            if os.environ.get("CI") == "true":
                return 1
        command = [sys.executable, "-m", "pytest", *(BOTH if url else []), *arguments]
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url or "sqlite:"}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
