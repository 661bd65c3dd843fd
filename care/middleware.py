import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse

from care.logs import request_id, route
from care.queries import Watch

GetResponse = Callable[[HttpRequest], HttpResponse]
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger("pilcrow.request")


def behind_proxy(get_response: GetResponse) -> GetResponse:
    """The address of who asks is the last one that the proxy in front has written down, when there is one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.BEHIND_PROXY and (told := request.headers.get("X-Forwarded-For")):
            request.META["REMOTE_ADDR"] = told.rpartition(",")[2].strip()
        return get_response(request)

    return middleware


def requests(get_response: GetResponse) -> GetResponse:
    """Gives each request an id, which its answer, its log lines and a page of a fault carry, and logs it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        start, watch = perf_counter(), Watch(request)
        token = request_id.set(id_for(request))
        try:
            with connection.execute_wrapper(watch):
                response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            # No other site embeds anything of ours; Django has no setting for it.
            response["Cross-Origin-Resource-Policy"] = "same-origin"
            if request.resolver_match or response.status_code >= 400:
                log(request, response, watch, round((perf_counter() - start) * 1000, 1))
            return response
        finally:
            request_id.reset(token)

    return middleware


def addresses(get_response: GetResponse) -> GetResponse:
    """An address that holds a NUL is a bad request: no text of ours does, and PostgreSQL takes none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a NUL.")
        return get_response(request)

    return middleware


def id_for(request: HttpRequest) -> str:
    """The one that the proxy gave, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if settings.BEHIND_PROXY and GIVEN.fullmatch(given) else secrets.token_hex(8)


def log(request: HttpRequest, response: HttpResponse, watch: Watch, milliseconds: float) -> None:
    data: dict[str, Any] = {"method": request.method, "route": route(request), "status": response.status_code}
    data |= {"ms": milliseconds, "queries": watch.queries, "query_ms": round(watch.milliseconds, 1)}
    logger.info("request", extra={"data": data})
