import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from care.doctor import CHECKS, Finding
from care.faults import Fault, fault_of

AWAY = "The database does not answer. Start it, or see that DATABASE_URL names it, and ask again."


class Command(BaseCommand):
    help = "Says whether this installation is well, and of what is wrong how to mend it; exit status 1 if anything is."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("checks", nargs="*", metavar="check", choices=[*CHECKS, []], help=", ".join(CHECKS))
        parser.add_argument("--mend", action="store_true", help="make anew what is kept beside its source")

    def handle(self, *args: Any, checks: list[str], mend: bool, **options: Any) -> None:
        ill = False
        for name in checks or CHECKS:
            try:
                findings = look(name, mend)
            except DatabaseError:
                self.stdout.write(f"WRONG   {name}: {AWAY}")
                sys.exit(1)
            ill |= any(not finding.is_mended for finding in findings)
            if not findings:
                self.stdout.write(f"well    {name}")
            for finding in findings:
                state, how = ("mended", "") if finding.is_mended else ("WRONG ", f" {finding.mend}")
                self.stdout.write(f"{state}  {name}: {finding.wrong}{how}")
        if ill:
            sys.exit(1)


def look(name: str, mend: bool) -> list[Finding]:
    """What the check finds. Where the database refuses it, that is said, and the next one has its turn.

    :raises DatabaseError: when the database does not answer, and will not answer the next one either
    """
    try:
        return list(CHECKS[name](timezone.now(), mend))
    except DatabaseError as error:
        if fault_of(error) is Fault.AWAY:
            raise
        said = str(error).strip().partition("\n")[0]
        return [Finding(f"This could not be looked at: {said}.", "Mend what else is found first.")]
