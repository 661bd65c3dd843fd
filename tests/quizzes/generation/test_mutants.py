"""Sound items of the seeds, spoilt in one way each: the gate refuses every one of them."""

from dataclasses import replace

import pytest

from quizzes.generation import draft
from quizzes.generation.gate import examine
from quizzes.generation.support import course_index
from quizzes.kinds.checking import opaque_id
from quizzes.management.commands.draft import sources
from tests.quizzes.generation import course
from tests.quizzes.generation.gate.drafts import asked, option, right, right_text, wrong_texts


@pytest.fixture(scope="module")
def seeds():
    return sources(sorted(course.SEEDS.glob("*.txt")))


@pytest.fixture(scope="module")
def index(seeds):
    return course_index(seeds)


@pytest.fixture(scope="module")
def items(seeds):
    return draft(seeds).questions


def choices(item):
    return item.kind == "choice"


def worded(item):
    """A choice whose options are words, no numbers."""
    return choices(item) and not any(char.isdigit() for char in right_text(item))


def restem(item, old, new):
    return asked(item, item.shown["stem"].replace(old, new))


def with_shown(item, **shown):
    return replace(item, shown={**item.shown, **shown})


# Each takes an item and the course, and gives it back spoilt; None where it cannot be spoilt so.


def a_true_option_among_the_wrong_ones(item, index):
    if item.rule != "list.member":
        return None
    value = index.points[item.point][1].value
    text = index.sources[item.evidence.source].text
    other = next(t for t in (text[m.start : m.end] for m in value.items) if t != right_text(item))
    return option(item, wrong_texts(item)[0], other)


def the_key_on_a_wrong_option(item, index):
    if not choices(item):
        return None
    wrong = next(row["id"] for row in item.shown["options"] if row["id"] != item.key["right"])
    return replace(item, key={"right": wrong})


def no_document_in_the_stem(item, index):
    name = index.sources[item.evidence.source].name
    if item.kind in ("grouping", "matching") or name not in item.shown["stem"]:
        return None
    spoilt = restem(item, name, "the text")
    return None if any(person in spoilt.shown["stem"] for person in index.people) else spoilt


def no_speaker_in_the_stem(item, index):
    if item.rule != "fact.what":
        return None
    name = index.sources[item.evidence.source].name
    return asked(item, f"According to {name}, what" + item.shown["stem"].split(",")[-1])


def a_word_blanked_that_stands_there_twice(item, index):
    if item.kind != "cloze":
        return None
    before, *after = item.shown["parts"]
    return with_shown(item, parts=[f"{item.key['blanks'][0][0]} means much. {before}", *after])


def numbers_out_of_sequence(item, index):
    if item.rule not in ("fact.when", "fact.how_many"):
        return None
    return with_shown(item, options=item.shown["options"][::-1])


def a_quotation_cut_short(item, index):
    lit = item.lit[0]
    return replace(item, lit=(replace(lit, end=lit.end - 1), *item.lit[1:]))


def evidence_from_another_place(item, index):
    evidence = item.evidence
    return replace(item, evidence=replace(evidence, start=evidence.start + 1, end=evidence.end + 1))


def two_equal_options(item, index):
    return option(item, wrong_texts(item)[0], right_text(item)) if worded(item) else None


def a_key_far_longer_than_the_rest(item, index):
    if not worded(item) or len(right_text(item).split()) < 4:
        return None
    for text in wrong_texts(item):
        item = option(item, text, " ".join(text.split()[:2]))
    return item


def a_not_in_the_stem(item, index):
    return (
        restem(item, "which of these", "which of these is not so and")
        if "which of these" in item.shown["stem"]
        else None
    )


def all_of_the_above(item, index):
    return option(item, wrong_texts(item)[0], "All of the above") if worded(item) else None


def an_option_that_points_back(item, index):
    return option(item, wrong_texts(item)[0], f"this {wrong_texts(item)[0]}") if worded(item) else None


def the_answer_in_the_stem(item, index):
    return asked(item, f"{item.shown['stem']} ({right_text(item)})") if worded(item) else None


def an_option_that_breaks_off(item, index):
    return option(item, wrong_texts(item)[0], f"{wrong_texts(item)[0]} of the") if worded(item) else None


def an_option_that_nobody_wrote(item, index):
    return replace(item, why=()) if worded(item) and item.why else None


def a_key_written_large(item, index):
    text = right_text(item) if worded(item) else ""
    return right(item, text.upper()) if text[:1].islower() else None


def a_statement_with_another_word(item, index):
    if item.kind != "true_false" or item.rule.startswith("list."):
        return None
    return (
        with_shown(item, stem=item.shown["stem"].replace(" of ", " without ", 1))
        if " of " in item.shown["stem"]
        else None
    )


