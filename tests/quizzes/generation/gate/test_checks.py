"""Each check once with a draft that fails it; that sound drafts pass all of them is tested at the end."""

from dataclasses import replace

import pytest

from quizzes.generation.gate import CHECKS
from tests.quizzes.generation import course
from tests.quizzes.generation.gate import drafts
from tests.quizzes.generation.gate.drafts import asked, flaws, option, right, right_text, wrong, wrong_texts

SOUND = (
    drafts.MEMBER,
    drafts.RECALL,
    drafts.ORDER,
    drafts.HALVES,
    drafts.TERM,
    drafts.CLOZE,
    drafts.WHO,
    drafts.WHEN,
    drafts.AMOUNT,
)


@pytest.mark.parametrize("draft", SOUND, ids=lambda draft: draft.rule)
def test_a_sound_draft_passes_every_check(draft):
    assert flaws(draft) == set()


def test_every_check_has_its_own_id_and_a_sentence_as_reason():
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert all(check.reason.endswith(".") for check in CHECKS)


# Is it true -------------------------------------------------------------------


def test_an_item_that_its_kind_cannot_ask_is_refused():
    assert "kind" in flaws(replace(drafts.MEMBER, key={"right": "nothing"}))


def test_f05_a_list_of_which_more_is_promised_is_refused():
    assert "F05" in flaws(*drafts.about(drafts.RECALL, replace(course.TASKS, announced=5)))


def test_f05_a_list_that_breaks_off_is_refused():
    assert "F05" in flaws(*drafts.about(drafts.MEMBER, replace(course.TASKS, complete=False)))


def test_f25_a_statement_without_its_speaker_is_refused():
    plain = asked(drafts.WHO, "According to The Gazette, what wins more than pressure does?")
    assert "F25" in flaws(wrong(right(plain, "Patience"), "Courage", "Trust"))


def test_f28_moved_quotations_are_refused():
    lit = drafts.MEMBER.lit[0]
    moved = replace(lit, start=lit.start + 1, end=lit.end + 1)
    assert "F28" in flaws(replace(drafts.MEMBER, lit=(moved,)))


def test_f28_answers_outside_their_evidence_are_refused():
    outside = course.gazette().quote(course.span(course.GAZETTE, "quiet channels"))
    assert "F28" in flaws(replace(drafts.MEMBER, lit=(outside,)))


def test_f28_a_wrong_option_with_a_false_origin_is_refused():
    (id, text, quote), *rest = drafts.MEMBER.why
    assert "F28" in flaws(replace(drafts.MEMBER, why=((id, text, replace(quote, text="other words")), *rest)))


def test_f29_an_answer_in_a_heading_is_refused():
    title = course.gazette().quote((0, len("Envoys of the harbour")))
    assert "F29" in flaws(replace(drafts.TERM, evidence=title, lit=(title,)))


# Is it clear ------------------------------------------------------------------


def test_f04_a_stem_that_names_no_document_is_refused():
    assert "F04" in flaws(asked(drafts.MEMBER, "Which of these is one of the four key tasks?"))


@pytest.mark.parametrize("text", ["All of the above", "none of these", "both a and b."])
def test_f13_options_about_options_are_refused(text):
    assert "F13" in flaws(wrong(drafts.MEMBER, text))


@pytest.mark.parametrize("word", ["not", "except", "never"])
def test_f15_a_question_for_what_is_not_so_is_refused(word):
    stem = f"According to The Gazette, which of these is {word} one of the four key tasks?"
    assert "F15" in flaws(asked(drafts.MEMBER, stem))


def test_f15_a_not_in_the_words_of_the_source_is_fair():
    text = course.GAZETTE.replace("wins more than pressure does", "does not lose")
    quote = course.a_source("A", "The Gazette", text).quote(course.span(text, "patience does not lose"))
    stem = "According to The Gazette, who made this point: Patience does not lose"
    assert "F15" not in flaws(replace(asked(drafts.WHO, stem), evidence=quote, lit=(quote,)))


@pytest.mark.parametrize(
    "text",
    [
        "This shows that patience wins",
        "At the same time, patience wins",
        "In their last report, patience wins",
        "Of pressure he thought little",
        "Patience wins in these cases",
    ],
)
def test_f19_a_sentence_that_leans_on_another_is_refused(text):
    assert "F19" in flaws(asked(drafts.WHO, f"According to The Gazette, who made this point: {text}"))


def test_f19_a_pronoun_after_its_name_is_fair():
    stem = "According to The Gazette, who made this point: Even Bo Reed saw that he had lost"
    assert "F19" not in flaws(asked(drafts.WHO, stem))


def test_f19_an_option_that_leans_on_something_is_refused():
    assert "F19" in flaws(wrong(drafts.MEMBER, "their raising of pay for junior clerks"))


