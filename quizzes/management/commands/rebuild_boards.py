from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.models import Board


class Command(BaseCommand):
    help = "Sum the boards from the ledger anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("courses", nargs="*", metavar="course", help="address of a course; all when none is given")

    def handle(self, *args: Any, courses: list[str], **options: Any) -> None:
        boards = Board.objects.select_related("course").order_by("pk")
        if courses:
            boards = boards.filter(course__slug__in=courses)
            if unknown := set(courses) - set(boards.values_list("course__slug", flat=True)):
                raise CommandError(_("There is no board of %(courses)s.") % {"courses": ", ".join(sorted(unknown))})
        number = 0
        for board in boards.iterator():
            board.rebuild()
            number += 1
        self.stdout.write(ngettext("%(n)d board rebuilt.", "%(n)d boards rebuilt.", number) % {"n": number})
