"""What attackers write stands on our pages as words, wherever it was written and whoever looks."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.access.addresses import addresses
from tests.payloads import AUTHORED, CODED, SHORT, all_texts, poisoned_scene
from tests.test_access import row_of, url_of

HANDLERS = {"onerror", "onload", "onmouseover", "hx-trigger"}
VIEWERS = ["learner", "reviewer", "instructor", "superuser"]


class Live(HTMLParser):
    """Collects what a browser would run, or load, of a payload."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_script = tag == "script"
        values = dict(attrs)
        if any("owned" in (values.get(name) or "") for name in HANDLERS) or tag == "iframe" or values.get("src") == "x":
            self.found.append(self.get_starttag_text() or tag)
        if (values.get("href") or "").strip().lower().startswith("javascript:"):
            self.found.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        if self.is_script and "owned" in data:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.is_script = False


def live_in(page: str) -> list[str]:
    reader = Live()
    reader.feed(page)
    return reader.found


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + SHORT,
        "<script>owned=1</script>",
        "<a href=' JavaScript:owned=1'>",
        "<svg onload=owned=1>",
        "<iframe srcdoc='x'>",
        "<textarea>x</textarea><img src=x>",
    ],
)
def test_a_payload_that_is_not_escaped_is_found(page):
    assert live_in(page)


def test_every_text_of_ours_is_known_as_authored_or_coded():
    known = {label: AUTHORED.get(label, set()) | CODED.get(label, set()) for label in {*AUTHORED, *CODED}}
    assert {
        label: texts - known.get(label, set())
        for label, texts in all_texts().items()
        if texts - known.get(label, set())
    } == {}


@pytest.mark.django_db
@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_page_runs_what_somebody_wrote(viewer):
    there = poisoned_scene()
    client = Client()
    client.force_login(there[viewer])
    shown, live = 0, {}
    for address in addresses():
        if row_of(address) is None:
            continue
        answer = client.get(url_of(address, there))
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        shown += "onerror=owned=1" in page
        if found := live_in(page):
            live[address.name] = found
    assert live == {}
    assert shown > 5
