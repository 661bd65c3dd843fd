from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.http import User
from quizzes.fitting import FitRefused, fit, unfit


class Command(BaseCommand):
    help = "Fits the schedule to the reviews of these people, each to their own, or takes the fit back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("people", nargs="+", metavar="USERNAME")
        parser.add_argument("--undo", action="store_true", help="back to the parameters of everybody")

    def handle(self, *args: Any, people: list[str], undo: bool, **options: Any) -> None:
        for name in people:
            learner = User.objects.filter(username=name).first()
            if learner is None:
                raise CommandError(f"There is nobody with the user name {name}: nothing was done for who comes after.")
            try:
                self.stdout.write(f"{name}: {self.undone(learner) if undo else self.fitted(learner)}")
            except FitRefused as refusal:
                raise CommandError(f"{name}: {refusal}") from refusal

    def fitted(self, learner: User) -> str:
        found = fit(learner, timezone.now())
        if not found.weights:
            return f"{found.reviews} reviews, which the standard schedule predicts as well; it stays."
        return f"{found.reviews} reviews, error of prediction {found.before:.4f} before and {found.after:.4f} now."

    def undone(self, learner: User) -> str:
        unfit(learner)
        return "the standard schedule is back."
