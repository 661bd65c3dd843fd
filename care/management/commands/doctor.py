import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from care.doctor import CHECKS


class Command(BaseCommand):
    help = "Says whether this installation is well, and of what is wrong how to mend it; exit status 1 if anything is."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("checks", nargs="*", metavar="check", choices=[*CHECKS, []], help=", ".join(CHECKS))
        parser.add_argument("--mend", action="store_true", help="make anew what is kept beside its source")

    def handle(self, *args: Any, checks: list[str], mend: bool, **options: Any) -> None:
        ill = False
        for name in checks or CHECKS:
            findings = list(CHECKS[name](timezone.now(), mend))
            ill |= any(not finding.is_mended for finding in findings)
            if not findings:
                self.stdout.write(f"well    {name}")
            for finding in findings:
                state, how = ("mended", "") if finding.is_mended else ("WRONG ", f" {finding.mend}")
                self.stdout.write(f"{state}  {name}: {finding.wrong}{how}")
        if ill:
            sys.exit(1)