def test_f22_an_answer_in_the_stem_is_refused():
    stem = f"According to The Gazette, which is one of the four key tasks, {right_text(drafts.MEMBER)} among them?"
    assert "F22" in flaws(asked(drafts.MEMBER, stem))


def test_f22_an_item_that_tells_its_place_is_refused():
    first, *others = drafts.ORDER.shown["items"]
    told = [{**first, "text": f"First, {first['text']}"}, *others]
    assert "F22" in flaws(replace(drafts.ORDER, shown={**drafts.ORDER.shown, "items": told}))


def test_f22_a_pair_in_which_one_side_holds_the_other_is_refused():
    rights = [
        {**row, "text": f"courage as {row['text']}"} if "compass" in row["text"] else row
        for row in drafts.HALVES.shown["rights"]
    ]
    assert "F22" in flaws(replace(drafts.HALVES, shown={**drafts.HALVES.shown, "rights": rights}))


def test_f23_a_stem_as_long_as_a_paragraph_is_refused():
    assert "F23" in flaws(asked(drafts.MEMBER, "According to The Gazette, " + "so " * 60 + "which is a task?"))


@pytest.mark.parametrize(
    "text", ["moving old archives to the", "moving old (dusty archives", "moving old archives and"]
)
def test_f24_text_that_breaks_off_is_refused(text):
    assert "F24" in flaws(wrong(drafts.MEMBER, text))


# Are the options fair ---------------------------------------------------------


def test_f01_a_wrong_option_from_the_same_list_is_refused():
    other = next(text for text in TASKS if text != right_text(drafts.MEMBER))
    assert "F01" in flaws(wrong(drafts.MEMBER, other))


TASKS = [course.GAZETTE[item.start : item.end] for item in course.TASKS.items]


def test_f01_a_wrong_option_that_means_a_member_is_refused():
    assert "F01" in flaws(wrong(drafts.MEMBER, "training the envoys of small missions"))


def test_f02_a_wrong_option_of_which_the_course_says_the_same_is_refused():
    text = course.HERALD.replace(
        "Clerks speak of “slow letters” when", "Every embassy finds “slow letters” a vital tool when"
    )
    letters = course.a_concept(text, "slow letters")
    index = course.indexed(course.papers()[0], course.a_source("B", "The Herald", text, letters))
    assert "F02" in flaws(drafts.TERM, index)


def test_f02_words_that_two_people_said_are_not_asked_for_a_speaker():
    text = course.HERALD.replace("maps settle most quarrels between islands", "patience wins more than power does")
    same = course.a_fact(text, "statement", "patience wins more than power does", speaker="Professor Cy Lund")
    people = [course.a_fact(text, "person", name) for name in ("Cy Lund", "Ben Frost")]
    index = course.indexed(course.papers()[0], course.a_source("B", "The Herald", text, same, *people))
    assert "F02" in flaws(drafts.WHO, index)


def test_f03_a_term_that_fills_the_same_slot_is_refused():
    text = course.HERALD.replace(
        "“slow letters” when", "“slow letters” as much. Others use “slow letters” as vital tools when"
    )
    gazette = course.GAZETTE.replace("“quiet channels” as a vital", "“quiet channels” vital")
    slot = text.replace("“slow letters” as vital", "“slow letters” vital")
    sources = (
        course.a_source("A", "The Gazette", gazette, *[course.TASKS] * 3, course.a_concept(gazette, "quiet channels")),
        course.a_source("B", "The Herald", slot, course.a_concept(slot, "slow letters")),
    )
    assert "F03" in flaws(drafts.TERM, course.indexed(*sources))


def test_f07_a_right_option_longer_than_all_others_is_refused():
    assert "F07" in flaws(wrong(drafts.MEMBER, "raising pay", "moving archives", "testing software"))


def test_f09_a_word_that_only_the_stem_and_the_answer_share_is_refused():
    word = right_text(drafts.MEMBER).split()[-1]
    assert "F09" in flaws(asked(drafts.MEMBER, f"According to The Gazette, which task concerns {word}?"))


def test_f10_an_option_of_another_form_is_refused():
    assert "F10" in flaws(right(drafts.MEMBER, "the training of young envoys"))


def test_f10_an_answer_written_large_among_small_ones_is_refused():
    assert "F10" in flaws(right(drafts.TERM, "Quiet channels"))


def test_f10_an_article_that_fits_only_some_options_is_refused():
    stem = "According to The Gazette, which words fill the blank: The report describes a ____ as a vital tool."
    assert "F10" in flaws(asked(drafts.TERM, stem))


def test_f10_a_plural_among_singulars_is_refused():
    assert "F10" in flaws(right(drafts.TERM, "quiet channel"))


def test_f11_an_answer_that_two_unlike_options_resemble_is_refused():
    alike = wrong(drafts.MEMBER, "training clerks for visas", "opening small archives abroad")
    assert "F11" in flaws(right(alike, "training small envoys"))


