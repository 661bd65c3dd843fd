"""A language that nobody has coded for: a small pack of Esperanto, written here, is enough to read it."""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from content.extraction import pack as packs
from content.extraction.pack import PACKS, load
from content.extraction.sentences import sentences
from content.extraction.view import match_view
from tests.content.extraction.outlines import Found

# Values of the pack that are not empty. All others are: no word, no ending, a pattern that never matches.
ESPERANTO: dict[str, dict[str, Any]] = {
    "classes": {
        "determiners": "la tiu tiuj ĉiu mia sia",
        "pronouns": "mi vi li ŝi ĝi ni ili oni",
        "prepositions": "de en al por kun sur pri post",
        "auxiliaries": "estas estis estos",
        "conjunctions": "kaj aŭ",
        "subordinators": "ke kiu kiuj kiam se ĉar",
        "verbs": "nomis havas bezonas faris",
        "plural_endings": [["j", ""]],
    },
    "ordering": {
        "openers": [r"(?:{ordinal})\\s*,\\s*"],
        "steps": r"paŝo\\s+(?:(\\d{1,2})|({number}))\\b\\s*[:.]\\s*",
        "sequence_nouns": "paŝoj",
    },
    "announcing": {
        "leads": [r"\\b(?:ekzemple|nome)\\s*"],
        "promises": [r"(?<![\\w])(?P<count>\\d{1,2}|{number})\\s+(?=[a-zĉĝĥĵŝŭ])"],
        "introduces": r":\\s*$",
        "stops": r"[,;:.()!?]|\\s(?:estas|kiuj)\\b",
        "trailing": r"[\\s,:]*$",
        "bare_triples": True,
        "longest_name": 8,
        "bare_name": 1,
    },
    "dates": {
        "months": {"majo": 5, "junio": 6},
        "patterns": [r"(?P<d>\\d{1,2})-a\\s+de\\s+(?P<m>{month})\\s+(?P<y>\\d{4})"],
    },
    "quantities": {
        "numbers": r"\\b(?P<value>\\d+|{number})(?P<scale>(?!))?\\b",
        "decimal": ",",
        "unit_stops": r"[,;:.]",
    },
    "sentences": {"never_end": "d-ro s-ro ktp", "before_number": "n-ro"},
}
TABLES = {
    "numbers": {"unu": 1, "du": 2, "tri": 3, "kvar": 4},
    "ordinals": {"unue": 1, "due": 2, "trie": 3, "fine": 0},
}


def blank(declared: str) -> Any:
    """A value of this type that says nothing."""
    if declared.startswith("tuple[re.Pattern") or declared.startswith("tuple[tuple"):
        return []
    if declared.startswith("Mapping"):
        return {}
    return {"re.Pattern[str]": "(?!)", "<class 'int'>": 1, "<class 'bool'>": False}.get(declared, "")


def written() -> str:
    lines = ['language = "eo"', 'letters = "ĉĝĥĵŝŭ"', "examples = []"]
    for name, values in TABLES.items():
        lines += [f"[{name}]", *(f"{json.dumps(key)} = {value}" for key, value in values.items())]
    for name, table in packs._TABLES.items():
        given = ESPERANTO.get(name, {})
        assert set(given) <= {field.name for field in fields(table)}
        lines.append(f"[{name}]")
        for field in fields(table):
            lines.append(f"{field.name} = {as_toml(given.get(field.name, blank(str(field.type))))}")
    return "\n".join(lines)


def as_toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else json.dumps(value)


@pytest.fixture(autouse=True)
def esperanto(tmp_path, monkeypatch) -> Iterator[None]:
    """A folder with one file more: no line of code knows of it."""
    for language in PACKS:
        (tmp_path / f"{language}.toml").write_bytes((packs._FOLDER / f"{language}.toml").read_bytes())
    (tmp_path / "eo.toml").write_text(written(), encoding="utf-8")
    monkeypatch.setattr(packs, "_FOLDER", tmp_path)
    monkeypatch.setattr(packs, "PACKS", packs.packs_in(tmp_path))
    load.cache_clear()
    yield
    load.cache_clear()


TEXT = """La malnova muelejo

D-ro. Ŝtono nomis tri kaŭzojn de la paneo. Unue, la rado rompiĝis. Due, la rivero ŝanĝis sian vojon. Trie, ĉiu \
farunisto foriris.

La ĝardenisto bezonas: akvon, teron, sunon kaj tempon. La muelejo fermiĝis la 4-a de majo 1931.

Por la ŝipo ni havas:

- ŝnurojn
- velojn
- ĝustan mapon
"""


def test_its_letters_tell_the_language():
    assert Found(TEXT).outline.language == "eo"
    assert Found("The old mill closed in May.").outline.language == "en"


def test_sentences_heed_its_abbreviations():
    text = "S-ro. Ĵak vidis n-ro. 5. La ŝipo foriris."
    found = sentences(match_view(text), 0, len(text), load("eo"))
    assert [text[s.start : s.end] for s in found] == ["S-ro. Ĵak vidis n-ro. 5.", "La ŝipo foriris."]


def test_lists_are_found_and_named():
    found = Found(TEXT)
    named = {one.label: found.items(one) for one in found.outline.lists}
    assert named["tri kaŭzojn de la paneo"] == [
        "la rado rompiĝis",
        "la rivero ŝanĝis sian vojon",
        "ĉiu farunisto foriris",
    ]
    assert ["akvon", "teron", "sunon", "tempon"] in found.lists
    assert ["ŝnurojn", "velojn", "ĝustan mapon"] in found.lists


def test_dates_and_numbers_are_read():
    facts = {(fact.kind, fact.value) for fact in Found(TEXT).outline.facts}
    assert ("date", "1931-05-04") in facts
    assert ("quantity", "3") in facts


def test_a_text_in_it_becomes_lessons():
    lessons = Found(TEXT).outline.lessons
    assert [lesson.title for lesson in lessons] == ["La malnova muelejo"]
