"""How each database is copied while it is written to, and filled from such a copy."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.module_loading import import_string

from care.backup.manifest import Unusable

SECONDS_TO_LOCK = 10
BUSY = "Something still writes to the database: stop the server, then restore again. Nothing was changed."


class Engine(Protocol):
    name: str
    """Of the kind of database; what is copied from one is filled into the same kind."""

    def dump(self, path: Path) -> None:
        """Write a copy of the database as it is at one moment."""

    def troubles(self) -> list[str]:
        """What the database itself finds wrong with its pages."""

    def load(self, path: Path) -> None:
        """Put such a copy in the place of all that the database holds, or leave it as it is and raise Unusable."""


class Sqlite:
    name = "sqlite"

    def dump(self, path: Path) -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            # Else the copy would ask for a file beside it.
            copy.execute("PRAGMA journal_mode = DELETE")

    def troubles(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(3)")
            return [said for (said,) in cursor.fetchall() if said != "ok"]

    def load(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as copy:
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
            if verdict != "ok":
                raise Unusable("The database in this backup is damaged: take an earlier one. Nothing was changed.")
            connection.ensure_connection()
            try:
                copy.backup(connection.connection)
            except sqlite3.OperationalError as error:
                raise Unusable(BUSY) from error


class Postgres:
    name = "postgresql"

    def dump(self, path: Path) -> None:
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")

    def troubles(self) -> list[str]:
        return []  # each page has a checksum, if initdb was told so, and a read that finds it wrong fails

    def load(self, path: Path) -> None:
        script = path.with_suffix(".sql")
        run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
        anew = f"SET lock_timeout = '{SECONDS_TO_LOCK}s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        whole = ["--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc", "--quiet"]
        run("psql", *whole, f"--command={anew}", f"--file={script}")


def ours() -> Engine:
    """Of the database in use, as the settings have it."""
    found: Engine = import_string(settings.COPIER)()
    return found


@contextmanager
def engine() -> Iterator[Engine]:
    """Of the database in use, to which this process then holds no connection."""
    try:
        yield ours()
    except DatabaseError as error:
        raise Unusable(f"The database does not answer: {first_line(str(error))}. Check DATABASE_URL.") from error


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database.

    :raises Unusable: when it is not installed, or refuses
    """
    if shutil.which(program) is None:
        raise Unusable(f"{program} is not installed: install PostgreSQL's client programs (postgresql-client).")
    done = subprocess.run([program, *arguments], env=environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode and "lock timeout" in done.stderr:
        raise Unusable(BUSY)
    if done.returncode:
        raise Unusable(f"{program} stopped: {first_line(done.stderr)}")


def environment() -> dict[str, str]:
    """Where our database is, as these programs read it: a password among arguments would be seen by everybody."""
    ours = connection.settings_dict
    told = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    return {**os.environ, **{name: str(ours[key]) for name, key in told.items() if ours[key]}}


def first_line(said: str) -> str:
    return next((line.strip() for line in said.splitlines() if line.strip()), "it did not say why").rstrip(".")
