"""What a strict examiner asked for: each rule with a case that it holds back, and one that it lets pass."""

from dataclasses import replace

import pytest

from content.extraction.outline import ListItem
from quizzes.generation import draft
from quizzes.generation.asked import asked, within
from quizzes.generation.blanks import blanks, one_of_series
from quizzes.generation.concepts import fitting
from quizzes.generation.cutting import clause_start
from quizzes.generation.membership import membership
from quizzes.generation.naming import list_name
from quizzes.generation.options import like_member, mood
from quizzes.generation.select import selected
from quizzes.generation.terms import determined
from quizzes.generation.wording import wording
from tests.quizzes.generation import course
from tests.quizzes.generation.gate.drafts import flaws

EN = wording("en")
VI = wording("vi")


def named(text, value):
    source = course.a_source("A", "The Gazette", text, value)
    return list_name(source, value, course.indexed(source))


# What a list is called -----------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "called"),
    [
        ("The council proposed two key aims.", "the two key aims that the council proposed"),
        ("The old minister proposed two key aims.", "the two key aims"),  # nobody can know which
        ("Some clerks choose between two key aims.", "the two key aims between which some clerks choose"),
        ("In spring, Ada Stone named two key aims.", "the two key aims that Ada Stone named"),
        ("She proposed two key aims.", "the two key aims"),
        ("There are two key aims.", "the two key aims"),
    ],
)
def test_a_list_keeps_whoever_gave_it(sentence, called):
    text = f"Envoys\n\n{sentence} Open ports. Build ships.\n"
    value = course.a_list(text, "two key aims", ["Open ports", "Build ships"], intro=sentence)
    assert named(text, value).called == called


def test_no_number_is_told_where_the_source_counts_nothing():
    text = "Envoys\n\nAn envoy may want to pack the following things: - Warm coats - Old maps - Good boots\n"
    items = ["Warm coats", "Old maps", "Good boots"]
    value = course.a_list(text, "pack", items, intro="An envoy may want to pack the following things:", about=True)
    assert named(text, value) is None
    counted = text.replace("the following", "three")
    value = course.a_list(counted, "pack", items, intro="An envoy may want to pack three things:", about=True)
    assert named(counted, value).called == "the three things"


def test_as_follows_is_no_part_of_a_name():
    text = "Envoys\n\nThe old ministry announced as follows: open ports at dawn; build ships by hand.\n"
    value = course.a_list(
        text,
        "The old ministry",
        ["open ports at dawn", "build ships by hand"],
        intro="The old ministry announced as follows:",
        about=True,
    )
    assert named(text, value).called == "the two points that the old ministry announced"


def test_a_heading_that_speaks_of_us_is_no_name():
    text = "Envoys\n\nWhat we learned\n\nPack light. Leave early.\n"
    assert named(text, course.a_list(text, "What we learned", ["Pack light", "Leave early"], kind="bullets")) is None


def test_an_item_inside_a_sentence_has_a_small_letter_or_quotation_marks():
    index = course.indexed()
    assert within("Keep the harbour clean", index, EN) == "keep the harbour clean"
    assert within("Zither music", index, EN) == "“Zither music”"
    assert within("For ships: Reduce the levy", index, EN) == "for ships, reduce the levy"


# Recall and order ------------------------------------------------------------------


def with_items(count, words):
    items = [f"part {'x' * n} {'of the old harbour ' * words}".strip() for n in range(1, count + 1)]
    text = f"Envoys\n\nThe council named {count} port rules. {'. '.join(items)}.\n"
    intro = f"The council named {count} port rules."
    value = course.a_list(text, f"{count} port rules", items, intro=intro, kind="ordinal", ordered=True)
    return {item.rule for item in draft([course.a_source("A", "The Gazette", text, value)]).questions}


def test_only_so_much_is_recalled_or_put_in_order():
    assert {"list.recall", "list.order"} <= with_items(4, 1)
    assert "list.recall" not in with_items(7, 1)
    assert not {"list.recall", "list.order"} & with_items(5, 6)


# Options ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("envoys must listen", "norm"),
        ("envoys were received", "past"),
        ("envoys opened two schools", "past"),
        ("envoys are patient", "present"),
    ],
)
def test_a_norm_and_a_report_are_not_of_one_form(clause, found):
    assert mood(clause, EN) == found


POLICY = """Policy

The island keeps a policy of peace, friendship, patience and trust. Guards see to security and peace at night. \
Traders want friendship and openness. Poets praise peace, friendship, patience and beauty. A hill of stone and sand.
"""


