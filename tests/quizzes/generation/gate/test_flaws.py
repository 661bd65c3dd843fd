"""The table of flaws, F01 to F30: each has a check, and each check lets a sound draft pass."""

from dataclasses import replace

import pytest

from quizzes.generation.gate import CHECKS, bank, faces, verdict
from quizzes.generation.lists import from_list
from tests.quizzes.generation import course
from tests.quizzes.generation.gate import drafts
from tests.quizzes.generation.gate.drafts import asked, flaws, option, right_text, wrong, wrong_texts


def warnings(draft, index=drafts.INDEX):
    return {id for id, _ in verdict(draft, index).warned}


def test_every_flaw_of_the_table_has_a_check_that_says_so():
    checked = {check.id[:3] for check in (*CHECKS, *faces.CHECKS)} | {bank.DOUBLE[0]}
    assert checked == {f"F{n:02}" for n in range(1, 31)}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_names_its_flaw_where_it_is_written(check):
    assert check.id[:3] in (check.fails.__doc__ or "")


# F04 ---------------------------------------------------------------------------


def test_f04_a_list_that_shares_its_name_with_another_is_not_asked_for():
    twin = replace(course.RULES, label="four key tasks", label_span=course.TASKS.label_span)
    twin = replace(twin, items=course.TASKS.items, intro=None)
    sources = [course.gazette(course.TASKS, twin), course.herald(course.PLANS)]
    assert "F04b" in flaws(drafts.RECALL, course.indexed(*sources))


def test_f04_a_list_with_a_name_of_its_own_is():
    assert "F04b" not in flaws(drafts.RECALL)


# F08 ---------------------------------------------------------------------------


def test_f08_an_option_far_longer_than_the_others_is_warned_of():
    assert "F08" in warnings(
        wrong(
            drafts.MEMBER,
            "mending roofs of lighthouses, painting boats, feeding gulls, counting waves and ringing bells",
        )
    )


def test_f08_options_of_one_length_are_fair():
    assert warnings(drafts.MEMBER) == set()


def test_f08_two_warnings_refuse_an_item():
    long_option = wrong(
        drafts.MEMBER, "mending roofs of lighthouses, painting boats, feeding gulls, counting waves and ringing bells"
    )
    stem = (
        "According to The Gazette, "
        + "as far as can be told from all that " * 4
        + "it says, which of these is one of the four key tasks?"
    )
    assert warnings(asked(drafts.MEMBER, stem)) == {"F23b"}
    assert {"F08", "F23b"} <= flaws(asked(long_option, stem))


@pytest.mark.parametrize(("words", "fault"), [(40, {"F23c"}), (10, set())])
def test_f23_no_blank_stands_after_a_long_premise(words, fault):
    stem = f"{'Envoys act as the old council asked ' * (words // 7)}, according to The Gazette. Fill in the blank."
    assert flaws(asked(drafts.CLOZE, stem)) & {"F23c"} == fault


# F12, F13 ----------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), [("10–20", "15–30"), ("10 to 20", "20 to 40")])
def test_f12_figures_that_overlap_are_refused(one, other):
    assert "F12" in flaws(wrong(drafts.AMOUNT, one, other))


def test_f12_ranges_side_by_side_are_fair():
    apart = wrong(drafts.AMOUNT, "10–20", "21–30")
    assert "F12" not in flaws(option(apart, right_text(apart), "31–50"))


@pytest.mark.parametrize("text", ["A and B", "I and III only", "both a and c", "1, 2 and 4"])
def test_f13_an_option_that_joins_other_options_is_refused(text):
    assert "F13" in flaws(wrong(drafts.MEMBER, text))


def test_f13_an_option_that_only_begins_with_a_letter_is_fair():
    assert "F13" not in flaws(wrong(drafts.MEMBER, "a vitamin B cure"))


# F20 ---------------------------------------------------------------------------


