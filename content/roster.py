"""A class list in CSV: bytes to rows, and what is wrong with each line. Nobody is looked up here."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.reading.decoding import decode
from content.reading.source import UnreadableFile

MOST_LINES = 2_000
LONGEST_NAME = 60

COLUMNS = {
    "email": ("email", "e-mail", "mail", "email address", "e-mail address"),
    "name": ("name", "display name", "full name"),
    "role": ("role",),
    "account": ("account", "account name", "user name", "username"),
}
ROLES = {"learner": ("learner", "student"), "instructor": ("instructor", "teacher"), "reviewer": ("reviewer",)}
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\".]+(?:\.[^@\s,;<>\".]+)+")

NO_HEADER = (
    "The first line must name the columns: an “email” column at least, and perhaps “name”, “role” and “account”, "
    "parted by commas, semicolons or tabs."
)
NO_LINES = "There is nobody in this list: below the line that names its columns it is empty."
TOO_MANY = "This list has more than 2,000 lines. Split it, and bring the parts in one by one."
BROKEN = "This list cannot be taken apart into columns: a quotation mark is opened and never closed. Check its lines."

MISSING = "It names neither an e-mail address nor an account."
BAD_ADDRESS = "“{email}” is no e-mail address."
UNKNOWN_ROLE = "“{role}” is no role: write learner, instructor or reviewer, or leave it empty."
TWICE = "It is the person of line {first} again."
SURPLUS = "It has more columns than the first line names."
LONG_NAME = "The name is longer than 60 signs."


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list. `role` is empty where none is stated."""

    line: int
    email: str
    name: str
    role: str
    account: str

    @property
    def key(self) -> str:
        return (self.account or self.email).casefold()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line: a sentence with places for `params`."""

    line: int
    text: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class Roster:
    """`text` is the whole list, canonical."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    text: str
    notices: tuple[str, ...] = ()


def read_roster(data: bytes) -> Roster:
    """
    :raises UnreadableFile: for what is no list at all
    """
    decoded = decode(data)
    lines = list(table(decoded.text))
    header = [column_of(cell) for cell in lines[0][1]] if lines else []
    if not {"email", "account"} & set(header):
        raise UnreadableFile(NO_HEADER)
    if len(lines) == 1:
        raise UnreadableFile(NO_LINES)
    if len(lines) > MOST_LINES + 1:
        raise UnreadableFile(TOO_MANY)
    rows: dict[str, Row] = {}
    faults: list[Fault] = []
    for line, cells in lines[1:]:
        row = row_of(line, header, cells)
        fault = fault_of(row, cells, header) or again(row, rows)
        if fault:
            faults.append(fault)
        else:
            rows[row.key] = row
    return Roster(tuple(rows.values()), tuple(faults), decoded.text, decoded.notices)


def table(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that are not empty, with their numbers in the file."""
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for cells in reader:
            tidy = [" ".join(cell.split()) for cell in cells]
            if any(tidy):
                yield reader.line_num, tidy
    except csv.Error:
        raise UnreadableFile(BROKEN) from None


def column_of(cell: str) -> str:
    return next((name for name, words in COLUMNS.items() if cell.casefold() in words), "")


def row_of(line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
    said = named.get("role", "").casefold()
    role = next((role for role, words in ROLES.items() if said in words), said)
    return Row(line, named.get("email", ""), named.get("name", ""), role, named.get("account", ""))


def fault_of(row: Row, cells: Sequence[str], header: Sequence[str]) -> Fault | None:
    if any(cells[len(header) :]):
        return Fault(row.line, SURPLUS, {})
    if not row.email and not row.account:
        return Fault(row.line, MISSING, {})
    if row.email and not ADDRESS.fullmatch(row.email):
        return Fault(row.line, BAD_ADDRESS, {"email": row.email})
    if row.role and row.role not in ROLES:
        return Fault(row.line, UNKNOWN_ROLE, {"role": row.role})
    return Fault(row.line, LONG_NAME, {}) if len(row.name) > LONGEST_NAME else None


def again(row: Row, rows: dict[str, Row]) -> Fault | None:
    first = rows.get(row.key)
    return Fault(row.line, TWICE, {"first": str(first.line)}) if first else None
