from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.models import Course
from quizzes.demo import play_class, remove_class


class Command(BaseCommand):
    help = "Plays a class of fictitious learners over the last four weeks, or removes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", nargs="?", help="the address (slug) of the course; the first one if left out")
        parser.add_argument("--remove", action="store_true", help="delete the demo learners and all they did")

    def handle(self, *args: Any, course: str | None, remove: bool, **options: Any) -> None:
        if remove:
            self.stdout.write(f"{remove_class()} demo learners removed, with all they did.")
            return
        found = Course.objects.filter(**({"slug": course} if course else {})).order_by("pk").first()
        if found is None:
            raise CommandError("There is no such course: name one by its address, or run manage.py seed first.")
        self.stdout.write(f"{play_class(found, timezone.now())} demo learners studied “{found}” for four weeks.")
