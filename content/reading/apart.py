"""Readers of formats that can attack, in a process of their own with limits on time and memory.

    python -m content.reading.apart web < page.html

writes the SourceText, or the refusal, as JSON. The process inherits no secrets: its environment holds
a path and nothing else, so what a file might do to a parser ends with the parser.
"""

import json
import logging
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from content.reading.source import Mark, Meta, SourceText, UnreadableFile

SECONDS = 60
MEMORY = 1024**3
MAX_CHARACTERS = 20_000_000

TOO_SLOW = "Reading this file took longer than a minute. Split it into smaller documents, or save it as plain text."
TOO_HEAVY = "Reading this file took more memory than is allowed. Split it into smaller documents and upload those."
TOO_LONG = "This file unfolds into more text than 20 MB. Split it into smaller documents and upload those."
DAMAGED = "This file is damaged and cannot be opened. Open it in its own program, save it anew and upload that."

_ROOT = Path(__file__).resolve().parents[2]
_CPU_SIGNAL = 24  # SIGXCPU, sent when the processor time is used up
_log = logging.getLogger(__name__)


def read_apart(name: str, data: bytes, *, seconds: int = SECONDS, memory: int = MEMORY) -> SourceText:
    """What the reader `name` ("web", "word", "pdf") makes of the bytes, within the limits.

    :raises UnreadableFile: also when the reader crashed, or was stopped at a limit
    """
    command = [sys.executable, "-m", __name__, name, str(seconds), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=seconds, cwd=_ROOT, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(TOO_SLOW) from error
    if done.returncode == -_CPU_SIGNAL:
        raise UnreadableFile(TOO_SLOW)
    if done.returncode:
        _log.error("Reader %s ended with %s: %s", name, done.returncode, done.stderr[-2000:].decode(errors="replace"))
        raise UnreadableFile(DAMAGED)
    return _unpacked(json.loads(done.stdout))


def read_here(name: str, data: bytes) -> SourceText:
    """The same without the process."""
    source: SourceText = import_module(f"content.reading.{name}").read(data)
    if len(source.text) > MAX_CHARACTERS:
        raise UnreadableFile(TOO_LONG)
    return source


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _unpacked(answer: dict[str, Any]) -> SourceText:
    if "refusal" in answer:
        raise UnreadableFile(answer["refusal"])
    marks = tuple(Mark(*mark) for mark in answer["marks"])
    origin = tuple((here, there) for here, there in answer["origin"])
    notices = tuple(answer["notices"])
    return SourceText(answer["text"], answer["format"], marks, Meta(**answer["meta"]), origin, notices)


def _packed(source: SourceText) -> dict[str, Any]:
    marks = [(m.start, m.end, m.kind, m.level, m.ordered, m.group) for m in source.marks]
    meta = asdict(source.meta)
    return {
        "text": source.text,
        "format": source.format,
        "marks": marks,
        "meta": meta,
        "origin": source.origin,
        "notices": source.notices,
    }


def _answer(name: str, data: bytes) -> dict[str, Any]:
    try:
        return _packed(read_here(name, data))
    except UnreadableFile as refusal:
        return {"refusal": str(refusal)}
    except MemoryError:
        return {"refusal": TOO_HEAVY}


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the time limit of the parent must do.
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _main() -> None:
    name, seconds, memory = sys.argv[1:]
    data = sys.stdin.buffer.read()
    _limit(int(seconds), int(memory))
    answer = _answer(name, data)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