def a_verdict_turned_round(item, index):
    if item.rule not in ("list.true", "fact.true", "concept.true"):
        return None
    return replace(item, key={"true": False, "wrong": item.shown["stem"].split()[-1].strip(".”"), "instead": ["peace"]})


def an_unordered_list_in_order(item, index):
    value = index.points[item.point][1].value
    if item.rule != "list.recall" or value.ordered:
        return None
    rows = [{"id": opaque_id(row["text"]), "text": row["text"]} for row in item.key["items"]]
    shown = {"stem": item.shown["stem"], "items": rows}
    return replace(item, kind="ordering", shown=shown, key={"order": [row["id"] for row in rows]})


def an_item_that_tells_its_place(item, index):
    if item.kind != "ordering":
        return None
    first, *rest = item.shown["items"]
    return with_shown(item, items=[{**first, "text": f"First, {first['text']}"}, *rest])


def a_list_with_an_item_left_out(item, index):
    if item.rule != "list.recall":
        return None
    rows = item.key["items"][1:]
    return replace(item, shown={**item.shown, "count": len(rows)}, key={"items": rows}, lit=item.lit[1:])


def a_pair_that_shares_a_word(item, index):
    if item.kind != "matching":
        return None
    left = item.shown["lefts"][0]
    partner = item.key["pairs"][left["id"]]
    rights = [
        {**row, "text": f"{left['text']} {row['text']}"} if row["id"] == partner else row
        for row in item.shown["rights"]
    ]
    return with_shown(item, rights=rights)


def another_number(item, index):
    """Of the number that the seeds leave out, the form that is typed."""
    if item.rule != "fact.amount":
        return None
    shown = {"stem": f"According to VOVWORLD, which number is missing? {'____'.join(item.shown['parts'])}", "units": []}
    key = {"value": float(item.key["blanks"][0][0]), "within": 0, "percent": False}
    typed = replace(item, kind="numeric", rule="fact.number", shown=shown, key=key)
    assert not examine(typed, index)
    return replace(typed, key={**key, "value": key["value"] + 1})


def another_day(item, index):
    """Of the question about a day, which the seeds choose, the form that is typed."""
    if item.rule != "fact.when":
        return None
    shown = {"stem": item.shown["stem"], "asks": ["day", "month"], "partial": False}
    typed = replace(item, kind="date", rule="fact.date", shown=shown, key={"day": 18, "month": 2, "within": 0}, why=())
    assert not examine(typed, index)
    return replace(typed, key={**typed.key, "day": 19})


def another_speaker(item, index):
    if item.rule != "fact.name_speaker":
        return None
    other = next(name for name in index.people if name not in item.key["accepted"])
    return replace(item, key={"accepted": [other]})


def a_wrong_one_among_the_right(item, index):
    if item.kind != "multiple":
        return None
    wrong = next(row["id"] for row in item.shown["options"] if row["id"] not in item.key["right"])
    return replace(item, key={"right": [*item.key["right"], wrong]})


def an_item_that_names_its_list(item, index):
    if item.rule == "list.of_lists":
        return asked(item, f"{item.shown['stem']} {right_text(item)}")
    if item.kind != "grouping":
        return None
    one = item.shown["items"][0]
    label = next(group["text"] for group in item.shown["groups"] if group["id"] == item.key["groups"][one["id"]])
    rows = [{**row, "text": f"{row['text']}, {label}"} if row is one else row for row in item.shown["items"]]
    return with_shown(item, items=rows)


MUTATIONS = (
    a_true_option_among_the_wrong_ones,
    the_key_on_a_wrong_option,
    no_document_in_the_stem,
    no_speaker_in_the_stem,
    a_word_blanked_that_stands_there_twice,
    numbers_out_of_sequence,
    a_quotation_cut_short,
    evidence_from_another_place,
    two_equal_options,
    a_key_far_longer_than_the_rest,
    a_not_in_the_stem,
    all_of_the_above,
    an_option_that_points_back,
    the_answer_in_the_stem,
    an_option_that_breaks_off,
    an_option_that_nobody_wrote,
    a_key_written_large,
    a_statement_with_another_word,
    a_verdict_turned_round,
    an_unordered_list_in_order,
    an_item_that_tells_its_place,
    a_list_with_an_item_left_out,
    a_pair_that_shares_a_word,
    another_number,
    another_day,
    another_speaker,
    a_wrong_one_among_the_right,
    an_item_that_names_its_list,
)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_every_item_spoilt_so_is_refused(mutate, items, index):
    mutants = [mutant for item in items if (mutant := mutate(item, index)) is not None]
    assert mutants
    passed = [mutant for mutant in mutants if not examine(mutant, index)]
    assert [(mutant.rule, mutant.shown, mutant.key) for mutant in passed] == []