@pytest.mark.parametrize("text", ["raising the pay for junior clerks", "raising pay for junior clerks in the capital"])
def test_f12_two_options_that_say_the_same_are_refused(text):
    others = [each for each in wrong_texts(drafts.MEMBER) if each != "raising pay for junior clerks"]
    assert "F12" in flaws(option(drafts.MEMBER, others[0], text))


def test_f14_an_absolute_word_in_the_answer_alone_is_refused():
    assert "F14" in flaws(right(drafts.MEMBER, "training all envoys for small missions"))


def test_f14_an_absolute_word_in_the_wrong_options_alone_is_refused():
    texts = [f"{text} always" for text in wrong_texts(drafts.MEMBER)]
    assert "F14" in flaws(wrong(drafts.MEMBER, *texts))


def test_f16_dates_out_of_sequence_are_refused():
    rows = list(reversed(drafts.WHEN.shown["options"]))
    assert "F16" in flaws(replace(drafts.WHEN, shown={**drafts.WHEN.shown, "options": rows}))


@pytest.mark.parametrize("text", ["March 2001", "some day", "12"])
def test_f17_an_option_of_another_type_is_refused(text):
    assert "F17" in flaws(wrong(drafts.WHEN, text))


def test_f18_a_wrong_option_that_nobody_wrote_is_refused():
    assert "F18" in flaws(replace(drafts.MEMBER, why=drafts.MEMBER.why[1:]))


def test_f18_a_number_far_from_the_right_one_is_refused():
    loose = [
        row["text"] for row in drafts.AMOUNT.shown["options"] if row["id"] not in {id for id, *_ in drafts.AMOUNT.why}
    ]
    invented = next(text for text in loose if text != right_text(drafts.AMOUNT))
    assert "F18" in flaws(option(drafts.AMOUNT, invented, "9600"))


# Does the form fit ------------------------------------------------------------


def test_f06_an_unordered_list_asked_as_order_is_refused():
    assert "F06" in flaws(*drafts.about(drafts.ORDER, replace(course.RULES, ordered=False)))


def cloze(*parts: str, answer: str):
    return replace(drafts.CLOZE, shown={**drafts.CLOZE.shown, "parts": list(parts)}, key={"blanks": [[answer]]})


@pytest.mark.parametrize("answer", ["the", "second", "envoys", "harbour"])
def test_f20_a_stop_word_an_ordinal_or_a_word_of_the_title_is_refused(answer):
    assert "F20" in flaws(cloze("The report describes ", " as a vital tool of every embassy.", answer=answer))


def test_f20_two_blanks_with_one_answer_are_refused():
    twice = replace(
        drafts.CLOZE,
        shown={**drafts.CLOZE.shown, "parts": ["The report has ", " and again ", " in it all day."]},
        key={"blanks": [["channels"], ["channels"]]},
    )
    assert "F20" in flaws(twice)


def test_f20_a_blank_with_too_little_around_it_is_refused():
    assert "F20" in flaws(cloze("Discuss ", ".", answer="quiet channels"))


def test_f20b_an_answer_too_long_to_type_is_refused():
    long = "quiet channels between small island missions"
    assert "F20b" in flaws(cloze("The report describes ", " as a vital tool of every embassy.", answer=long))


def test_f21_a_blank_that_another_term_fills_is_refused():
    text = course.GAZETTE.replace("“quiet channels” as a vital", "“quiet channels” tools as a vital").replace(
        "“open doors” instead", "“open doors” tools instead"
    )
    quiet, doors = course.a_concept(text, "quiet channels"), course.a_concept(text, "open doors")
    source = course.a_source("A", "The Gazette", text, *[course.TASKS] * 3, quiet, doors)
    assert "F21" in flaws(drafts.CLOZE, course.indexed(source, course.papers()[1]))


def test_f21_one_example_of_many_is_refused():
    text = course.GAZETTE.replace("describes “quiet channels”", "describes tools like “quiet channels”")
    quiet = course.a_concept(text, "quiet channels")
    source = course.a_source("A", "The Gazette", text, *[course.TASKS] * 3, quiet)
    lit = source.quote((quiet.start, quiet.end))
    draft = replace(drafts.CLOZE, evidence=source.quote(quiet.statement), lit=(lit,))
    assert "F21" in flaws(draft, course.indexed(source, course.papers()[1]))


def test_f27_partners_that_can_be_swapped_are_refused():
    rows = [{**row, "text": "… a bridge"} if "anchor" in row["text"] else row for row in drafts.HALVES.shown["rights"]]
    assert "F27" in flaws(replace(drafts.HALVES, shown={**drafts.HALVES.shown, "rights": rows}))


def test_f27_a_word_that_joins_one_pair_is_refused():
    rows = [
        {**row, "text": "… its compass of courage"} if "compass" in row["text"] else row
        for row in drafts.HALVES.shown["rights"]
    ]
    assert "F27" in flaws(replace(drafts.HALVES, shown={**drafts.HALVES.shown, "rights": rows}))
