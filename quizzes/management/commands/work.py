import logging
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from quizzes.examining import examine_new
from quizzes.finishing import hand_in_overdue

EVERY = 20.0
"""Seconds between two looks for attempts whose time is over."""

logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = (
        "Does what is too long for a request, hands in attempts whose time is over, and flags odd ones. "
        "Several may run at once."
    )

    def handle(self, **options: Any) -> None:
        # Beside the tasks, not among them: a long import must not keep an attempt open.
        Thread(target=keep_time, args=[Event()], daemon=True).start()
        super().handle(**options)


def keep_time(stopped: Event, every: float = EVERY) -> None:
    """Hand in what is overdue, and examine what was handed in, now and then until `stopped` is set."""
    while True:
        try:
            hand_in_overdue(timezone.now())
            examine_new(timezone.now())
        except DatabaseError:
            # A database that is away or busy is asked again at the next look.
            logger.exception("Attempts could not be handed in or examined")
        finally:
            close_old_connections()
        if stopped.wait(every):
            return
