"""PostgreSQL, whose connections are looked at before a request gets one, without asking the server each time.

Django sends an empty query before each request, and waits for the answer. A server that ended a connection has said so
by then, or closed it: either can be read. One that went away without a word, as with its cable, is noticed by asking,
and one that answered a moment ago need not be asked again.
"""

from select import POLLIN, poll
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg import Connection, _queries
from psycopg_pool import ConnectionPool

MOMENT = 1.0
"""Seconds."""

# What writes a few rows at once is longer than what psycopg keeps as it has put it for the server, and the same again
# each time.
_queries.MAX_CACHED_STATEMENT_LENGTH, _queries.MAX_CACHED_STATEMENT_PARAMS = 16_384, 400


Stock: Any = base.DatabaseWrapper  # the stubs leave out what is changed here


class DatabaseWrapper(Stock):  # type: ignore[misc]
    @property
    def pool(self) -> Any:
        """As Django makes it, but for the check."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            pool = ConnectionPool(
                kwargs={**self.get_connection_params(), "autocommit": True},
                open=False,
                configure=self._configure_connection,
                check=look_at,
                **options,
            )
            # Of several threads that make one at first, all take the same.
            self._connection_pools.setdefault(self.alias, pool)
        return self._connection_pools[self.alias]


ANSWERED: "WeakKeyDictionary[Connection[Any], float]" = WeakKeyDictionary()
"""When each was asked last."""


def look_at(connection: "Connection[Any]") -> None:
    """
    :raises psycopg.Error: for a connection that cannot be used any more
    """
    now = monotonic()
    if now - ANSWERED.get(connection, now - MOMENT) >= MOMENT or not is_silent(connection):
        ConnectionPool.check_connection(connection)
        ANSWERED[connection] = now


def is_silent(connection: "Connection[Any]") -> bool:
    """Whether nothing came since it was used; who is asked nothing says nothing but that it ends."""
    if connection.closed:
        return False
    watch = poll()
    watch.register(connection.fileno(), POLLIN)
    return not watch.poll(0)
