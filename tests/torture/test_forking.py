"""What servers are forked from."""

import os
from pathlib import Path

import pytest

ESTABLISHED = "01"


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="asks Linux what a process holds")
def test_servers_are_forked_from_a_process_that_holds_nothing_of_the_database(site):
    site.start("--workers", "2")
    process = Path(f"/proc/{site.process.pid}")
    held = [os.readlink(file) for file in (process / "fd").iterdir()]
    assert [file for file in held if ".sqlite3" in file] == []
    rows = [row.split() for row in (process / "net/tcp").read_text().splitlines()[1:]]
    connected = {f"socket:[{row[9]}]" for row in rows if row[3] == ESTABLISHED}
    assert connected.intersection(held) == set()
