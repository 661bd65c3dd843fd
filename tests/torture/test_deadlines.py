"""What hands in attempts whose time is over, by several at once."""

import json
import subprocess
import sys

import pytest

from quizzes.management.keeper import WORKER
from tests.torture import FULL
from tests.torture.site import ROOT

OVER = """
from datetime import timedelta
from django.utils import timezone
from quizzes.models import Attempt, Response
for attempt in Attempt.objects.all():
    attempt.answer(1, {"answer": ["k2"]}, timezone.now())
then = timezone.now() - timedelta(minutes=30)
print(Attempt.objects.update(deadline=then, started_at=then - timedelta(minutes=20)))
"""
HANDED_IN = """
import json
from django.db.models import Count
from quizzes.models import Attempt, LedgerEntry, Review
per = lambda rows, name: sorted(set(rows.order_by().values(name).annotate(n=Count("pk")).values_list("n", flat=True)))
print(json.dumps({
    "open": Attempt.objects.open().count(),
    "scores": sorted({str(score) for score in Attempt.objects.values_list("score", flat=True)}),
    "entries": [LedgerEntry.objects.count(), per(LedgerEntry.objects.all(), "attempt")],
    "reviews": [Review.objects.count(), per(Review.objects.all(), "learner")],
    "points": sorted({*LedgerEntry.objects.values_list("points", flat=True)}),
}))
"""
MANY = 6 if FULL else 2
ONCE = {"open": 0, "scores": ["1.00"], "entries": [20, [1]], "reviews": [20, [1]]}


def test_several_at_once_hand_each_attempt_in_once(site):
    assert site.shell(OVER) == "20"
    command = [sys.executable, "-W", "ignore", "manage.py", "hand_in"]
    jobs = [subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE) for _ in range(MANY)]
    assert [job.wait() for job in jobs] == [0] * MANY
    for job in jobs:
        job.stdout.close()
    found = json.loads(site.shell(HANDED_IN))
    assert len(found.pop("points")) == 1
    assert found == ONCE


@pytest.mark.skipif(not FULL, reason="part of make torture")
def test_the_workers_of_two_servers_do_so_too_and_one_that_dies_is_replaced(make_site):
    """Two machines on one database; of the first, the worker is killed before there is anything to hand in."""
    first = make_site()
    second = make_site(first.environment["DATABASE_URL"])
    first.start()
    second.start()
    (worker,) = workers_of(first)
    subprocess.run(["kill", "-KILL", worker], check=True)
    first.wait_for(lambda: workers_of(first) not in ([], [worker]), "The worker was not replaced.")
    first.shell(OVER)
    first.wait_for(lambda: json.loads(first.shell(HANDED_IN))["open"] == 0, "Nothing was handed in.")
    found = json.loads(first.shell(HANDED_IN))
    assert len(found.pop("points")) == 1
    assert found == ONCE


def workers_of(site) -> list[str]:
    """The processes that serve forked beside the server."""
    found = subprocess.run(
        ["pgrep", "--parent", str(site.process.pid), "--exact", WORKER], capture_output=True, text=True
    )
    return found.stdout.split()
