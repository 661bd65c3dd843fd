"""What a long life of learning costs a learner: their pages beside those of a new one.

    python benchmarks/learner_size.py [--points N] [--reviews N] [--rounds N]

In an empty database (a temporary one, or where DATABASE_URL says), a course of 5,000 key points has a learner with
200,000 reviews and one who has read one lesson. For each page a line (see measures.py) of its queries, of how many more
they are than the new learner's, of milliseconds (the median), and of how many times as long it takes. Exit status 1: a
goal was missed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

from benchmarks.measures import Measure  # noqa: E402

POINTS, REVIEWS, ROUNDS = 5_000, 200_000, 9
MOST_TIMES = 3.0
MOST_QUERIES = 10
POINTS_A_LESSON = 50
PAGES = ("/", "/review/", "/review/?show=1", "/progress/", "/progress/?page=60", "/progress/maps/", "/review/plan/")


@dataclass(frozen=True, slots=True)
class Visit:
    """Of one page: queries and milliseconds of the learner with a long log, and of the new one."""

    page: str
    queries: int
    queries_new: int
    time: float
    time_new: float

    def measures(self, database: str) -> list[Measure]:
        size = f"{database} {self.page}"
        return [
            Measure("queries", size, self.queries, "queries", MOST_QUERIES),
            Measure("queries_more", size, abs(self.queries - self.queries_new), "queries", 0),
            Measure("long", size, self.time, "ms"),
            Measure("new", size, self.time_new, "ms"),
            Measure("times", size, self.time / self.time_new, "times", MOST_TIMES),
        ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=POINTS)
    parser.add_argument("--reviews", type=int, default=REVIEWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        long, new = class_of_two(asked.points, asked.reviews)
        visits = [visited(page, long, new, asked.rounds) for page in PAGES]
    from django.db import connection

    found = [measure for visit in visits for measure in visit.measures(connection.vendor)]
    print(*found, sep="\n")
    return int(not all(measure.met for measure in found))


def set_up(folder: Path) -> None:
    """Django over an empty database. In the suite it is set up already, over the suite's."""
    import warnings

    import django
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("PILCROW_DATA", str(folder))
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/learners.sqlite3")
    os.environ["PILCROW_ALLOWED_HOSTS"] = "testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    warnings.filterwarnings("ignore", "No directory at")
    call_command("migrate", verbosity=0)


def class_of_two(points: int, reviews: int) -> tuple["Client", "Client"]:
    """Signed in: a learner with so many reviews of so many key points, and one who has read the first lesson."""
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from content.models import Course, Membership

    now = timezone.now()
    course = Course.objects.create(slug="long", title="A long course", created_at=now)
    people = [User.objects.create(username=f"learner-{name}", display_name=name.title()) for name in ("long", "new")]
    Membership.objects.bulk_create(Membership(course=course, user=person, joined_at=now) for person in people)
    made = material(course, points, now)
    study(people[0], made, reviews, now)
    read(people[1], made[:1], now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself after a while
    clients = (Client(), Client())
    for client, person in zip(clients, people, strict=True):
        client.force_login(person, "accounts.backends.Backend")
    return clients


def material(course: Any, count: int, now: Any) -> list[Any]:
    """Key points with a card each, fifty a lesson, one lesson a document, one paragraph a key point."""
    from content.models import Citation, Document, Edition, KeyPoint, Lesson, Paragraph
    from content.models.course import letter
    from quizzes.models import Card, Status

    made: list[Any] = []
    for number in range(1, -(-count // POINTS_A_LESSON) + 1):
        document = Document.objects.create(course=course, letter=letter(number), created_at=now)
        blocks = [f"Term {number}.{place} means thing {place} of lesson {number}." for place in range(POINTS_A_LESSON)]
        text = "\n\n".join(blocks) + "\n"
        edition = Edition.objects.create(
            document=document, number=1, title=f"Document {number}", language="en", text=text, words=len(text.split()),
            file_name="a.txt", format="plain", sha256=f"{number:064}", imported_at=now,
        )  # fmt: skip
        lesson = Lesson.objects.create(
            edition=edition, course=course, number=number, title=edition.title, start=0, end=len(text),
            first_paragraph=1, last_paragraph=len(blocks), words=edition.words,
        )  # fmt: skip
        starts = [text.index(block) for block in blocks]
        spans = [(start, start + len(block)) for start, block in zip(starts, blocks, strict=True)]
        Paragraph.objects.bulk_create(
            Paragraph(
                edition=edition, order=place, number=place + 1, kind="paragraph", start=start, end=end,
                sentences=[[start, end]],
            )
            for place, (start, end) in enumerate(spans)
        )  # fmt: skip
        citations = Citation.objects.bulk_create(
            Citation(
                edition=edition, start=start, end=end, quote=text[start:end], sha256="0" * 64, paragraph=place + 1,
                sentence=1, last_paragraph=place + 1,
            )
            for place, (start, end) in enumerate(spans)
        )  # fmt: skip
        points = KeyPoint.objects.bulk_create(
            KeyPoint(
                lesson=lesson, course=course, kind="concept", label=f"term {number}.{place}", citation=citation,
                order=len(made) + place, content={},
            )
            for place, citation in enumerate(citations[: count - len(made)])
        )  # fmt: skip
        Card.objects.bulk_create(
            Card(
                key_point=point, face="term", prompt=f"What does {point.label} mean?", answer={"lines": ["a thing"]},
                citation=point.citation, status=Status.APPROVED, created_at=now,
            )
            for point in points
        )  # fmt: skip
        made += points
    return made


def study(learner: Any, points: Sequence[Any], count: int, now: Any) -> None:
    """So many reviews, over the key points evenly, each memory as its reviews make it; all lessons are read."""
    from quizzes import scheduling
    from quizzes.models import Memory, Review

    rng, today = Random(1), now.date()  # noqa: S311  # no secrets
    each = max(1, count // len(points))
    reviews, memories = [], []
    for point in points:
        days = sorted(today - timedelta(days=rng.randint(1, 700)) for _ in range(each))
        state = None
        for day, rating in zip(days, rng.choices((1, 3, 4), (1, 8, 1), k=each), strict=True):
            recall = scheduling.retrievability(state, day) if state else None
            reviews.append(
                Review(
                    learner=learner, key_point=point, rating=rating, day=day, was_due=True, retrievability=recall,
                    seconds=9.0, at=now - (today - day),
                )
            )  # fmt: skip
            state = scheduling.review(state, rating, day)
        if state:
            memories.append(Memory.of_state(learner, point.pk, state, ()))
    Review.objects.bulk_create(reviews, batch_size=5_000)
    Memory.objects.bulk_create(memories, batch_size=1_000)
    read(learner, points, now)


def read(learner: Any, points: Sequence[Any], now: Any) -> None:
    """The lessons of these key points."""
    from quizzes.models import Reading

    lessons = {point.lesson_id: point.lesson for point in points}
    Reading.objects.bulk_create(
        Reading(learner=learner, lesson=lesson, paragraph=lesson.last_paragraph, read_at=now, finished_at=now)
        for lesson in lessons.values()
    )


def visited(page: str, long: "Client", new: "Client", rounds: int) -> Visit:
    """In turns, so that what the machine does besides strikes both."""
    queries = [queries_of(client, page) for client in (long, new)]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for client, taken in zip((long, new), times, strict=True):
            begun = perf_counter()
            assert client.get(page).status_code == 200
            taken.append(1000 * (perf_counter() - begun))
    return Visit(page, *queries, *map(median, times))


def queries_of(client: "Client", page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200, page
    return len(queries)


if __name__ == "__main__":
    sys.exit(main())
