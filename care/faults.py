"""Which faults pass by themselves, or when the operator has made room."""

import errno
import sqlite3
from enum import Enum

from django.db import InterfaceError, OperationalError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL = {"53100"}  # PostgreSQL's disk_full


class Fault(Enum):
    """Why a page cannot be had, with the seconds after which it is worth asking again."""

    AWAY = 10
    FULL = 120


def fault_of(error: BaseException | None) -> Fault | None:
    """The passing fault behind an exception; None for one of the program."""
    if isinstance(error, OSError):
        return Fault.FULL if error.errno in NO_ROOM else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) in DISK_FULL:
        return Fault.FULL
    # The last byte is the kind of an error, those before it say more.
    match getattr(cause, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return Fault.FULL
        case sqlite3.SQLITE_ERROR:
            return None  # a statement that is wrong, say of a table that no migration made
    return Fault.AWAY
