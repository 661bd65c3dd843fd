from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.http import User
from care.backup import Unusable, check, restore
from content.models import Course


class Command(BaseCommand):
    help = "Puts a backup in the place of what is here. Stop the server first. Migrates to this release."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="even if people or courses are here already")
        parser.add_argument("--check", action="store_true", help="only prove that the file can be restored here")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            if options["check"]:
                self.stdout.write(f"{file} is whole, of {check(file).made_at}.")
                return
            manifest = restore(file, replace=replace)
        except Unusable as refusal:
            raise CommandError(str(refusal)) from refusal
        counts = f"{User.objects.count()} people, {Course.objects.count()} courses"
        self.stdout.write(f"As it was at {manifest.made_at}: {counts}, {len(manifest.files) - 1} uploaded files.")
