import os
import secrets
import tomllib
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.http import User
from content.importing import import_document
from content.models import Course, Role
from quizzes.building import draft_items, sample_quizzes
from quizzes.demo import Persona, play_class

SEEDS = settings.BASE_DIR / "seeds"
ACCOUNTS = settings.DATA_DIR / "demo-accounts.txt"


class Command(BaseCommand):
    help = "Fills the library with the seed course, through the same doors as people use. Safe to run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_false", dest="demo", help="leave out the demo class")

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        now = timezone.now()
        with transaction.atomic():
            passwords = seed_people(now)
            course = seed_course(now)
            if demo and not User.objects.filter(is_demo=True).exists():
                self.stdout.write("Playing the demo class...")
                seed_class(course, now)
        if passwords:
            keep(passwords)
        counts = {
            "documents": course.documents.count(),
            "lessons": course.lessons.count(),
            "questions": course.questions.approved().count(),
            "quizzes": course.quizzes.count(),
        }
        self.stdout.write(f"“{course}”: " + ", ".join(f"{count} {name}" for name, count in counts.items()) + ".")


def plan() -> dict[str, Any]:
    """What seeds/course.toml says."""
    return tomllib.loads((SEEDS / "course.toml").read_text(encoding="utf-8"))


def seed_people(now: datetime) -> dict[str, str]:
    """The accounts of the plan. New ones get a password, returned by user name; old ones stay as they are."""
    passwords = {}
    for person in plan()["people"]:
        if not User.objects.filter(username=person["username"]).exists():
            passwords[person["username"]] = password = secrets.token_urlsafe(9)
            User.objects.create_user(
                person["username"],
                password=password,
                display_name=person["display_name"],
                on_boards=person["on_boards"],
                time_zone=plan()["course"]["time_zone"],
                date_joined=now,
            )
    return passwords


def seed_course(now: datetime) -> Course:
    """The course of the plan with its members, documents, questions, cards and quizzes."""
    facts = plan()["course"]
    documents = facts.pop("documents")
    course, _created = Course.objects.get_or_create(slug=facts["slug"], defaults={**facts, "created_at": now})
    people = {person["role"]: User.objects.get(username=person["username"]) for person in plan()["people"]}
    for role, person in people.items():
        course.admit(person, now, Role(role))
    for name in documents:
        import_document(course, name, (SEEDS / name).read_bytes(), people[Role.INSTRUCTOR], now)
    draft_items(course, now)
    sample_quizzes(course, now)
    return course


def seed_class(course: Course, now: datetime) -> None:
    """Four weeks of a class, in which the plan's learner takes part."""
    learner = next(person for person in plan()["people"] if person["role"] == Role.LEARNER)
    zone = plan()["course"]["time_zone"]
    play_class(
        course, now, Persona(learner["username"], learner["display_name"], zone, learner["on_boards"], 0.8, 0.7, 20)
    )


def keep(passwords: dict[str, str]) -> None:
    """Beside those of an earlier run, in a file that its owner alone can read; `serve` shows it at each start."""
    path = Path(ACCOUNTS)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [f"  {username:<12} {password}\n" for username, password in passwords.items()]
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(known + "".join(lines))
