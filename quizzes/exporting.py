"""A person's own data as a file: each table as JSON and as CSV."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from accounts.http import User
from quizzes.belongings import BELONGINGS, Belonging, Row, untold

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would work out instead of showing it."""


def export(person: User, now: datetime) -> IO[bytes]:
    """A zip, open at its beginning. Rows are written as they are read: a long log takes no more memory."""
    file = TemporaryFile()  # noqa: SIM115  # handed on open
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", readme(person, now))
        hidden = untold(person, now)
        for belonging in BELONGINGS:
            write(archive, belonging, belonging.rows(person, hidden))
    file.seek(0)
    return file


def write(archive: ZipFile, belonging: Belonging, rows: Iterator[Row]) -> None:
    """Both files of a table, in one pass over its rows."""
    with TemporaryFile("w+", encoding="utf-8", newline="") as table:
        cells = csv.DictWriter(table, belonging.columns)
        cells.writeheader()
        with archive.open(f"json/{belonging.name}.json", "w") as raw, TextIOWrapper(raw, encoding="utf-8") as text:
            text.write("[")
            for number, row in enumerate(rows):
                text.write((",\n" if number else "\n") + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False))
                cells.writerow({name: cell(value) for name, value in row.items()})
            text.write("\n]\n")
        table.seek(0)
        with archive.open(f"csv/{belonging.name}.csv", "w") as raw:
            raw.write("\ufeff".encode())  # else spreadsheets take it for their own encoding
            while chunk := table.read(1 << 16):
                raw.write(chunk.encode())


def cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
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
