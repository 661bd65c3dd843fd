"""Two servers on one database, as behind a balancer: each request may come to either, and neither keeps anything."""

import json
import re

import pytest

from tests.torture.conftest import QUESTIONS

SHEET = re.compile(r'href="(/static/css/site[^"]+)"')
SCORE = """
import json
from quizzes.models import Attempt
attempt = Attempt.objects.get(pk=PK)
print(json.dumps([str(attempt.score), attempt.responses.filter(answered_at__isnull=False).count()]))
"""


@pytest.fixture
def two(make_site):
    """Each has a data folder of its own; what they share is the database and the secret."""
    secret = {"PILCROW_SECRET_KEY": "shared by all machines" * 3}
    one = make_site(**secret)
    other = make_site(database=one.environment["DATABASE_URL"], **secret)
    for site in (one, other):
        site.start()
    return one, other


def test_an_attempt_goes_on_at_the_other_and_so_does_a_throttle(two, begun):
    one, other = two
    attempt, _old = begun.attempts[0]
    username = one.shell(
        f"from quizzes.models import Attempt; print(Attempt.objects.get(pk={attempt}).learner.username)"
    )
    signed_in = one.post("/account/sign-in/", username=username, password="correct horse battery")
    session = re.search(r"sessionid=(\w+)", signed_in.headers["set-cookie"])[1]

    for number in range(1, QUESTIONS + 1):
        site = two[number % 2]
        assert f"Question {number}" in two[1 - number % 2].get(f"/attempts/{attempt}/questions/{number}/", session).body
        saved = site.post(f"/attempts/{attempt}/questions/{number}/answer/", session, answer="k2", go="next")
        assert saved.status == 204
    assert other.post(f"/attempts/{attempt}/submission/", session).status == 303
    result = one.get(f"/attempts/{attempt}/", session)
    assert "Your score is" in result.body
    assert json.loads(one.shell(SCORE.replace("PK", str(attempt)))) == ["10.00", QUESTIONS]

    # Both lead to the same style sheet, and either has it.
    sheet = SHEET.search(result.body)[1]
    assert sheet == SHEET.search(other.get(f"/attempts/{attempt}/", session).body)[1]
    assert other.get(sheet).status == 200

    for turn in range(6):
        refused = two[turn % 2].post("/account/sign-in/", username="somebody", password="wrong").status
    assert refused == 429
    assert two[1].post("/account/sign-in/", username="somebody", password="wrong").status == 429
