import re
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from content.cutting import Mark
from content.typesetting import Enumeration, Listing, Para, Term, typeset


@dataclass
class Block:
    kind: str
    number: int
    start: int
    end: int
    level: int = 0
    sentences: list[list[int]] = field(default_factory=list)


def blocks_of(text: str) -> list[Block]:
    """One block a line, a sentence up to each full stop. Lines in capitals are headings."""
    blocks, number = [], 0
    for line in re.finditer(r".+", text):
        heading = line[0].isupper()
        number += not heading
        sentences = [list(found.span()) for found in re.finditer(r"[^.\s][^.]*(?:\.+|$)", line[0])]
        shifted = [[line.start() + start, line.start() + end] for start, end in sentences]
        kind = "heading" if heading else "paragraph"
        blocks.append(Block(kind, 0 if heading else number, line.start(), line.end(), sentences=shifted))
    return blocks


def enumeration(text: str, *items: str, end: int | None = None) -> Enumeration:
    spans = tuple((text.index(item), text.index(item) + len(item)) for item in items)
    return Enumeration("note", spans, spans[-1][1] if end is None else end)


def paras(units):
    return [para for unit in units for para in ([unit] if isinstance(unit, Para) else unit.paras)]


def rows(listing: Listing) -> list[list[str]]:
    return [[para.text for para in row] for row in listing.rows]


class TestParagraphs:
    def test_a_sentence_is_anchored_at_its_paragraph_and_number(self):
        (para,) = typeset("One. Two.", blocks_of("One. Two."))
        assert [(run.anchor, run.words[0].text) for run in para.runs] == [("p1s1", "One."), ("", " "), ("p1s2", "Two.")]

    def test_a_heading_has_no_anchor(self):
        (para,) = typeset("HEADING", blocks_of("HEADING"))
        assert (para.kind, [run.anchor for run in para.runs]) == ("heading", [""])

    def test_a_term_is_marked_and_its_note_stands_at_its_home(self):
        text = "Trust matters. Law matters."
        term = Term(3, "a note")
        (para,) = typeset(text, blocks_of(text), marks=[Mark(15, 18, term), Mark(0, 5, Term(4))])
        assert [(words.text, words.term.id) for run in para.runs for words in run.words if words.term] == [
            ("Trust", 4),
            ("Law", 3),
        ]
        assert para.notes == ["a note"]

    def test_a_term_partly_lit_keeps_one_note(self):
        text = "Trust matters."
        (para,) = typeset(text, blocks_of(text), marks=[Mark(0, 13, Term(3, "a note")), Mark(6, 13, "lit")])
        assert para.notes == ["a note"]
        assert [(words.text, words.light) for words in para.runs[0].words] == [
            ("Trust ", ""),
            ("matters", "lit"),
            (".", ""),
        ]


