"""What the installation stands on: settings, disk, database, files, the worker."""

import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, ForeignKey, OuterRef
from django_tasks_db.models import DBTaskResult

from care.backup.engines import ours
from care.doctor.finding import Finding
from care.faults import Fault, fault_of

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LEAST_FREE = 500_000_000
"""Bytes: what SQLite needs to write on, a backup, a day's log."""
PATIENCE = timedelta(minutes=10)
LONGEST = timedelta(hours=1)
WEEK = timedelta(days=7)
ASK_WORKER = "See that manage.py serve runs, or manage.py work beside another server, and read its log."


def settings_hold(now: datetime, mend: bool) -> Iterator[Finding]:
    for message in checks.run_checks(include_deployment_checks=settings.HTTPS):
        if message.level >= checks.WARNING and not message.is_silenced():
            yield Finding(str(message.msg), str(message.hint or f"Look up {message.id} in Django's system checks."))
    if settings.DEBUG:
        yield Finding("Debug pages show settings to everybody.", "Unset PILCROW_DEBUG.")
    if settings.HOST not in LOOPBACK and not settings.HTTPS:
        yield Finding(
            f"Passwords travel unencrypted to {settings.HOST}.",
            "Listen on 127.0.0.1 behind a proxy that speaks TLS, and set PILCROW_HTTPS=true.",
        )
    if settings.HTTPS and not settings.EMAIL_HOST:
        yield Finding("Letters are written to the log, with links to new passwords.", "Set PILCROW_EMAIL_HOST.")
    key = settings.DATA_DIR / "secret_key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield Finding(f"Others can read {key}.", f"Run chmod 600 {key}, then replace it: people sign in again.")


def there_is_room(now: datetime, mend: bool) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE:
        yield Finding(
            f"{settings.DATA_DIR} has {free // 1_000_000} MB left.", "Make room, or move it to a larger disk."
        )


def migrations_applied(now: datetime, mend: bool) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(f"{len(missing)} migrations are not applied.", "Take a backup, then run manage.py migrate.")


def database_is_whole(now: datetime, mend: bool) -> Iterator[Finding]:
    restore = "Stop the server, keep a copy of what is there, and restore the newest backup."
    try:
        for trouble in ours().troubles():
            yield Finding(f"The database is damaged: {trouble}.", restore)
        for rows, where in nowhere():
            yield Finding(f"{rows} rows of {where} refer to one that is not there.", restore)
    except DatabaseError as error:
        if fault_of(error) is Fault.AWAY:
            raise
        yield Finding(f"The database cannot be read: {error}.", restore)


def nowhere() -> Iterator[tuple[int, str]]:
    """How many rows of which table refer to nothing, by which column; a database that asks at each write may still be
    filled by one that did not.
    """
    for model in apps.get_models():
        for field in () if model._meta.proxy else model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                there = field.related_model._base_manager.filter(
                    **{field.target_field.attname: OuterRef(field.attname)}
                )
                given = model._base_manager.filter(**{f"{field.attname}__isnull": False})
                if rows := given.exclude(Exists(there)).count():
                    yield rows, f"{model._meta.db_table}.{field.column}"


def files_collected(now: datetime, mend: bool) -> Iterator[Finding]:
    hashed = getattr(staticfiles_storage, "hashed_files", None)
    if hashed is not None and not hashed:
        yield Finding("Style sheets and scripts are not collected.", "Run manage.py collectstatic --noinput.")


def tasks_done(now: datetime, mend: bool) -> Iterator[Finding]:
    tasks = DBTaskResult.objects.all()
    if late := tasks.ready().filter(enqueued_at__lt=now - PATIENCE).count():
        yield Finding(f"{late} tasks wait for more than ten minutes.", ASK_WORKER)
    if stuck := tasks.running().filter(started_at__lt=now - LONGEST).count():
        yield Finding(f"{stuck} tasks were begun more than an hour ago and not ended.", ASK_WORKER)
    if failed := tasks.failed().filter(finished_at__gt=now - WEEK).count():
        yield Finding(f"{failed} tasks failed in the last week.", "Read the log of the worker for each of them.")
