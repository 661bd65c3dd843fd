"""How long it takes to mark 10,000 answers again, to say beforehand what changes, and to take it back.

    python benchmarks/regrade.py [--answers 10000] [--questions 10]

On an empty database of its own, or the PostgreSQL that DATABASE_URL names (its tables must be empty). Each learner has
one attempt, each attempt the disputed question and others; half gave the answer that is admitted. One line each (see
measures.py). Exit status 1: a goal was missed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measures import Measure

Result = TypeVar("Result")
MOST_SECONDS = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/regrade.sqlite3")
        os.environ.setdefault("PILCROW_DATA", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from quizzes.management.commands.serve import load

        call_command("migrate", verbosity=0)
        load()  # as the servers are, one of which would do it
        found = run(options.answers, options.questions, connection.vendor)
        connection.close()
    return int(not all(measure.met for measure in found))


def run(answers: int, questions: int, database: str) -> list[Measure]:
    from django.utils import timezone

    from quizzes import regrading
    from quizzes.models import Remedy

    found: list[Measure] = []

    def timed(name: str, verb: Callable[[], Result]) -> Result:
        begun, busy = time.perf_counter(), time.process_time()
        result = verb()
        took, busy = time.perf_counter() - begun, time.process_time() - busy
        found.append(Measure(name, f"{database} {answers}", took, "s", MOST_SECONDS))
        print(found[-1], Measure(f"{name}_processor", f"{database} {answers}", busy, "s"), sep="\n", flush=True)
        return result

    now = timezone.now()
    disputed, by = school(answers, questions, now - timedelta(days=9))
    changes = timed("dry_run", lambda: regrading.plan(regrading.propose(disputed, Remedy.ADMIT).verdict))
    row = timed("regrade", lambda: regrading.regrade(disputed, Remedy.ADMIT, "So it is.", by, now, seen=changes.digest))
    back = timed("taken_back", lambda: regrading.take_back(row, by, now + timedelta(hours=1)))
    for name in ("scores", "points", "memories"):
        changed = len(getattr(changes, name))
        assert len(getattr(back, name)) == changed
        print(Measure(f"changed_{name}", f"{database} {answers}", changed, name))
    return found


def school(answers: int, questions: int, then: Any) -> Any:
    """Everything that so many learners leave who took a quiz once, by few statements."""
    from accounts.models import User
    from quizzes.models import Attempt, LedgerEntry, Memory, Response, Review, Source
    from quizzes.scheduling import review
    from tests.factories import QuizFactory, UserFactory

    asked = questions_of(questions)
    quiz = QuizFactory(course=asked[0].course, with_questions=asked, feedback="end")
    instructor = UserFactory()
    people = User.objects.bulk_create(User(username=f"learner{n}") for n in range(answers))
    slots = list(quiz.slots.select_related("question__key_point"))
    versions = {slot.question_id: slot.question.versions.get() for slot in slots}
    rules = quiz.rules.as_json()
    shares = [[1.0 if (n + 3 * q) % 4 else 0.0 for q in range(questions)] for n in range(answers)]
    shares = [[float(n % 2), *row[1:]] for n, row in enumerate(shares)]
    attempts = Attempt.objects.bulk_create(
        Attempt(
            quiz=quiz,
            learner=person,
            number=1,
            rules=rules,
            started_at=then,
            finished_at=then,
            score=Decimal(sum(row)),
            max_score=questions,
        )
        for person, row in zip(people, shares, strict=True)
    )
    responses = Response.objects.bulk_create(
        (
            Response(
                attempt=attempt,
                number=number,
                question=slot.question,
                version=versions[slot.question_id],
                kind="choice",
                shown=slot.question.shown,
                key=slot.question.key,
                points=1,
                answer={"choice": "k2" if share else "k1"},
                fraction=share,
                first_seen_at=then,
                answered_at=then,
            )
            for attempt, row in zip(attempts, shares, strict=True)
            for number, (slot, share) in enumerate(zip(slots, row, strict=True), start=1)
        ),
        batch_size=2000,
    )
    point, day = slots[0].question.key_point, then.date()
    first = [response for response in responses if response.number == 1]
    ratings = [3 if response.fraction else 1 for response in first]
    Review.objects.bulk_create(
        Review(learner=person, key_point=point, response=response, rating=rating, day=day, at=then)
        for person, response, rating in zip(people, first, ratings, strict=True)
    )
    states = {rating: review(None, rating, day) for rating in (1, 3)}
    Memory.objects.bulk_create(
        Memory.of_state(person, point.pk, states[rating], ()) for person, rating in zip(people, ratings, strict=True)
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            course=quiz.course,
            learner=attempt.learner,
            source=Source.QUIZ,
            points=10 * int(attempt.score or 0),
            attempt=attempt,
            counts_at=then,
            written_at=then,
        )
        for attempt in attempts
        if attempt.score
    )
    return next(response for response in first if not response.fraction), instructor


def questions_of(count: int) -> list[Any]:
    from tests.factories import CourseFactory, EditionFactory, KeyPointFactory, LessonFactory, QuestionFactory

    lesson = LessonFactory(edition=EditionFactory(document__course=CourseFactory()))
    return [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(count)]


if __name__ == "__main__":
    sys.exit(main())
