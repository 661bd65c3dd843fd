from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

MEND = "Run manage.py doctor --mend."


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and how to mend it: two sentences. `is_mended`: it was wrong, and is not any more."""

    wrong: str
    mend: str = MEND
    is_mended: bool = False


Check = Callable[[datetime, bool], Iterator[Finding]]
"""`check(now, mend)`: with `mend`, what it can mend itself it does."""


@contextmanager
def attempt(mend: bool) -> Iterator[None]:
    """Do what mends; without `mend`, only to see what it would change."""
    with transaction.atomic():
        yield
        if not mend:
            transaction.set_rollback(True)