def test_f20_an_answer_that_stands_elsewhere_in_another_form_is_refused():
    parts = ["The report calls the quiet channel of a port ", " a vital tool of every embassy."]
    assert "F20c" in flaws(replace(drafts.CLOZE, shown={**drafts.CLOZE.shown, "parts": parts}))


# F28 ---------------------------------------------------------------------------


def test_f28_an_explanation_without_the_answering_words_is_refused():
    assert "F28b" in flaws(replace(drafts.MEMBER, explanation="The Gazette says so."))


def test_f28_an_instructor_explains_as_they_like():
    assert "F28b" not in flaws(replace(drafts.MEMBER, rule="", explanation="See the second paragraph."))


# Side by side --------------------------------------------------------------------


def test_f16_a_place_where_the_right_option_often_stands_is_told():
    def at(place):
        rows = [row for row in drafts.MEMBER.shown["options"] if row["text"] != right_text(drafts.MEMBER)]
        rows.insert(place, {"id": drafts.MEMBER.key["right"], "text": right_text(drafts.MEMBER)})
        return replace(drafts.MEMBER, shown={**drafts.MEMBER.shown, "options": rows})

    assert bank.lopsided([at(place) for place in (0, 0, 0, 0, 0, 1, 1, 2, 2, 3)])
    assert not bank.lopsided([at(place) for place in (0, 0, 0, 1, 1, 1, 2, 2, 3, 3)])


def test_f16_statements_that_are_nearly_all_true_are_told():
    true, false = (replace(drafts.MEMBER, kind="true_false", key={"true": verdict}) for verdict in (True, False))
    assert bank.one_sided([true, true, true])
    assert not bank.one_sided([true, true, false])
    assert not bank.one_sided([true, true, drafts.MEMBER])


def test_f22_a_question_that_shows_what_another_asks_for_is_told():
    assert bank.clash(drafts.MEMBER, drafts.RECALL)
    assert not bank.clash(drafts.WHEN, drafts.CLOZE)


def test_f30_the_same_question_of_another_key_point_is_a_double():
    known = bank.Doubles([drafts.MEMBER, drafts.WHO])
    known.add(drafts.WHO)
    twin = replace(drafts.WHO, point="B4", lit=(replace(drafts.WHO.lit[0], start=5),))
    assert known.holds(twin)
    assert not known.holds(drafts.WHEN)


def test_a_source_that_is_no_more_in_the_course_is_told():
    gone = replace(drafts.MEMBER, evidence=replace(drafts.MEMBER.evidence, source="Z"))
    assert flaws(gone) == {"source"}


def test_a_question_about_no_key_point_is_read_by_its_words():
    assert flaws(replace(drafts.MEMBER, point="", rule="")) == set()
    assert len(wrong_texts(drafts.MEMBER)) == 3


# F19 in more words ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["In 1974 that reality began to change", "We have built three new schools", "Of that school little is left"],
)
def test_f19_a_that_or_a_we_without_its_noun_is_refused(text):
    assert "F19" in flaws(asked(drafts.AMOUNT, f"According to The Gazette, who made this point: {text}"))


@pytest.mark.parametrize(
    "text",
    ["Envoys found that patience wins", "Bo Reed wrote “we have won” on a wall", "The school that Reed opened stands"],
)
def test_f19_a_that_that_opens_a_clause_is_fair(text):
    assert "F19" not in flaws(asked(drafts.AMOUNT, f"According to The Gazette, who made this point: {text}"))


@pytest.mark.parametrize(
    "text", ["Small teams win where these teams are free", "“We have built three new schools across the whole harbour”"]
)
def test_f19_a_these_with_its_noun_and_a_we_in_quotation_marks_are_fair(text):
    assert "F19" not in flaws(asked(drafts.AMOUNT, f"According to The Gazette: {text}"))


def test_f19_an_also_at_the_head_is_refused():
    assert "F19" in flaws(asked(drafts.AMOUNT, "According to The Gazette: Envoys also opened a school"))


# Answers that are told, or are not the only ones -----------------------------------


