"""Many browsers in one process, on loopback: each is a generator that yields requests and is sent the replies.

A browser here costs a twentieth of what a server spends on a page, so that little of what is measured is the client's.
"""

import heapq
import re
import selectors
import socket
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlencode

COOKIE = re.compile(r"^set-cookie:\s*([^=]+)=([^;\r]*)", re.IGNORECASE | re.MULTILINE)
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
TOKEN = "k" * 32
"""What a browser holds against forged requests; any is right as long as cookie and form agree."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Status 0: the connection broke before the reply was whole. `seconds`: from the request to its last byte."""

    status: int
    head: str
    body: str
    seconds: float

    def header(self, name: str) -> str:
        found = re.search(rf"^{name}: ([^\r]*)", self.head, re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""


@dataclass
class Browser:
    """What one person's browser keeps, and how it asks."""

    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> bytes:
        return self._request("GET", path)

    def post(self, path: str, fields: dict[str, str], htmx: bool = False) -> bytes:
        return self._request("POST", path, urlencode(fields), "HX-Request: true\r\n" if htmx else "")

    def remember(self, reply: Reply) -> None:
        self.cookies.update(COOKIE.findall(reply.head))

    def _request(self, method: str, path: str, body: str = "", headers: str = "") -> bytes:
        held = {"csrftoken": TOKEN, **self.cookies}
        cookies = "; ".join(f"{name}={value}" for name, value in held.items())
        if body:
            headers += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nX-CSRFToken: {held['csrftoken']}\r\n"
        )
        return f"{head}{headers}\r\n{body}".encode()


Person = Generator[bytes | float, Reply | None, None]
"""Yields a request and is sent its reply, or yields seconds to wait or HANG_UP and is sent None."""

HANG_UP = b""
"""The next request takes a connection of its own."""


class Line:
    """One person on one connection, which is opened anew when it broke."""

    def __init__(self, port: int, person: Person, selector: selectors.BaseSelector) -> None:
        self.port, self.person, self.selector = port, person, selector
        self.socket: socket.socket | None = None
        self.held, self.asked, self.awaits = bytearray(), 0.0, False

    def ask(self, request: bytes) -> None:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.selector.register(self.socket, selectors.EVENT_READ, self)
        self.asked, self.awaits = perf_counter(), True
        self.socket.sendall(request)

    def hear(self) -> Reply | None:
        """The reply, when it is whole. A server may close a connection on which nothing was asked for a while."""
        assert self.socket
        try:
            part = self.socket.recv(65536)
        except OSError:
            part = b""
        if not part:
            self.hang_up()
            awaits, self.awaits = self.awaits, False
            return Reply(0, "", "", perf_counter() - self.asked) if awaits else None
        self.held += part
        end = self.held.find(b"\r\n\r\n")
        length = LENGTH.search(self.held, 0, end) if end >= 0 else None
        total = end + 4 + (int(length[1]) if length else 0)
        if end < 0 or len(self.held) < total:
            return None
        head, body = self.held[:end].decode(), self.held[end + 4 : total].decode(errors="replace")
        self.held.clear()
        self.awaits = False
        return Reply(int(head[9:12]), head, body, perf_counter() - self.asked)

    def hang_up(self) -> None:
        self.held.clear()
        if self.socket:
            self.selector.unregister(self.socket)
            self.socket.close()
            self.socket = None


def play(port: int, people: Iterable[Person], seconds: float = float("inf")) -> None:
    """Let everybody go on until they are done, or for so long; what is asked then is heard to its end."""
    with selectors.DefaultSelector() as selector:
        lines = [Line(port, person, selector) for person in people]
        until, waiting = perf_counter() + seconds, []
        open_now = sum(go_on(line, None, until, waiting) for line in lines)
        while open_now:
            pause = max(0.0, waiting[0][0] - perf_counter()) if waiting else None
            for key, _events in selector.select(pause):
                if reply := key.data.hear():
                    open_now -= not go_on(key.data, reply, until, waiting)
            while waiting and waiting[0][0] <= perf_counter():
                open_now -= not go_on(heapq.heappop(waiting)[2], None, until, waiting)
        for line in lines:
            line.hang_up()
            line.person.close()


def go_on(line: Line, reply: Reply | None, until: float, waiting: list[tuple[float, int, Line]]) -> bool:
    """Let a person say what comes next; False when they are done."""
    if perf_counter() >= until:
        return False
    try:
        wish = next(line.person) if reply is None else line.person.send(reply)
        if wish == HANG_UP:
            line.hang_up()
            wish = next(line.person)
    except StopIteration:
        return False
    if isinstance(wish, float):
        heapq.heappush(waiting, (perf_counter() + wish, id(line), line))
    else:
        line.ask(wish)
    return True
