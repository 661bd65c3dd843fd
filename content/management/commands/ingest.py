from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.http import User
from content.choosing import Choices
from content.editions import bring_in_edition, comparison_of
from content.importing import bring_in, find, same_text
from content.models import Course, Document, Edition
from content.reading import read
from content.reading.decoding import MAX_BYTES, TOO_LARGE
from content.reading.source import UnreadableFile

BAR = 24

CHANGED = (
    "{letter} has another text under this name: {counts}. Nothing was changed; "
    "add --new-editions to replace it, or compare them on the course's page."
)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a file, in one line."""

    path: Path
    line: str
    is_failure: bool = False


class Command(BaseCommand):
    help = "Imports files into a course, and drafts questions and cards from them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", help="the address (slug) of the course")
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--by", metavar="USERNAME", help="who is named as the one who imported them")
        parser.add_argument(
            "--new-editions", action="store_true", help="let a changed file replace the document of the same name"
        )

    def handle(
        self, *args: Any, course: str, files: Sequence[Path], by: str | None, new_editions: bool, **options: Any
    ) -> None:
        found = Course.objects.filter(slug=course).first()
        if found is None:
            raise CommandError(f"There is no course “{course}”: name one by its address, the last part of its page's.")
        now, person = timezone.now(), person_named(by)
        results = list(self.ingested(found, files, person, now, new_editions))
        import_string(settings.AFTER_IMPORT)(found, now)
        failed = sum(result.is_failure for result in results)
        for result in results:
            (self.stderr if result.is_failure else self.stdout).write(f"{result.path.name}: {result.line}")
        self.stdout.write(f"“{found}”: {len(results) - failed} of {len(results)} files are in the course.")
        if failed:
            raise SystemExit(1)

    def ingested(
        self, course: Course, files: Sequence[Path], by: User | None, now: datetime, new_editions: bool
    ) -> Iterator[Result]:
        for done, path in enumerate(files):
            self.show(done, len(files), path.name)
            try:
                yield Result(path, ingest(course, path, by, now, new_editions))
            except UnreadableFile as refusal:
                yield Result(path, str(refusal), is_failure=True)
            except OSError as error:
                yield Result(path, f"It cannot be opened ({error.strerror}): check its name.", is_failure=True)
        self.show(len(files), len(files), "")

    def show(self, done: int, total: int, name: str) -> None:
        """How far it is, for somebody who watches; nothing in a log."""
        if self.stderr.isatty():
            filled = BAR * done // total
            self.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total} {name[:40]:<40}", ending="")
            if done == total:
                self.stderr.write("\r" + " " * (BAR + 60) + "\r", ending="")


def person_named(username: str | None) -> User | None:
    """
    :raises CommandError: when there is nobody of that name
    """
    if username is None:
        return None
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(f"There is nobody with the user name “{username}”: check --by.") from error


def ingest(course: Course, path: Path, by: User | None, now: datetime, new_editions: bool) -> str:
    """What became of the file.

    :raises UnreadableFile: with one sentence that says what to do; nothing was written
    """
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFile(TOO_LARGE)
    source = read(path.name, path.read_bytes())
    known = same_text(course, source)
    if known and (known.is_current or not new_editions):
        return f"{known.letter} has this text already; nothing was changed."
    found = find(path.name, source)
    document = Document.objects.filter(course=course, editions__is_current=True, editions__file_name=path.name).first()
    if document is None:
        return f"{summary(bring_in(course, path.name, found, Choices(), by, now))}."
    _old, comparison = comparison_of(document, found, Choices())
    counts = f"{len(comparison.kept)} key points the same, {len(comparison.reworded)} reworded, "
    counts += f"{len(comparison.gone)} gone, {len(comparison.added)} new"
    if not new_editions:
        raise UnreadableFile(CHANGED.format(letter=document.letter, counts=counts))
    return f"{summary(bring_in_edition(document, path.name, found, Choices(), by, now))}; {counts}."


def summary(edition: Edition) -> str:
    lessons, points = edition.lessons.count(), edition.citations.filter(key_points__is_retired=False).count()
    return f"{edition.letter} “{edition.title}”, {lessons} lesson{'s' * (lessons != 1)}, {points} key points"
