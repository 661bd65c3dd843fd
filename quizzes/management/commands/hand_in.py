from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.finishing import hand_in_overdue


class Command(BaseCommand):
    help = "Hands in the attempts whose time is over and whose learners did not come back. May run at any time, often."

    def handle(self, *args: Any, **options: Any) -> None:
        handed_in = hand_in_overdue(timezone.now())
        if handed_in or options["verbosity"] > 1:
            self.stdout.write(f"Handed in: {handed_in}.")
