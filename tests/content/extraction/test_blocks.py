from content.extraction import extract
from content.reading.source import Mark, SourceText
from tests.content.extraction.outlines import Found

PROSE = "This paragraph has enough words in it to be taken for prose, and it ends as prose does."


def test_title_byline_and_paragraphs():
    found = Found(f"A walk in the hills\nBy Ana Flores | 2024-05-06\n\n{PROSE}\n")
    assert found.outline.title == "A walk in the hills"
    assert found.outline.author == "Ana Flores"
    assert found.outline.date == "2024-05-06"
    assert [block.number for block in found.outline.blocks] == [0, 0, 1]


def test_a_text_that_begins_with_prose_has_no_title():
    assert Found(f"{PROSE}\n\n{PROSE}").outline.title is None


def test_a_short_line_above_a_longer_one_is_a_heading():
    found = Found(f"Hills\n\n{PROSE}\n\nThe way up\n\n{PROSE}\n\nIt rained.\n\n{PROSE}")
    assert found.blocks("heading") == ["The way up"]


def test_captions_furniture_and_dirt_are_not_taught():
    found = Found(
        f"Hills\n\n{PROSE}\n\nA goat on the road. (credit: Ana Flores)\n\nShare\n\n-----\n\nB\n\n{PROSE}\n\n"
        "Figure 2: the road\n\nAll rights reserved.\n"
    )
    assert found.blocks("paragraph") == [PROSE, PROSE]
    assert found.blocks("caption") == ["A goat on the road. (credit: Ana Flores)", "Figure 2: the road"]
    assert found.blocks("boilerplate") == ["Share", "-----", "B", "All rights reserved."]


def test_hard_wrapped_lines_are_one_paragraph_and_keep_their_offsets():
    text = (
        "The road to the village goes along the river for about an hour and\n"
        "then climbs through an old wood of oaks and beeches to the pass that\n"
        "everybody here calls the Gate, for the wind never stops blowing in\n"
        "it.\n\n"
        "Behind the pass the land is open, and on clear days one can see the\n"
        "sea and the white ferries on it.\n"
    )
    found = Found(text)
    assert len(found.blocks("paragraph")) == 2
    assert found.blocks("paragraph")[0] == text[: text.index("\n\n")]


def test_one_line_is_one_paragraph_when_lines_are_not_wrapped():
    assert Found(f"Hills\n{PROSE}\n{PROSE}\n{PROSE}").blocks("paragraph") == [PROSE, PROSE, PROSE]


def test_a_paragraph_cut_in_mid_sentence_is_joined():
    cut = "The council said that before the winter it would have to be shown where the money"
    found = Found(f"Hills\n\n{PROSE}\n\n{cut}\n\nhad gone. Nobody could say.\n")
    assert found.blocks("paragraph")[1].endswith("the money\n\nhad gone. Nobody could say.")


def test_a_repeated_title_is_furniture():
    found = Found(f"The road to the village\n\n{PROSE}\n\nTHE ROAD TO THE VILLAGE\n\n{PROSE}")
    assert found.blocks("boilerplate") == ["THE ROAD TO THE VILLAGE"]


def test_sections_reach_to_the_next_heading_of_their_rank():
    found = Found("# Hills\n\n## Up\n\nSome words.\n\n### Pass\n\nMore words.\n\n## Down\n\nThe end.", name="a.md")
    up, inner, down = found.outline.sections
    assert found.outline.title == "Hills"
    assert (up.end, inner.end, down.end) == (inner.end, inner.end, len(found.source.text))


def test_marks_of_any_format_are_obeyed():
    text = "Hills\n\nUp we go\n\nfirst thing\nsecond thing\n\nfooter"
    kinds = {
        "Hills": "title",
        "Up we go": "heading",
        "first thing": "item",
        "second thing": "item",
        "footer": "furniture",
    }
    marks = tuple(
        Mark(text.index(words), text.index(words) + len(words), kind, group=1)  # type: ignore[arg-type]
        for words, kind in kinds.items()
    )
    outline = extract(SourceText(text, "word", marks))
    assert [block.kind for block in outline.blocks] == ["title", "heading", "item", "item", "boilerplate"]
    assert len(outline.lists) == 1


def test_a_table_of_contents_is_furniture():
    chapters = ("Seed", "Stem", "Leaf")
    text = "# Plants\n\n" + "".join(f"- [{name}](#{name})\n" for name in chapters)
    text += "".join(f"\n## {name}\n\n{PROSE}\n" for name in chapters)
    found = Found(text, name="a.md")
    assert found.blocks("boilerplate") == list(chapters)
    assert found.lists == []
