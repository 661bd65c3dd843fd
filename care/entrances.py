"""Who came in, went out or was not let in: told to the log by the number of the account alone.

A wrong try has no number, as looking one up would take another time for names that are there.
"""

import logging
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

logger = logging.getLogger("pilcrow.account")


@receiver(user_logged_in)
def came_in(user: Any, **_told: Any) -> None:
    logger.info("signed in", extra={"data": {"account": user.pk}})


@receiver(user_logged_out)
def went_out(user: Any, **_told: Any) -> None:
    if user is not None:
        logger.info("signed out", extra={"data": {"account": user.pk}})


@receiver(user_login_failed)
def was_refused(**_told: Any) -> None:
    logger.info("sign-in refused")


@receiver(user_locked_out)
def was_shut_out(**_told: Any) -> None:
    logger.warning("sign-in closed for a while")
