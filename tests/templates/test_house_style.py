"""What holds for every template and stylesheet, also for those to come."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STYLES = sorted((settings.BASE_DIR / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((settings.BASE_DIR / "static" / "js").rglob("*.js"))


def name(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"\s(?:hx-)?on[:a-z-]*\s*=\s*[\"']", re.IGNORECASE),
    "an htmx value that is evaluated": re.compile(r"hx-(?:vals|headers|vars)\s*=\s*[\"']js:", re.IGNORECASE),
    "a file from another site": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_free_of_inline_style_and_script(path):
    text = path.read_text()
    assert [fault for fault, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("fault", "planted"),
    [
        ("a style attribute", '<p style="color: red">'),
        ("a style element", "<style>p {}</style>"),
        ("an inline script", "<script nonce=x>alert(1)</script>"),
        ("an event handler", '<a onclick="go()">'),
        ("an event handler", '<a hx-on:click="go()">'),
        ("an htmx value that is evaluated", "<a hx-vals='js:{x: 1}'>"),
        ("a file from another site", '<img src="//cdn.example/x.png">'),
    ],
)
def test_a_planted_fault_is_found(fault, planted):
    assert INLINE[fault].search(planted)


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_colours_come_from_the_tokens(path):
    if path.name != "tokens.css":
        assert re.findall(r"#[0-9a-f]{3,8}\b", path.read_text(), re.IGNORECASE) == []


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_a_stylesheet_stays_short_and_loads_nothing_from_elsewhere(path):
    text = path.read_text()
    assert text.count("\n") <= 250
    assert "url(" not in text


def test_every_import_names_a_stylesheet_and_every_part_is_imported_once():
    folder = settings.BASE_DIR / "static" / "css"
    imported = [
        (path.parent / part).resolve() for path in STYLES for part in re.findall(r'@import "([^"]+)"', path.read_text())
    ]
    assert sorted(set(imported)) == sorted(imported)
    assert [part for part in imported if not part.exists()] == []
    parts = {path.resolve() for path in STYLES if path.parent != folder}
    assert parts <= set(imported)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_names_only_icons_that_there_are(path):
    known = set(re.findall(r'<symbol id="([^"]+)"', (settings.BASE_DIR / "static" / "icons.svg").read_text()))
    used = set(re.findall(r'_icon\.html" with name="([^"]+)"', path.read_text()))
    assert used <= known


def test_learners_get_small_scripts_and_the_desk_one_of_its_own():
    assert {script.name for script in SCRIPTS} == {"app.js", "attempt.js", "desk.js"}
    for script in SCRIPTS:
        assert script.stat().st_size < 10_000
        assert not re.search(r"\beval\(|new Function|innerHTML", script.read_text())
