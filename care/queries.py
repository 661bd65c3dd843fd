import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from care.logs import route

logger = logging.getLogger("pilcrow.query")


class Watch:
    """Counts the queries of one request, and logs those that took too long: their text, never their values."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.queries = 0
        self.milliseconds = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        start = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = (perf_counter() - start) * 1000
            self.queries += 1
            self.milliseconds += took
            if took >= settings.SLOW_QUERY_MS:
                data = {"ms": round(took, 1), "route": route(self.request), "sql": sql}
                logger.warning("slow query", extra={"data": data})
