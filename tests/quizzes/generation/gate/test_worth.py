"""What a blind reader called pointless or cut off: each check with a case that it holds back, and one that passes."""

from dataclasses import replace

import pytest

from quizzes.generation import draft, questions
from quizzes.generation.amounts import inverted, next_verb
from quizzes.generation.gate import forms, worth
from quizzes.generation.gate.reading import reading_of
from quizzes.generation.gate.worth import most_of_nothing
from quizzes.generation.wording import wording
from tests.quizzes.generation import course
from tests.quizzes.generation.gate import drafts

EN, VI = wording("en"), wording("vi")


def bank(text, *values):
    return draft([course.a_source("A", "The Gazette", text, *values)])


def why_not(found, rule):
    return {id for each in found.refused if getattr(each.draft, "rule", "") == rule for id, _ in each.reasons}


def rules(found):
    return {item.rule for item in found.questions}


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        (["calm talk", "late trust", "deep peace"], {"F26f"}),
        (["calm talk of the old harbour pilots", "late trust among young clerks", "deep peace on every coast"], set()),
    ],
)
def test_a_friendly_word_is_no_statement_to_judge(items, fault):
    text = f"Envoys\n\nThe council named three port aims. {'. '.join(items)}.\n"
    value = course.a_list(text, "three port aims", items, intro="The council named three port aims.")
    assert why_not(bank(text, value), "list.true") & {"F26f"} == fault


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        ("Set up a shared store of old letters", {"F26f"}),
        ("Set up a shared store of old letters in Lisbon", set()),
        ("Set up a shared store of old letters which all young clerks of the harbour may read", set()),
    ],
)
def test_short_advice_is_no_statement_to_judge(first, fault):
    items = [first, "Send warm coats to every clerk of the cold fleet in Oslo", "Mend worn sails for the fair of 1920"]
    text = f"Envoys\n\nThe council set three port rules. {'. '.join(items)}.\n"
    value = course.a_list(text, "three port rules", items, intro="The council set three port rules.")
    index = course.indexed(course.a_source("A", "The Gazette", text, value))
    (judged,) = [item for item in questions(index) if item.rule == "list.true" and item.lit[0].text == first]
    assert drafts.flaws(judged, index) & {"F26f"} == fault


@pytest.mark.parametrize(
    ("term", "fault"), [("slow letters", {"F26f"}), ("“slow letters”", set()), ("slow letters of Lisbon", set())]
)
def test_a_true_statement_of_no_list_needs_a_name_a_number_or_a_quoted_phrase(term, fault):
    text = f"Envoys\n\nMany clerks of the old harbour speak of {term} when the mail arrives late.\n"
    assert why_not(bank(text, course.a_concept(text, term.strip("“”"))), "concept.true") & {"F26f"} == fault


def test_the_order_of_three_things_to_do_is_known_to_anybody():
    steps = ["Identify the old fault", "Choose a small task", "Monitor the whole harbour"]
    text = f"Envoys\n\nThe council named three port steps. {'. '.join(steps)}.\n"
    intro = "The council named three port steps."
    value = course.a_list(text, "three port steps", steps, intro=intro, kind="numbers", ordered=True)
    assert why_not(bank(text, value), "list.order") == {"F06b"}
    counted = course.a_list(text, "three port steps", steps, intro=intro, kind="ordinal", ordered=True)
    assert "list.order" in rules(bank(text, counted))


@pytest.mark.parametrize(
    ("words", "text", "fault"),
    [
        (EN, "The most used is the harbour list with 90 ships.", True),
        (EN, "The most used list of the harbour has 90 ships.", False),
        (EN, "At most 90 ships lie there.", False),
        (VI, "Bộ dữ liệu thường được dùng nhất là danh sách cũ.", True),
        (VI, "Bộ dữ liệu lớn nhất của thành phố là danh sách cũ.", False),
        (VI, "Thứ nhất là danh sách cũ.", False),
    ],
)
def test_a_most_says_of_what(words, text, fault):
    assert most_of_nothing(text, words) is fault


def cloze(before, after, *, of=drafts.CLOZE, words=EN, accepted=("quiet channels",), **changed):
    item = replace(
        of,
        kind="cloze",
        shown={"stem": "Fill in the blank, according to The Gazette.", "parts": [before, after]},
        key={"blanks": [list(accepted)]},
        **changed,
    )
    return replace(reading_of(item, drafts.INDEX), words=words)


def test_no_wording_of_the_answer_stands_in_the_question():
    fair = ("Balanced talk needs ", " in every port.")
    assert worth.bare_answer_shown(cloze(*fair, accepted=("open talk", "talk")))
    assert not worth.bare_answer_shown(cloze(*fair, accepted=("open trade", "trade")))


def test_of_a_name_and_a_number_the_number_is_asked_for():
    evidence = {"evidence": drafts.AMOUNT.evidence, "rule": "concept.cloze"}
    assert worth.beside_number(cloze("The ", " looks back on many years of history.", **evidence))
    assert not worth.beside_number(cloze("The service looks back on many years of ", ".", **evidence))


