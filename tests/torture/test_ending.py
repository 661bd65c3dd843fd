"""A server that is asked to end while it works."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest

from quizzes.management import keeper
from quizzes.management.commands import serve
from tests.torture import FULL

LONG = "Diplomacy rests on three pillars: trust, patience and law. " * 20 + "\n\n"
BOUNDARY = "b0undary"


def upload(site, course: str, session: str, name: str, text: str) -> int:
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{{}}"'
    body = (
        f'{part.format("file")}; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n{text}\r\n'
        f"{part.format('replaces')}\r\n\r\n\r\n--{BOUNDARY}--\r\n"
    )
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return site.ask("POST", f"/courses/{course}/uploads/", session, body.encode(), headers).status


def test_what_is_under_way_is_finished_and_then_it_ends(site, begun):
    """Eight documents of some seconds together: none is broken off, and all that was told is there."""
    site.start()
    sleep(serve.SECONDS_TO_START)
    with ThreadPoolExecutor(8) as threads:
        texts = [f"Text {number}.\n\n" + LONG * 25 for number in range(8)]
        sent = [
            threads.submit(upload, site, "diplomacy", begun.teacher, f"{n}.txt", text) for n, text in enumerate(texts)
        ]
        sleep(0.5)
        begin = monotonic()
        status = site.stop(serve.SECONDS_TO_ANSWER + keeper.SECONDS_TO_END)
        took = monotonic() - begin
        answered = [one.result() for one in sent]
    assert (status, set(answered)) == (0, {303}), (status, answered)
    assert took < serve.SECONDS_TO_ANSWER
    assert site.shell("from content.models import Upload; print(Upload.objects.filter(stage='ready').count())") == "8"


@pytest.mark.skipif(not FULL, reason="part of make torture")
def test_one_that_has_hardly_started_ends_as_well(site):
    site.start()
    begin = monotonic()
    assert site.stop() == 0
    assert monotonic() - begin < serve.SECONDS_TO_START + 5