def test_a_bare_word_is_set_beside_words_that_the_course_joins_with_its_like():
    value = course.a_list(
        POLICY,
        "policy",
        ["peace", "friendship", "patience", "trust"],
        intro="The island keeps a policy of",
        kind="inline",
        about=True,
    )
    praise = course.a_list(POLICY, "Poets", ["patience and beauty"], kind="inline", major=False)
    spans = [course.span(POLICY, word, "Poets") for word in ("peace", "friendship", "patience", "beauty")]
    praise = replace(praise, items=tuple(ListItem(*span) for span in spans))
    source = course.a_source("A", "The Gazette", POLICY, value, praise)
    about = asked(course.indexed(source), source, source.points[0], value)
    wrong = like_member(about.task("list.member", [about.spans[0]]), value, about.cuts[0])
    assert {each.text for each in wrong} == {"security", "openness"}  # no "stone"; "beauty" stands with three of them
    (series,) = one_of_series(about)
    assert series.key["blanks"] in ([["friendship"]], [["patience"]])


def test_what_the_author_says_elsewhere_completes_no_sentence_wrongly():
    text = (
        "Envoys\n\nThe new age calls for training young envoys, opening schools abroad, and guarding ports.\n"
        "The plan is: sharing rented offices; writing common handbooks; keeping old archives.\n"
    )
    age = course.a_list(
        text,
        "The new age",
        ["training young envoys", "opening schools abroad", "guarding ports"],
        intro="The new age calls for",
        kind="inline",
        about=True,
    )
    plan = course.a_list(
        text, "The plan", ["sharing rented offices", "writing common handbooks", "keeping old archives"]
    )
    alone = draft([course.a_source("A", "The Gazette", text, age, plan)])
    assert not [item for item in alone.questions if item.rule in ("list.member", "list.false")]


def test_a_noun_that_always_has_its_article_is_no_bare_option():
    assert determined("across the ", EN)
    assert determined("no strong and ", EN)
    assert determined("a fair, rules-based ", EN)
    assert not determined("rests on ", EN)


# Statements ------------------------------------------------------------------------


def test_a_clause_joined_to_another_one_is_asked_alone():
    text = "Title\n\nYou start with small boats but you do not see large ships until you are 6 years old.\n"
    source = course.a_source("A", "The Gazette", text)
    (sentence,) = source.sentences
    start = clause_start(source, sentence, text.index("6"), EN)
    assert text[start:].startswith("you do not see")
    assert clause_start(source, sentence, text.index("small"), EN) == sentence[0]


def test_a_document_has_few_more_true_statements_than_false_ones():
    bank = draft(course.papers())
    true = [item for item in bank.questions if item.key.get("true") and item.evidence.source == "A"]
    same = [replace(item, point=f"P{n}", evidence=replace(item.evidence, start=n)) for n, item in enumerate(true * 3)]
    assert 0 < len(selected(same).kept) <= 2


def statement(text, *values):
    return draft([course.a_source("A", "The Gazette", f"Title\n\n{text}\n", *values)])


def refused(bank, id):
    return [each.draft for each in bank.refused if id in {found for found, _ in each.reasons}]


def numbers(text, *facts):
    full = f"Title\n\n{text}\n"
    return statement(text, *(course.a_fact(full, "quantity", number, unit=unit) for number, unit in facts))


def test_f20_a_number_that_the_others_add_up_to_is_no_blank():
    sums = numbers("The old net holds 40 fish (26 herrings, 10 eels and 4 crabs) on most days.", ("40", "fish"))
    assert refused(sums, "F20d")
    plain = numbers("The old net holds 40 fish (26 herrings, 10 eels and 9 crabs) on most days.", ("40", "fish"))
    assert not refused(plain, "F20d")


def test_f26_a_time_reckoned_from_the_writing_is_not_asked():
    assert refused(numbers("Up to about 50 years ago ships had no engines of their own.", ("50", "years ago")), "F26e")
    assert not refused(numbers("For about 50 years ships had no engines of their own.", ("50", "years")), "F26e")


def test_f26_a_false_date_beside_another_is_refused():
    def dated(text):
        full = f"Title\n\n{text}\n"
        return statement(text, course.a_fact(full, "date", "1973", "1973"))

    assert refused(dated("Work on the old harbour went on into the 1970s, as Ada Stone told in 1973."), "F26d")
    assert not refused(dated("Work on the old harbour went on for long, as Ada Stone told in 1973."), "F26d")


def blank(text, term, source="defined"):
    full = f"Title\n\n{text}\n"
    return statement(text, course.a_concept(full, term, source))


def test_f21_a_defined_noun_with_an_adjective_is_no_blank():
    text = "{} is the study of the causes of quarrels between islands."
    assert refused(blank(text.format("Social polemology"), "Social polemology"), "F21b")
    assert not refused(blank(text.format("Polemology"), "Polemology"), "F21b")


def test_f21_a_blank_beside_its_examples_is_refused():
    text = "Slow letters, {} parcels and cards, arrive long after the news that they bring."
    assert refused(blank(text.format("including"), "Slow letters"), "F21c")
    assert not refused(blank(text.format("unlike"), "Slow letters"), "F21c")


