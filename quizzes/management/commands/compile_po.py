from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compiles the translations under locale/, so that no gettext tools are needed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only read them, and fail on the first bad one")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                compile_catalogue(source, write=not check)


def compile_catalogue(source: Path, *, write: bool) -> None:
    """Write the .mo beside a .po when it is missing or older.

    :raises CommandError: when the catalogue cannot be read, naming the place, or the other not be written
    """
    try:
        catalogue = polib.pofile(str(source))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            f"{source} cannot be read as a catalogue: {error}. Mend that line and start again."
        ) from error
    target = source.with_suffix(".mo")
    if write and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
        try:
            catalogue.save_as_mofile(str(target))
        except PermissionError as error:
            raise CommandError(
                f"{target} cannot be written. Run manage.py compile_po as the owner of the program, and start again."
            ) from error
