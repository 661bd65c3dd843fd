"""A person's own data as a file: each table as JSON and as CSV."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import RawIOBase, TextIOWrapper
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from accounts.http import User
from quizzes.belongings import BELONGINGS, Belonging, Row, untold

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would work out instead of showing it."""

JSON = DjangoJSONEncoder(ensure_ascii=False)

SOME = 500
"""Rows at a time."""


class Outbox(RawIOBase):
    """Keeps what is written until it is taken; nothing is kept to go back to."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def export(person: User, now: datetime) -> Iterator[bytes]:
    """A zip, piece by piece. Rows go out as they are read: a long log takes no more memory, and nobody waits for the
    last row to see the first.
    """
    outbox = Outbox()
    with ZipFile(outbox, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", readme(person, now))
        hidden = untold(person, now)
        for belonging in BELONGINGS:
            for _some in written(archive, belonging, belonging.rows(person, hidden)):
                yield outbox.take()
    yield outbox.take()


def written(archive: ZipFile, belonging: Belonging, rows: Iterator[Row]) -> Iterator[None]:
    """Both files of a table, in one pass over its rows; tells when some more are written."""
    with TemporaryFile("w+", encoding="utf-8", newline="") as table:
        cells = csv.writer(table)
        cells.writerow(belonging.columns)
        with archive.open(f"json/{belonging.name}.json", "w") as raw, TextIOWrapper(raw, encoding="utf-8") as text:
            text.write("[")
            for number, row in enumerate(rows):
                text.write((",\n" if number else "\n") + JSON.encode(row))
                cells.writerow([cell(row[name]) for name in belonging.columns])
                if number % SOME == SOME - 1:
                    yield
            text.write("\n]\n")
        table.seek(0)
        with archive.open(f"csv/{belonging.name}.csv", "w") as raw:
            raw.write("\ufeff".encode())  # else spreadsheets take it for their own encoding
            while chunk := table.read(1 << 16):
                raw.write(chunk.encode())
                yield


def cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = JSON.encode(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def readme(person: User, now: datetime) -> str:
    lines = (
        _("What Pilcrow keeps of %(name)s, on %(day)s.") % {"name": person.name, "day": f"{now:%Y-%m-%d %H:%M} UTC"},
        "",
        _("Each table stands twice: json/ is exact; csv/ is for spreadsheets, with an apostrophe before what they"),
        _("would take for a formula. Times are in UTC, days are learner-days (a night counts to the day before)."),
        _("Left out are your password, of which only a hash is kept, and marks that a quiz does not show yet."),
        "",
        *(f"{belonging.name}: {belonging.model._meta.verbose_name_plural}" for belonging in BELONGINGS),
    )
    return "\n".join(lines) + "\n"