def test_f22_initials_beside_the_blank_tell_the_answer():
    parts = ["The report describes “", "” (QC) as a vital tool of every embassy."]
    assert "F22b" in flaws(replace(drafts.CLOZE, shown={**drafts.CLOZE.shown, "parts": parts}))


def test_f26_a_number_that_is_only_a_bound_is_not_to_be_chosen():
    text = course.GAZETTE.replace("count 96", "count over 96")
    years = course.a_fact(text, "quantity", "96", unit="years of history")
    source = course.a_source("A", "The Gazette", text, years)
    item = replace(
        drafts.AMOUNT,
        point="A1",
        evidence=source.quote(years.sentence),
        lit=(source.quote((years.start, years.end)),),
    )
    assert "F26c" in flaws(item, course.indexed(source))
    assert "F26c" not in flaws(drafts.AMOUNT)


def test_f18_wrong_options_of_one_list_are_refused():
    stages = course.a_list(course.GAZETTE, "strong archive", ["old harbour", "open doors", "strong archive"])
    papers = course.papers()
    crowded = replace(papers[0], points=(*papers[0].points, course.Point("A99", "", stages)))
    assert "F18b" in flaws(wrong(drafts.TERM, "open doors", "old harbour"), course.indexed(crowded, papers[1]))
    assert "F18b" not in flaws(drafts.TERM)


# F29 in more words ---------------------------------------------------------------


@pytest.mark.parametrize("text", ["see https://example.org/a", "where \\(x_1\\) stands", "[Guide](guide.md)"])
def test_f29_a_web_address_or_a_formula_is_refused(text):
    assert "F29b" in flaws(wrong(drafts.MEMBER, text))


def test_f29_a_line_written_as_a_title_is_no_statement():
    text = course.GAZETTE + "\nHarbour Schools and Their Envoys, Seventy Years of Patient Progress.\n"
    years = course.a_fact(text, "quantity", "Seventy", "70", unit="Years of Patient Progress")
    source = course.a_source("A", "The Gazette", text, years)
    spoilt = replace(
        drafts.AMOUNT, point="A1", evidence=source.quote(years.sentence), lit=(source.quote((years.start, years.end)),)
    )
    assert "F29c" in flaws(spoilt, course.indexed(source))
    assert "F29c" not in flaws(drafts.AMOUNT)


def test_f29_a_list_may_be_made_of_headings():
    text = course.GAZETTE + "\nListen\n\nSpeak\n\nLeave\n"
    value = course.a_list(text, "three rules for envoys", ["Listen", "Speak", "Leave"], announced=3)
    source = course.a_source("A", "The Gazette", text, value)
    index = course.indexed(
        replace(source, sentences=tuple(each for each in source.sentences if each[1] < len(course.GAZETTE)))
    )
    recall = next(from_list(index, source, source.points[0], value))
    assert "F29" not in flaws(recall, index)


def test_f20_one_of_several_names_after_such_as_is_not_asked_for():
    text = course.GAZETTE + "\nWriters such as Ada Stone, quiet channels, and Ben Frost were read in the harbour.\n"
    start = text.index("quiet channels", len(course.GAZETTE))
    source = course.a_source("A", "The Gazette", text, course.CHANNELS)
    lit = source.quote((start, start + len("quiet channels")))
    assert "F21" in flaws(replace(drafts.CLOZE, point="A1", evidence=lit, lit=(lit,)), course.indexed(source))


@pytest.mark.parametrize("text", ["Stone started it in the old harbour", "Envoys saw them at the gate"])
def test_f19_an_it_before_anything_is_named_is_refused(text):
    assert "F19" in flaws(asked(drafts.AMOUNT, f"According to The Gazette: {text}"))


def test_f19_an_option_that_says_we_is_refused():
    assert "F19" in flaws(wrong(drafts.MEMBER, "letting us rent the old pier"))


def test_f24_an_empty_bracket_is_refused():
    assert "F24" in flaws(wrong(drafts.MEMBER, "taking notes of talks (place: )"))
