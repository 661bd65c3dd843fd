"""A server that is killed in the middle of many answers, and started again."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest

from tests.torture import FULL
from tests.torture.conftest import QUESTIONS

OPTIONS = ["k1", "k2", "k3"]
SAVED = """
import json
from quizzes.models import Response
rows = Response.objects.filter(answered_at__isnull=False).values_list("attempt", "number", "answer__choice")
print(json.dumps(sorted([*map(list, rows)])))
"""


def answers(begun) -> list[tuple[int, str, int, str]]:
    """Two hundred: attempt, session, number, chosen option; neighbours choose otherwise."""
    return [
        (attempt, session, number, OPTIONS[(attempt + number) % 3])
        for number in range(1, QUESTIONS + 1)
        for attempt, session in begun.attempts
    ]


def send(site, attempt: int, session: str, number: int, option: str) -> int:
    path = f"/attempts/{attempt}/questions/{number}/answer/"
    return site.post(path, session, answer=option, go="next").status


def send_all(site, given: Iterable[tuple], kill_after: int = 0) -> list[tuple]:
    """Send these at once, each from a thread of its own; those that the server says it has."""
    acknowledged = []
    with ThreadPoolExecutor(200) as threads:
        sent = {threads.submit(send, site, *answer): answer for answer in given}
        for done in as_completed(sent):
            if done.result() == 204:
                acknowledged.append(sent[done])
                if len(acknowledged) == kill_after:
                    site.kill()
    return acknowledged


def of(given: Iterable[tuple]) -> list[list]:
    return sorted([attempt, number, option] for attempt, _session, number, option in given)


@pytest.mark.parametrize("kill_after", [20, 60, 100, 140, 180] if FULL else [60])
def test_what_was_acknowledged_is_there_once_and_the_rest_can_be_sent_again(site, begun, kill_after):
    given = answers(begun)
    site.start("--workers", "2")
    acknowledged = send_all(site, given, kill_after)
    assert kill_after <= len(acknowledged) < len(given)

    saved = json.loads(site.shell(SAVED))
    assert [answer for answer in of(acknowledged) if answer not in saved] == []
    assert len({(attempt, number) for attempt, number, _option in saved}) == len(saved)

    site.start("--workers", "2")
    assert len(send_all(site, given)) == len(given)
    assert json.loads(site.shell(SAVED)) == of(given)
