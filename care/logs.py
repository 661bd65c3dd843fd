"""Log records as lines of text or of JSON, with the request they belong to and without what people wrote.

Paths of requests may hold a link to a new password, and messages of exceptions the values that they are about
(PostgreSQL quotes the row that breaks a constraint). So a request is told of by its route, and an exception by its
type and its frames; only what speaks of the machine keeps its message, and what passes needs no frames.
"""

import json
import logging
import sysconfig
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.template import TemplateDoesNotExist

from care.faults import fault_of

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that is being answered; empty outside one."""

OF_THE_MACHINE = (OperationalError, InterfaceError, OSError, ImportError, TemplateDoesNotExist)
ROOTS = (
    f"{sysconfig.get_path('purelib')}/",
    f"{settings.BASE_DIR}/",
    f"{sysconfig.get_path('stdlib')}/",
)  # the longest first


class Line(logging.Formatter):
    """For reading as it comes."""

    def format(self, record: logging.LogRecord) -> str:
        facts = facts_of(record)
        frames = facts.pop("frames", [])
        head = [facts.pop(name) for name in ("at", "level", "logger", "event")]
        more = [f"{name}={value}" for name, value in facts.items()]
        return "\n    ".join([" ".join([*head, *more]), *frames])


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False, default=str)


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says: at (UTC), level, logger, event, perhaps request, data of the record, error and frames."""
    facts: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": event(record),
    }
    if given := request_id.get():
        facts["request"] = given
    facts |= getattr(record, "data", {})
    if record.exc_info and (error := record.exc_info[1]) is not None:
        facts["error"] = described(error)
        if fault_of(error) is None:
            facts["frames"] = frames(error)
    return facts


def event(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest) or not isinstance(record.args, tuple):
        return record.getMessage()
    told = tuple(route(request) if argument == request.path else argument for argument in record.args)
    return str(record.msg) % told


def route(request: HttpRequest) -> str:
    """The pattern of the address, which holds none of its values."""
    match = request.resolver_match
    return f"/{match.route}" if match else "-"


def described(error: BaseException) -> str:
    """Its type and those of its causes; its message only when that speaks of the machine."""
    said = str(error).strip().partition("\n")[0] if isinstance(error, OF_THE_MACHINE) else ""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    because = f" from {type(cause).__name__}" if cause else ""
    return f"{type(error).__name__}{f': {said}' if said else ''}{because}"


def frames(error: BaseException) -> list[str]:
    """Where it happened, the innermost last: file, line and function."""
    return [
        f"{short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]


def short(path: str) -> str:
    root = next((root for root in ROOTS if path.startswith(root)), "")
    return path.removeprefix(root) if root else Path(path).name
