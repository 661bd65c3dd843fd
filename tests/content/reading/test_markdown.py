import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading import markdown
from content.reading.origin import offset_in_file
from content.reading.source import Meta, SourceText, UnreadableFile

PAGE = """---
title: "How to ride"
author: Ana Flores
date: 2024-05-06T10:00:00
play_number: 4
---

# How to *ride*

Look [both ways](http://example.org/both "both") and `brake`,
then \\*go\\* &amp; sing ![a bell](bell.png).

- Wear a **helmet**
- Signal

  with your arm

  1. left
  2. right

> Never ride at night.

| Road | Rule |
|------|------|
| High street | slow **down** |

```py
ride()
```
"""


def read(text: str) -> SourceText:
    return markdown.read(text.encode())


def marked(source: SourceText, kind: str) -> list[str]:
    return [source.text[mark.start : mark.end] for mark in source.marks if mark.kind == kind]


def test_the_text_is_free_of_markup():
    assert read(PAGE).text == (
        "How to ride\n\nLook both ways and brake,\nthen *go* & sing .\n\nWear a helmet\nSignal\n\nwith your arm\n\n"
        "left\nright\n\nNever ride at night.\n\nRoad\tRule\n\nHigh street\tslow down\n\nride()\n"
    )


def test_front_matter_tells_title_author_and_date():
    assert read(PAGE).meta == Meta(title="How to ride", author="Ana Flores", date="2024-05-06")


def test_marks_tell_headings_items_quotes_tables_and_code():
    source = read(PAGE)
    assert marked(source, "heading") == ["How to ride"]
    assert marked(source, "item") == ["Wear a helmet", "Signal", "left", "right"]
    assert marked(source, "body") == ["with your arm"]
    assert marked(source, "quote") == ["Never ride at night."]
    assert marked(source, "table") == ["Road\tRule", "High street\tslow down"]
    assert marked(source, "code") == ["ride()\n"]


def test_items_know_their_depth_order_and_list():
    items = [mark for mark in read(PAGE).marks if mark.kind == "item"]
    assert [(item.level, item.ordered) for item in items] == [(1, False), (1, False), (2, True), (2, True)]
    assert items[0].group == items[1].group != items[2].group == items[3].group


@pytest.mark.parametrize("word", ["ride", "both ways", "brake", "go", "sing", "helmet", "arm", "left", "night", "down"])
def test_every_word_leads_back_to_the_file(word):
    source = read(PAGE)
    place = offset_in_file(source.origin, source.text.index(word))
    assert PAGE[place : place + len(word)] == word


def test_an_address_is_not_taken_for_the_text_behind_it():
    page = "[here](http://x.org/then) then go"
    source = read(page)
    assert source.text == "here then go"
    assert offset_in_file(source.origin, source.text.index("then")) == page.rindex("then")


def test_a_file_of_markup_only_is_empty():
    with pytest.raises(UnreadableFile):
        read("![a](b.png)\n\n<br>\n")


def test_a_rule_at_the_head_is_not_front_matter():
    assert read("---\n\nWords, then a rule\n\n---\n").meta == Meta()


@given(st.text(st.sampled_from("ab \n#*-`_[]()>|!\\&;1.~\t:'\"é"), min_size=1, max_size=80))
def test_any_markdown_ends_in_text_with_marks_inside_it_or_in_a_plain_refusal(text):
    try:
        source = read(text)
    except UnreadableFile:
        return
    assert all(0 <= mark.start < mark.end <= len(source.text) for mark in source.marks)
    places = [offset_in_file(source.origin, i) for i in range(len(source.text) + 1)]
    assert places == sorted(places)
    assert places[-1] <= len(text)