def test_no_phrase_beside_the_missing_one_begins_like_it():
    near = ("Envoys meet the ", " of islands in a quiet harbour.")
    far = ("Envoys meet the ", f" of islands {'and listen ' * 8}in a quiet harbour.")
    assert forms.begins_alike(cloze(*near, rule="concept.cloze"))
    assert not forms.begins_alike(cloze(*far, rule="concept.cloze"))
    assert not forms.begins_alike(cloze(*near, rule="concept.cloze", accepted=("open doors",)))


def test_a_judgement_does_not_tell_which_quoted_phrase_is_missing():
    assert worth.judged_phrase(cloze("“", "” are a risk for the ports.", rule="concept.cloze"))
    assert not worth.judged_phrase(cloze("A “", "” is a tool of every port.", rule="concept.cloze"))
    assert worth.judged_phrase(cloze("Talks do not have to be a “", "” affair.", rule="concept.cloze"))
    assert worth.judged_phrase(cloze("Talks don’t have to be a “", "” affair.", rule="concept.cloze"))
    assert not worth.judged_phrase(cloze("Talks have to be a “", "” affair.", rule="concept.cloze"))
    assert not worth.judged_phrase(cloze("The report fears that “", "” are a risk.", rule="concept.cloze"))


def test_two_adjectives_go_with_many_a_noun():
    assert worth.stock_phrase(cloze("Envoys work for a fair, rules-based ", " on every coast."))
    assert not worth.stock_phrase(cloze("Envoys work for a fair ", " on every coast."))


def test_what_is_in_front_says_in_front_of_what():
    assert worth.directionless(cloze("Các lớp phía trước thường là ", " của mạng.", words=VI))
    assert not worth.directionless(cloze("Các lớp phía trước mạng thường là ", " cũ.", words=VI))


def test_an_aim_says_whose_it_is():
    assert worth.aim_of_nothing(cloze("The supreme objective is safeguarding the ", " of all ports."))
    assert not worth.aim_of_nothing(cloze("The supreme objective of the fleet is safeguarding the ", " of all ports."))
    assert not worth.aim_of_nothing(cloze("The island is safeguarding the ", " of all ports."))


@pytest.mark.parametrize("id", ["F19c", "F21d"])
def test_what_a_reader_stumbles_over_is_refused_by_itself(id):
    assert [check.warns for check in worth.CHECKS if check.id == id] == [False]


def test_a_number_of_the_past_says_of_which_time():
    amount = {"of": drafts.AMOUNT, "rule": "fact.amount"}
    assert worth.timeless_past(cloze("The most frequent causes were storms, with ", " percent.", **amount))
    assert not worth.timeless_past(cloze("In 1990 the most frequent causes were storms, with ", " percent.", **amount))


def test_a_definition_is_not_put_forward_as_true():
    text = "Envoys\n\nA pilotage is a program of services that brings large ships into old harbours.\n"
    found = bank(text, course.a_concept(text, "pilotage", source="defined"))
    assert "F26g" in why_not(found, "concept.true")


def test_a_number_before_its_object_keeps_what_the_object_is_of():
    said = "The port will keep at 20 percent the old dues, as set forth in the harbour order, on goods of the islands"
    text = f"Envoys\n\n{said}, and will also list free goods.\n"
    fact = course.a_fact(text, "quantity", "20", unit="percent")
    source = course.a_source("A", "The Gazette", text, fact)
    cut = (fact.sentence[0], text.index(", as set forth"))
    assert inverted(source, fact, cut, EN)
    assert text[fact.sentence[0] : next_verb(source, fact, EN)] == said


def test_what_follows_a_blank_belongs_to_it():
    assert worth.owner_of_gap(cloze("Raising awareness across the ", " of the envoys’ role."))
    assert not worth.owner_of_gap(cloze("Raising the ", " of the envoys."))
    assert not worth.owner_of_gap(cloze("Raising awareness across the ", " in each port."))


def test_two_predicates_that_nothing_joins_are_not_asked_about():
    broken = ("Các tàu được sử dụng quỹ dầu là ", " đồng một lít.")
    assert worth.broken_sentence(cloze(*broken, words=VI))
    assert not worth.broken_sentence(cloze("Các tàu này được gọi chung là ", " tàu.", words=VI))
    assert not worth.broken_sentence(cloze(*broken))
    said = replace(drafts.CLOZE.evidence, text="Các tàu được sử dụng quỹ dầu là 300 đồng, dầu mazut là 200 đồng.")
    assert worth.broken_sentence(cloze("Dầu mazut là ", " đồng, dầu hỏa là 300 đồng.", words=VI, evidence=said))
    assert not worth.broken_sentence(cloze("Dầu mazut là ", " đồng một lít.", words=VI, evidence=said))
