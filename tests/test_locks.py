"""The lock files: what can be known of dependencies without a network."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

HOUSE = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.txt", "requirements-server.txt", "requirements-dev.txt"]


def entries(lock: str) -> list[str]:
    """Each requirement with its hashes, on one line."""
    text = (HOUSE / lock).read_text().replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pinned(lock: str) -> dict[str, str]:
    return {found[1]: found[2] for entry in entries(lock) if (found := re.match(r"([\w.-]+)==(\S+)", entry))}


@pytest.mark.parametrize("lock", LOCKS)
def test_each_dependency_is_pinned_by_version_and_hash(lock):
    loose = [
        entry
        for entry in entries(lock)
        if not re.match(r"[\w.-]+==[\w.+!]+( ;.*?)?( +--hash=sha256:[0-9a-f]{64})+$", entry)
    ]
    assert loose == []
    assert len(entries(lock)) > 20


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_says_nothing_of_where_files_come_from(lock):
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ ", (HOUSE / lock).read_text())


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-server.txt"])
def test_what_is_tested_is_what_is_served(lock):
    served, tested = pinned(lock), pinned("requirements-dev.txt")
    assert {name: (number, tested.get(name)) for name, number in served.items() if tested.get(name) != number} == {}


def test_what_is_installed_is_what_is_locked():
    other = {}
    for entry in entries("requirements-dev.txt"):
        requirement = Requirement(entry.partition(" --hash")[0])
        if requirement.marker and not Marker(str(requirement.marker)).evaluate():
            continue
        try:
            there = version(requirement.name)
        except PackageNotFoundError:
            there = "not installed"
        if there not in requirement.specifier:
            other[requirement.name] = there
    assert other == {}


@pytest.mark.parametrize("fault", ["x>=1 --hash=sha256:" + "0" * 64, "x==1", "x @ https://example.org/x.whl"])
def test_a_planted_fault_is_found(fault, monkeypatch, tmp_path):
    (tmp_path / "requirements.txt").write_text("\n".join([fault] * 21))
    monkeypatch.setattr("tests.test_locks.HOUSE", tmp_path)
    with pytest.raises(AssertionError):
        test_each_dependency_is_pinned_by_version_and_hash("requirements.txt")