class TestLists:
    def test_paragraphs_that_are_items_are_rows(self):
        text = "Three things.\nFirst, trust.\nSecond, law. It binds.\nThird, time.\nThat is all."
        units = typeset(text, blocks_of(text), [enumeration(text, "trust", "law", "time")])
        before, listing, after = units
        assert rows(listing) == [["First, trust."], ["Second, law. It binds."], ["Third, time."]]
        assert (listing.within, listing.lead) == ("", None)
        assert (before.text, after.text) == ("Three things.", "That is all.")

    def test_what_stands_between_two_items_belongs_to_the_first(self):
        text = "First, trust.\nIt takes time.\nSecond, law."
        (listing,) = typeset(text, blocks_of(text), [enumeration(text, "trust", "law")])
        assert rows(listing) == [["First, trust.", "It takes time."], ["Second, law."]]

    def test_the_last_item_reaches_as_far_as_what_is_said_under_it(self):
        text = "First, trust.\nSecond, law.\nIt binds.\nThat is all."
        end = text.index("\nThat")
        listing, after = typeset(text, blocks_of(text), [enumeration(text, "trust", "law", end=end)])
        assert rows(listing)[-1] == ["Second, law.", "It binds."]
        assert after.text == "That is all."

    def test_a_list_within_a_sentence_is_cut_out_of_it(self):
        text = "He came. These include trust; law; and time. He left."
        before, listing, after = typeset(text, blocks_of(text), [enumeration(text, "trust", "law", "time")])
        assert listing.within == "sentence"
        assert listing.lead.text == "These include "
        assert rows(listing) == [["trust; "], ["law; and "], ["time. "]]
        assert (before.text, before.opens) == ("He came. ", True)
        assert (after.text, after.opens) == ("He left.", False)

    def test_a_sign_before_an_item_goes_with_it(self):
        text = "These are (1) trust; (2) law, and (c) time."
        (listing,) = typeset(text, blocks_of(text), [enumeration(text, "trust", "law", "time")])
        assert rows(listing) == [["(1) trust; "], ["(2) law, and "], ["(c) time."]]

    def test_sentences_that_are_items_are_rows(self):
        text = "Three things. First, trust. Second, law. Third, time. That is all."
        before, listing, after = typeset(text, blocks_of(text), [enumeration(text, "trust", "law", "time")])
        assert listing.within == "paragraph"
        assert rows(listing) == [["First, trust. "], ["Second, law. "], ["Third, time. "]]
        assert (before.text, after.text) == ("Three things. ", "That is all.")

    def test_an_anchor_stands_once_where_a_sentence_is_cut(self):
        text = "These include trust; law; and time."
        units = typeset(text, blocks_of(text), [enumeration(text, "trust", "law", "time")])
        assert [run.anchor for para in paras(units) for run in para.runs] == ["p1s1", "", "", ""]

    def test_of_two_lists_that_overlap_the_outer_one_is_set(self):
        text = "First, trust and law.\nSecond, time."
        inner, outer = enumeration(text, "trust", "law"), enumeration(text, "trust and law", "time")
        (listing,) = typeset(text, blocks_of(text), [inner, outer])
        assert len(listing.rows) == 2

    def test_a_list_of_another_lesson_is_left_to_it(self):
        text = "Three things.\nFirst, trust.\nSecond, law."
        (para,) = typeset(text, blocks_of(text)[:1], [enumeration(text, "trust", "law")])
        assert isinstance(para, Para)


texts = st.lists(
    st.lists(st.sampled_from(["trust", "law;", "and", "(1)", "time.", "X", "“deep”", "a."]), min_size=1, max_size=9),
    max_size=6,
).map(lambda lines: "\n".join(" ".join(line) for line in lines))
spans = st.tuples(st.integers(0, 150), st.integers(1, 20)).map(lambda span: (span[0], span[0] + span[1]))
kinds = st.one_of(st.sampled_from(["lit", "soft"]), st.integers(1, 3).map(Term))


@given(
    texts,
    st.lists(st.lists(spans, min_size=2, max_size=4).map(sorted), max_size=3),
    st.lists(st.tuples(spans, kinds), max_size=5),
)
def test_the_words_joined_are_those_of_the_source(text, lists, marked):
    blocks = blocks_of(text)
    enumerations = [
        Enumeration(number, tuple(items), max(end for _start, end in items)) for number, items in enumerate(lists)
    ]
    units = typeset(text, blocks, enumerations, [Mark(*span, kind) for span, kind in marked])
    assert "".join(para.text for para in paras(units)) == "".join(text[block.start : block.end] for block in blocks)


@given(texts, st.lists(st.lists(spans, min_size=2, max_size=4).map(sorted), max_size=3))
def test_each_anchor_stands_once_and_each_paragraph_opens_once(text, lists):
    blocks = blocks_of(text)
    enumerations = [Enumeration(number, tuple(items), items[-1][1]) for number, items in enumerate(lists)]
    set_ = paras(typeset(text, blocks, enumerations))
    anchors = [run.anchor for para in set_ for run in para.runs if run.anchor]
    assert sorted(anchors) == sorted(
        f"p{block.number}s{number}" for block in blocks if block.number for number in range(1, len(block.sentences) + 1)
    )
    assert [para.number for para in set_ if para.opens and para.number] == [b.number for b in blocks if b.number]
