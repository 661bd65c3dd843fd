"""What holds for any text: an outline, spans inside it, order, sameness."""

import subprocess
import sys
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.extraction import extract
from content.extraction.outline import Outline, Span
from content.reading import read
from content.reading.source import SourceText, UnreadableFile
from tests.content.extraction.outlines import EVALUATION, SEEDS

VIETNAMESE = (
    "Cách làm đất bằng máy này được gọi là cơ giới hóa. Xã đề ra ba việc: Thứ nhất, sửa đường. Thứ hai, đào giếng. "
    "Thứ ba, mở lớp học buổi tối. Chủ tịch xã cho biết năm 2010 có 340 hộ."
)
MARKDOWN = (
    "# Mills\n\n**Water mills** grind.\n\n- *Sluice*: lets water in.\n- *Wheel*: turns.\n\n## Kinds\n\nTwo kinds."
)

# Words and signs that the rules look at, in any order: likelier to find a hole than letters alone.
PARTS = st.sampled_from(
    [
        "First, ", "Second, ", "And finally, ", "The third stage is ", "three steps", "These include ", "such as ",
        "the road", "mending nets", "rules", "President Ana Flores", " said ", "that ", "he ", "“soft power”", "(ESA)",
        "is called ", "1. ", "- ", "• ", "a) ", "  ", "\n", "\n\n", ", ", "; ", ": ", " and ", " or ", ". ", "? ", "”",
        "“", '"', "(", ")", "[", "12 percent ", "May 4, 1931", "$3 million ", "Step one: ", "Thứ nhất, ", "gồm ", "và ",
        "là ", "etc.", "Share", "\t", "\u00a0", "—", " - ", "é", "e\u0301", "İ", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PARTS, min_size=1, max_size=40).map("".join), st.text(min_size=1, max_size=200))


def outline_of(text: str, name: str = "a.txt") -> tuple[SourceText, Outline] | None:
    try:
        source = read(name, text.encode("utf-8", "surrogatepass"))
    except UnreadableFile:
        return None
    return source, extract(source)


def spans(outline: Outline) -> list[Span]:
    found = [(b.start, b.end) for b in outline.blocks]
    found += [(s.start, s.end) for b in outline.blocks for s in b.sentences]
    for one in outline.lists:
        found += [one.label_span, one.statement, *((i.start, i.end) for i in one.items)]
        found += [span for i in one.items for span in (i.head, i.body) if span]
        found += [one.intro] if one.intro else []
    for concept in outline.concepts:
        found += [(concept.start, concept.end), concept.statement, *concept.mentions]
        found += [concept.says] if concept.says else []
    for fact in outline.facts:
        found += [(fact.start, fact.end), fact.sentence]
        found += [span for span in (fact.unit, fact.role, fact.speaker, fact.subject) if span]
    found += [lesson.title_span for lesson in outline.lessons]
    found += [span for s in outline.sections for span in (s.heading, (s.start, s.end))]
    return found


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_any_text_ends_in_an_outline_whose_spans_are_inside_it(text, name):
    result = outline_of(text, name)
    if result is None:
        return
    source, outline = result
    assert all(0 <= start < end <= len(source.text) for start, end in spans(outline))


@pytest.mark.parametrize(
    "text",
    [
        '{**args,"path":"/usr/bin","args":["--no-sandbox","--quiet"]}.',
        "____ Party’s a focus on ____ and technology diplomacy. “____ and regular”",
    ],
    ids=["a bracket at the end", "a phrase of signs alone"],
)
def test_signs_are_read_as_any_text(text):
    source, outline = outline_of(text, "a.md")
    assert all(0 <= start < end <= len(source.text) for start, end in spans(outline))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_is_quoted_stands_in_the_text(text):
    result = outline_of(text)
    if result is None:
        return
    source, outline = result
    assert all(source.text[c.start : c.end] == c.term for c in outline.concepts)
    assert all(" ".join(source.text[slice(*one.label_span)].split()) == one.label for one in outline.lists)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_items_come_in_order_and_apart(text):
    result = outline_of(text)
    if result is None:
        return
    for one in result[1].lists:
        assert len(one.items) > 1
        assert all(earlier.end <= later.start for earlier, later in pairwise(one.items))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_blocks_come_in_order_and_taught_ones_are_counted(text):
    result = outline_of(text)
    if result is None:
        return
    blocks = result[1].blocks
    assert all(earlier.end <= later.start for earlier, later in pairwise(blocks))
    numbers = [block.number for block in blocks if block.number]
    assert numbers == list(range(1, len(numbers) + 1))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_outline(text):
    assert outline_of(text) == outline_of(text)


def test_two_processes_agree_whatever_their_hash_seed(tmp_path):
    (tmp_path / "tiếng-việt.txt").write_text(VIETNAMESE, encoding="utf-8")
    (tmp_path / "marked.md").write_text(MARKDOWN, encoding="utf-8")
    # The corpus where it is at hand, for more kinds of text.
    files = [*SEEDS.glob("*.txt"), *tmp_path.iterdir(), *(EVALUATION / "dev").glob("*.txt")]
    code = "import sys; from django.core.management import execute_from_command_line as go; go(sys.argv)"
    written = []
    for seed in ("1", "2"):
        out = tmp_path / f"out{seed}"
        subprocess.run(
            [sys.executable, "-c", code, "extract", *map(str, files), "--out", str(out)],
            env={
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(SEEDS.parent),
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "PILCROW_DATA": str(tmp_path / "data"),
            },
            capture_output=True,
            check=True,
        )
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert len(written[0]) == len(files) >= 4
    assert written[0] == written[1]


def test_extraction_needs_no_framework():
    code = "import sys; import content.extraction, content.reading; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(SEEDS.parent)}, check=True)


@pytest.mark.parametrize(
    "part",
    ["(", "“", "a, ", "a b; ", "1. a\n", "Word ", "First, a b. Second, c d. ", "Head: a\n", "12 345 ", "[a](b ", "\n"],
)
def test_monotony_does_not_cost_more_than_prose(part):
    """Nothing may grow with the square of the text: four times as long must stay far below sixteen times as slow."""
    short, long = (seconds("words " + part * n + " and words.") for n in (2_000, 8_000))
    assert long < 1.0 or long < 12 * short


def seconds(text: str) -> float:
    started = process_time()
    outline_of(text)
    return process_time() - started
