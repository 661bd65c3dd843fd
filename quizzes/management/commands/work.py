import logging
import os
from datetime import timedelta
from itertools import count
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from quizzes.examining import examine_new
from quizzes.finishing import hand_in_overdue
from quizzes.measuring import measure_stale
from quizzes.models import Board

PATIENCE = 5
"""By so much it gives way to the processes that answer somebody (nice)."""

EVERY = 20.0
"""Seconds between two looks for attempts whose time is over."""

MEASURE = 15
"""Every so many looks, five minutes, quizzes in which something happened are measured anew."""

AHEAD = timedelta(hours=1)
"""So long before a week or a month begins its boards are opened."""

logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = (
        "Does what is too long for a request, hands in attempts whose time is over, and flags odd ones. "
        "Several may run at once."
    )

    def handle(self, **options: Any) -> None:
        os.nice(PATIENCE)
        # Beside the tasks, not among them: a long import must not keep an attempt open.
        Thread(target=keep_time, args=[Event()], daemon=True).start()
        super().handle(**options)


def keep_time(stopped: Event, every: float = EVERY) -> None:
    """Hand in what is overdue, examine and measure what was handed in, now and then until `stopped` is set."""
    for rounds in count():
        try:
            hand_in_overdue(timezone.now())
            examine_new(timezone.now())
            if rounds % MEASURE == 0:
                measure_stale(timezone.now())
                Board.objects.open_ahead(timezone.now() + AHEAD)
        except DatabaseError:
            # A database that is away or busy is asked again at the next look.
            logger.exception("Attempts could not be handed in, examined or measured")
        finally:
            close_old_connections()
        if stopped.wait(every):
            return
