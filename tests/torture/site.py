"""An installation of its own: a data folder, a database, and `manage.py serve` in processes that can be ended."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
TOKEN = "t" * 32


@dataclass(frozen=True)
class Answer:
    """What a server said. Status 0: it broke off, or was not there."""

    status: int
    headers: dict[str, str]
    body: str


BROKEN_OFF = Answer(0, {}, "")


class Site:
    def __init__(self, folder: Path, database: str, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        ours = {"PILCROW_DATA": str(folder), "DATABASE_URL": database, "PILCROW_PORT": str(self.port)}
        self.environment = {**os.environ, **ours, "PILCROW_LOG": "json", **settings}
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def manage(self, *words: str) -> str:
        command = [sys.executable, "-W", "ignore", "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def shell(self, script: str) -> str:
        """The last line that a script writes."""
        return self.manage("shell", "--no-imports", "-c", script).splitlines()[-1]

    def start(self, *words: str) -> None:
        command = [sys.executable, "-W", "ignore", "manage.py", "serve", "--no-seed", *words]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_for(lambda: self.get("/health/ready/").status == 200, "The server did not start.")

    def wait_for(self, holds: Any, otherwise: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"{otherwise}\n{self.log.read_text()[-3000:]}"
            time.sleep(0.1)

    def kill(self) -> None:
        """End the server and all its processes at once, as a power cut would."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self, seconds: float = 20) -> int:
        """Ask the server to end, and wait for it; its exit status."""
        assert self.process
        self.process.terminate()
        status = self.process.wait(seconds)
        self.process = None
        return status

    def get(self, path: str, session: str = "") -> Answer:
        return self.ask("GET", path, session)

    def post(self, path: str, session: str = "", **fields: Any) -> Answer:
        return self.ask("POST", path, session, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})

    def ask(self, method: str, path: str, session: str, body: Any = None, headers: Any = None) -> Answer:
        cookies = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {**(headers or {}), **cookies})
            answer = connection.getresponse()
            return Answer(
                answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read().decode()
            )
        except (OSError, http.client.HTTPException):
            return BROKEN_OFF
        finally:
            connection.close()
