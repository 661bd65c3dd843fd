import tempfile
import zipfile
import zlib
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from accounts.http import User
from care.backup.engines import engine, ours
from care.backup.manifest import DATABASE, MEDIA, NAME, Manifest, Unusable, digest, is_safe
from content.models import Course


def check(path: Path) -> Manifest:
    """What a backup says of itself, once every byte of it is proved.

    :raises Unusable: for one that cannot be restored here
    """
    try:
        with zipfile.ZipFile(path) as whole:
            manifest = Manifest.read(whole)
            prove(whole, manifest)
    except OSError as error:
        raise Unusable(f"Cannot read {path} ({error.strerror}).") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise Unusable(f"{path} is cut short or damaged: take another copy. Nothing was changed.") from error
    if manifest.vendor != ours().name:
        raise Unusable(
            f"This backup is of {manifest.vendor}, and DATABASE_URL names {ours().name}: "
            "restore it into the kind of database it was made of."
        )
    later = {tuple(key) for key in manifest.migrations} - set(MigrationLoader(None).disk_migrations)
    if later:
        raise Unusable("This backup is of a later release: install that one first. Nothing was changed.")
    return manifest


def prove(whole: zipfile.ZipFile, manifest: Manifest) -> None:
    names = set(whole.namelist())
    if names != {NAME, *manifest.files} or DATABASE not in names or not all(map(is_safe, names)):
        raise Unusable("What stands in this backup is not what its manifest says: take another copy.")
    for name, told in manifest.files.items():
        with whole.open(name) as member:
            if list(digest(member)) != told:
                raise Unusable(f"“{name}” in this backup is not what was written: take another copy.")


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put a backup in the place of what is here, then bring it to the state of this release.

    :raises Unusable: for one that cannot be restored here, or when something is here and `replace` is not given
    """
    manifest = check(path)
    root = Path(default_storage.location)  # type: ignore[attr-defined]
    root.parent.mkdir(parents=True, exist_ok=True)
    with engine() as filler, tempfile.TemporaryDirectory(dir=root.parent, prefix=".restore-") as folder:
        if holds_something() and not replace:
            raise Unusable("There are people or courses here already: add --replace to put the backup in their place.")
        connections.close_all()
        try:
            with zipfile.ZipFile(path) as whole:
                whole.extractall(folder)
        except OSError as error:
            raise Unusable(
                f"Cannot unpack beside {root} ({error.strerror}): make room. Nothing was changed."
            ) from error
        filler.load(Path(folder, DATABASE))
        swap(Path(folder, MEDIA), root)
        call_command("migrate", verbosity=0, interactive=False)
    return manifest


def holds_something() -> bool:
    tables = set(connection.introspection.table_names())
    return any(model._meta.db_table in tables and model.objects.exists() for model in (User, Course))


def swap(unpacked: Path, root: Path) -> None:
    """Put the files of the backup where the others were; those go with the folder that it was unpacked into."""
    if root.exists():
        root.rename(unpacked.with_name("before"))
    if unpacked.exists():
        unpacked.rename(root)
