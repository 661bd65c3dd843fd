from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from care.backup import Unusable, back_up


class Command(BaseCommand):
    help = "Writes the database and all uploaded files to one file. The server may run meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="write over a file of that name")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = back_up(file, timezone.now(), replace=replace)
        except Unusable as refusal:
            raise CommandError(str(refusal)) from refusal
        size = file.stat().st_size / 1e6
        self.stdout.write(f"{file}: {manifest.vendor}, {len(manifest.files) - 1} uploaded files, {size:.1f} MB.")
