"""Every pack brings its own examples, and a language can be added as data alone."""

import pytest

from content.extraction import pack as packs
from content.extraction.pack import PACKS, BadPack, Example, load, parse
from content.extraction.sentences import sentences
from content.extraction.view import match_view
from tests.content.extraction.outlines import Found

EXAMPLES = [(language, example) for language in PACKS for example in load(language).examples]


def found(language: str, example: Example) -> list[str]:
    outline = Found(example.text, language=language)
    match example.rule:
        case "sentences":
            view = match_view(example.text)
            return [example.text[s.start : s.end] for s in sentences(view, 0, len(view), load(language))]
        case "lists":
            return [item for items in outline.lists for item in items]
        case "concepts":
            return outline.terms[: len(example.found)]
        case "dates":
            return [fact.value for fact in outline.outline.facts if fact.kind == "date"]
        case "quantities":
            return [fact.value for fact in outline.outline.facts if fact.kind == "quantity"]
        case "speakers":
            return [outline.quote(fact.speaker) or "" for fact in outline.outline.facts if fact.kind == "statement"]
    raise AssertionError(f"no rule is called {example.rule}")


@pytest.mark.parametrize(("language", "example"), EXAMPLES, ids=[f"{lang}-{e.text[:30]}" for lang, e in EXAMPLES])
def test_a_pack_finds_what_its_examples_say(language, example):
    assert found(language, example) == list(example.found)


@pytest.mark.parametrize("language", PACKS)
def test_a_pack_has_examples_and_its_own_name(language):
    assert load(language).language == language
    assert {"sentences", "lists", "concepts", "dates"} <= {example.rule for example in load(language).examples}


def test_every_file_in_the_folder_is_a_pack_and_english_comes_first():
    assert sorted(path.stem for path in packs._FOLDER.glob("*.toml")) == sorted(PACKS)
    assert PACKS[0] == "en"
    assert "vi" in PACKS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A walk in the hills.", "en"),
        ("Đi bộ trên đồi vào buổi sáng.", "vi"),
        ("1 2 3", "en"),
        ("Tô Lâm spoke of chips and of trade. " + "He went home, as people do in the evening. " * 4, "en"),
    ],
)
def test_marked_letters_tell_the_language(text, language):
    assert Found(text).outline.language == language


def test_a_named_language_wins():
    assert Found("A walk in the hills.", language="vi").outline.language == "vi"


@pytest.mark.parametrize(
    ("old", "new"),
    [('language = "en"', ""), ("stops = '", "stops = '("), ("binding =", "bindings ="), ("[header]", "[headers]")],
    ids=["value missing", "broken pattern", "unknown value", "table missing"],
)
def test_a_bad_pack_says_what_is_wrong(old, new):
    source = (packs._FOLDER / "en.toml").read_text(encoding="utf-8")
    with pytest.raises(BadPack):
        parse(source.replace(old, new, 1))
