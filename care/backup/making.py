import os
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from care.backup.engines import engine, ours
from care.backup.manifest import DATABASE, FORMAT, MEDIA, NAME, Manifest, Unusable, digest


def back_up(path: Path, now: datetime, *, replace: bool = False) -> Manifest:
    """Write all there is to one file, readable by its owner alone; a server may run meanwhile.

    :raises Unusable: when there is such a file already, no room, or no database
    """
    if path.exists() and not replace:
        raise Unusable(f"{path} is there already: name another file, or add --replace.")
    try:
        with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".backup-") as folder:
            dump, whole = Path(folder, DATABASE), Path(folder, "whole")
            with engine() as copier:
                copier.dump(dump)
                # The files after the rows that name them.
                manifest = pack(whole, {DATABASE: dump, **dict(media())}, now)
            os.replace(whole, path)
    except OSError as error:
        raise Unusable(f"Cannot write {path} ({error.strerror}): make room, or name a file elsewhere.") from error
    return manifest


def pack(path: Path, files: dict[str, Path], now: datetime) -> Manifest:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    told = {}
    with open(opened, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole:
        for name, source in files.items():
            whole.write(source, name)
            with source.open("rb") as again:
                told[name] = list(digest(again))
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        manifest = Manifest(FORMAT, now.isoformat(), ours().name, [list(key) for key in applied], told)
        whole.writestr(NAME, manifest.as_json())
        stream.flush()
        os.fsync(stream.fileno())
    return manifest


def media() -> Iterator[tuple[str, Path]]:
    """Each uploaded file with its name in a backup."""
    root = Path(default_storage.location)  # type: ignore[attr-defined]
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"{MEDIA}{path.relative_to(root).as_posix()}", path
