"""A real browser opens every page that shows a payload, and runs none."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.access.addresses import addresses
from tests.payloads import poisoned_scene
from tests.test_access import row_of, url_of


@pytest.mark.once
@pytest.mark.parametrize("viewer", ["learner", "superuser"])
def test_nothing_that_somebody_wrote_is_run(page: Page, live_server, viewer):
    there = poisoned_scene()
    client = Client()
    client.force_login(there[viewer])
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.on("dialog", lambda dialog: pytest.fail(f"{page.url}: {dialog.message}"))
    seen = 0
    for address in addresses():
        if row_of(address) is None or (viewer == "superuser" and not address.name.endswith(("_change", "_changelist"))):
            continue
        url = url_of(address, there)
        answer = client.get(url)
        if answer.status_code != 200 or "onerror=owned=1" not in answer.content.decode(errors="replace"):
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page.goto(live_server.url + url)
        assert page.evaluate("window.owned") is None, url
        assert page.evaluate("window.refused") == [], url
        seen += 1
    assert seen > 8
