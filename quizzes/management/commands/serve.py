import gc
import signal
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from threading import Timer
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.template import engines
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.prepared import prepare
from content.models import Course
from content.uploading import resume
from quizzes.management.keeper import worker

SECONDS_TO_START = 5
SECONDS_TO_ANSWER = 30


class Command(BaseCommand):
    help = "Checks, migrates, collects what pages need, fills an empty database with the seed course, and serves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=settings.WORKERS)
        parser.add_argument("--no-demo", action="store_true", help="leave out the demo class")
        parser.add_argument("--no-seed", action="store_true", help="leave an empty database empty")

    def handle(
        self, *args: Any, host: str, port: int, workers: int, no_demo: bool, no_seed: bool, **options: Any
    ) -> None:
        require_free(host, port)
        require_writable(settings.DATA_DIR)
        let_go_of_the_database()
        apart(lambda: self.prepare(no_demo, no_seed))
        self.announce(host, port)
        load()
        with worker():
            run(host, port, workers)

    def prepare(self, no_demo: bool, no_seed: bool) -> None:
        self.migrate()
        call_command("compile_po")
        self.collect()
        if not no_seed and not Course.objects.exists():
            self.stdout.write("Filling the empty library with the seed course...")
            call_command("seed", demo=not no_demo, stdout=self.stdout)
        call_command("prune_db_task_results", verbosity=0)
        resume()

    def migrate(self) -> None:
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}. Check DATABASE_URL and start again.") from error

    def collect(self) -> None:
        """Collect and compress static files, unless they are those of the last start."""
        stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
        fingerprint = static_fingerprint()
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        self.stdout.write("Collecting style sheets and scripts...")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(fingerprint)

    def announce(self, host: str, port: int) -> None:
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
        self.stdout.write(f"\nPilcrow is at http://{shown}:{port}\n")
        accounts = settings.DATA_DIR / "demo-accounts.txt"
        if accounts.exists():
            self.stdout.write(accounts.read_text())
        self.stdout.write("Stop it with Ctrl+C.")
        self.stdout.flush()


def apart(work: Callable[[], None]) -> None:
    """Do it in a process of its own: servers are forked from this one, and share what it holds, not what that took.

    :raises SystemExit: when it failed, which it has told of
    """
    process = get_context("fork").Process(target=told, args=[work])

    def give_up(*_signal: object) -> None:
        process.terminate()
        raise SystemExit(1)

    before = signal.signal(signal.SIGTERM, give_up)
    try:
        process.start()
        process.join()
    finally:
        signal.signal(signal.SIGTERM, before)
    if process.exitcode:
        raise SystemExit(1)


def told(work: Callable[[], None]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work()
    except CommandError as error:
        sys.exit(f"CommandError: {error}")


def load() -> None:
    """What every server needs: loaded and made once, and kept out of the way of the collector, which would copy it."""
    templates: Any = settings.TEMPLATES[0]["OPTIONS"]
    for path in (settings.WSGI_APPLICATION, *settings.AUTHENTICATION_BACKENDS, *templates["context_processors"]):
        import_string(path)
    engines.all()
    reverse(settings.LOGIN_URL)
    prepare()
    let_go_of_the_database()
    gc.collect()
    gc.freeze()
    # A page makes and drops thousands of objects; looking for circles among them after every 700 costs it a twentieth.
    gc.set_threshold(10_000, 20, 50)


def let_go_of_the_database() -> None:
    """Close what this process holds: those forked from it would share its connections, and mix up what they hear."""
    close_pool = getattr(connection, "close_pool", None)
    connection.close()
    if close_pool:
        close_pool()


def require_free(host: str, port: int) -> None:
    """
    :raises CommandError: when something else listens there
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise CommandError(f"Port {port} needs more rights: choose one above 1023 with --port.") from error
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}:{port} ({error.strerror}): stop what runs there, "
                "or choose another, as in make run ARGS='--port 8001'."
            ) from error


def require_writable(folder: Path) -> None:
    """
    :raises CommandError: when nothing can be kept there
    """
    probe = folder / ".probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"Cannot write to the data folder {folder} ({error.strerror}): "
            "make it writable, or name another one in PILCROW_DATA."
        ) from error


def static_fingerprint() -> str:
    """Of every static file's name, size and age, and of what collects them."""
    digest = sha256(django.__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def run(host: str, port: int, workers: int, application: str = "config.wsgi:application") -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        # A worker that is still starting does not hear SIGTERM, and would be waited for in vain.
        workers_kill_timeout=SECONDS_TO_START,
    )
    # One that serves is given the time to answer what it was asked.
    patience = Timer(SECONDS_TO_START, setattr, [server, "workers_kill_timeout", SECONDS_TO_ANSWER])
    patience.daemon = True
    patience.start()
    server.serve()
