import sys
from functools import cache
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from care.faults import fault_of
from care.logs import request_id


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and is at the state of this release."""
    try:
        missing = migrations_of_this_release() - set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "away"}, status=503)
    state = "behind" if missing else "current"
    return JsonResponse({"ready": not missing, "database": state}, status=503 if missing else 200)


@cache
def migrations_of_this_release() -> frozenset[tuple[str, str]]:
    """As Django's loader finds them, which imports each: megabytes that a server has no other use for."""
    return frozenset(
        (app.label, name)
        for app in apps.get_app_configs()
        for _finder, name, is_package in iter_modules([str(Path(app.path) / "migrations")])
        if not (is_package or name.startswith(("_", "~")))
    )


def fault(request: HttpRequest) -> HttpResponse:
    """In the place of a page that failed. It may need nothing of the database, and of the request its address alone."""
    reference = {"reference": request_id.get()}
    passing = fault_of(sys.exc_info()[1])
    if passing is None:
        return HttpResponse(render_to_string("500.html", reference), status=500)
    asked = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    page = render_to_string("503.html", {**reference, "fault": passing.name, "seconds": passing.value, "asked": asked})
    return HttpResponse(page, status=503, headers={"Retry-After": str(passing.value)})
