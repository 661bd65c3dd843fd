"""How many SQL statements the pages of an attempt take.

python -m benchmarks.statements QUIZ     on the stage that DATABASE_URL names; prints JSON
"""

import json
import os
import sys
from collections.abc import Callable

import django


def count(quiz: int) -> dict[str, int]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from quizzes.models import Attempt

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    learner = User.objects.order_by("-pk").first()
    assert learner
    client.force_login(learner, "accounts.backends.Backend")
    whole = 0

    def statements(request: Callable[[], object]) -> int:
        """Transaction brackets are none: they are not sent to SQLite's planner nor always seen on PostgreSQL."""
        nonlocal whole
        with CaptureQueriesContext(connection) as queries:
            request()
        kept = [one for one in queries if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
        whole += len(kept)
        return len(kept)

    htmx = {"HX-Request": "true"}
    statements(lambda: client.post(f"/quizzes/{quiz}/attempts/"))
    attempt = Attempt.objects.of(learner).filter(quiz=quiz).order_by("-number")[0]
    here, total = f"/attempts/{attempt.pk}", attempt.responses.count()
    page = statements(lambda: client.get(f"{here}/questions/1/"))
    answers = [
        statements(
            lambda number=number: client.post(  # type: ignore[misc]
                f"{here}/questions/{number}/",
                {"go": "last" if number == total else "next", "answer": "k2"},
                headers=htmx,
            )
        )
        for number in range(1, total + 1)
    ]
    finish = statements(lambda: client.post(f"{here}/submission/", headers=htmx))
    statements(lambda: client.get(f"{here}/"))
    statements(lambda: client.get(f"{here}/questions/1/feedback/"))
    return {"question_page": page, "answer": max(answers), "finish": finish, "attempt": whole}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    json.dump(count(int(sys.argv[1])), sys.stdout)