def test_f19_a_related_something_does_not_say_to_what():
    text = "Cartography is a related field of study for clerks {} maps."
    assert refused(blank(text.format("with"), "Cartography"), "F19")
    assert not refused(blank("Cartography is a field of study related to the use of maps.", "Cartography"), "F19")


def test_f19_such_a_thing_has_its_noun_before_it():
    text = "Cartography is a field of study for clerks with {} maps, which they keep for years."
    assert refused(blank(text.format("many such"), "Cartography"), "F19")
    assert not refused(blank(text.format("papers such as"), "Cartography"), "F19")


def test_f22_a_title_tells_no_true_statement():
    text = "Title\n\nOn March 4, Minister Ada Stone opened a new school of maps in the old harbour.\n"
    fact = course.a_fact(text, "date", "March 4", "--03-04")
    for name, told in (("“Ada Stone opened a new school of maps in the harbour”", True), ("“Schools of maps”", False)):
        bank = draft([course.a_source("A", name, text, fact)])
        assert bool(refused(bank, "F22c")) is told


def test_two_things_joined_are_no_blank_where_two_sorts_of_one_are():
    for first, found in (("letters", []), ("postal", [["postal"]])):
        items = ["opening markets for small traders", f"writing rules for {first} and parcel offices"]
        text = f"Trade\n\nThe ministry named two trade aims: {'; '.join(items)}.\n"
        value = course.a_list(text, "two trade aims", items, intro="The ministry named two trade aims:")
        source = course.a_source("A", "The Gazette", text, value)
        about = asked(course.indexed(source), source, source.points[0], value)
        joint = [item.key["blanks"][0] for item in blanks(about) if item.rule == "list.cloze"]
        assert joint == found


@pytest.mark.parametrize(("text", "found"), [("a file_name", True), ("“{key}”", True), ("plain words", False)])
def test_f29_what_a_program_is_written_in_is_not_shown(text, found):
    assert (
        bool(refused(numbers(f"The old net holds 40 fish and {text} on most days.", ("40", "fish")), "F29b")) is found
    )


@pytest.mark.parametrize(
    ("source", "term", "accepted"),
    [
        ("phrase", "local trade", ["local trade", "trade"]),
        ("phrase", "bread trade", ["bread trade"]),
        ("quoted", "local trade", ["local trade"]),
    ],
)
def test_the_noun_of_a_loose_phrase_fills_its_blank_too(source, term, accepted):
    text = f"Title\n\nEnvoys must help {term} in all the old ports.\n"
    assert fitting(course.a_concept(text, term, source), term, EN) == accepted


def test_what_is_quoted_as_somebodys_own_is_no_term():
    text = "Sailors of the old harbour keep {} “common signs” for all that they meet at sea."
    assert not blank(text.format("their"), "common signs", "quoted").questions
    assert blank(text.format("few"), "common signs", "quoted").questions


def test_f24_a_heading_is_no_statement():
    text = "Title\n\nTime of the next fair: {} at the old harbour on March 4.\n"
    held = text.format("Opens")
    assert refused(
        draft([course.a_source("A", "The Gazette", held, course.a_fact(held, "date", "March 4", "--03-04"))]), "F24b"
    )
    plain = text.format("opens").replace("fair:", "fair")
    found = draft([course.a_source("A", "The Gazette", plain, course.a_fact(plain, "date", "March 4", "--03-04"))])
    assert not refused(found, "F24b")


def test_f24_an_order_is_no_statement():
    bank = draft(course.papers())
    true = next(item for item in bank.questions if item.key.get("true"))
    order = replace(
        true, shown={**true.shown, "stem": "According to The Gazette: Use the old harbour for small boats."}
    )
    assert "F24c" in flaws(order)
    assert "F24c" not in flaws(true)


def test_what_is_announced_in_vietnamese_as_follows_has_a_name():
    text = "Tin\n\nBộ Tài chính thông báo như sau: giữ ổn định giá bán; giảm mức sử dụng quỹ.\n"
    value = course.a_list(
        text,
        "Bộ Tài chính",
        ["giữ ổn định giá bán", "giảm mức sử dụng quỹ"],
        intro="Bộ Tài chính thông báo như sau:",
        about=True,
    )
    source = replace(course.a_source("A", "Báo", text, value), language="vi")
    index = course.indexed(source)
    assert list_name(source, value, index).called == "hai nội dung mà Bộ Tài chính thông báo"
    said = membership(asked(index, source, source.points[0], value), "giảm mức sử dụng quỹ", part=True)
    assert said == "Theo Báo, Bộ Tài chính thông báo: giảm mức sử dụng quỹ."
    said = membership(asked(index, source, source.points[0], value), "cho phép sử dụng quỹ", part=True)
    assert said == "Theo Báo: Bộ Tài chính cho phép sử dụng quỹ."
