from dataclasses import replace

from quizzes.generation import questions
from quizzes.generation.gate.bank import doubles, gives_away, place_of_key
from quizzes.generation.select import composed, selected_cards
from quizzes.generation.select import selected as selection
from tests.quizzes.generation import course
from tests.quizzes.generation.gate import drafts


def selected(questions):
    return list(selection(questions).kept)


def test_a_key_point_has_no_two_questions_by_one_rule():
    again = replace(drafts.RECALL, shown={"stem": "Something else, The Gazette", "count": 4})
    assert selected([drafts.RECALL, again]) == [drafts.RECALL]


def test_members_are_asked_for_twice_at_most():
    members = [draft for draft in questions(drafts.INDEX) if draft.rule == "list.member" and draft.point == "A1"]
    assert len(members) == 4
    assert [draft.lit for draft in selected(members)] == [draft.lit for draft in members[:2]]


def test_what_is_left_out_is_told_with_its_reason():
    again = replace(drafts.RECALL, point="A9")
    left_out = selection([drafts.RECALL, again]).left_out
    assert [(refused.draft, refused.reasons[0][0]) for refused in left_out] == [(again, "F30")]


def test_right_options_are_spread_over_the_places():
    trees = ["an oak by the old gate", "ash in the snow", "elms of many", "fir cones", "a yew", "boxwood and its smell"]
    stems = [f"Which is {tree}, The Gazette?" for tree in trees]
    many = [
        replace(
            drafts.MEMBER,
            point=stem,
            rule=f"list.{n}",
            lit=(replace(drafts.MEMBER.lit[0], start=n),),
            shown={**drafts.MEMBER.shown, "stem": stem},
        )
        for n, stem in enumerate(stems)
    ]
    many = [replace(draft, evidence=replace(draft.evidence, start=n)) for n, draft in enumerate(many)]
    places = [place_of_key(draft) for draft in selected(many)]
    assert len(places) == 6
    assert max(places.count(place) for place in places) == 2


def test_dates_keep_their_sequence_wherever_the_right_one_stands():
    assert selected([drafts.WHEN])[0].shown == drafts.WHEN.shown


def test_of_two_clozes_of_one_sentence_the_fact_stays():
    fact = next(draft for draft in questions(drafts.INDEX) if draft.rule == "fact.amount")
    term = replace(fact, rule="concept.cloze", point="A4")
    assert selected([term, fact]) == [fact]


def test_the_order_given_is_kept():
    assert selected([drafts.CLOZE, drafts.WHEN, drafts.RECALL]) == [drafts.CLOZE, drafts.WHEN, drafts.RECALL]


def test_one_sort_of_question_does_not_fill_the_bank():
    fact = next(draft for draft in questions(drafts.INDEX) if draft.rule == "fact.amount")
    many = [
        replace(
            fact,
            point=f"F{n}",
            shown={"stem": "Fill in.", "parts": [f"{word} has ", " ships"]},
            evidence=replace(fact.evidence, start=n),
            lit=(replace(fact.lit[0], start=n),),
        )
        for n, word in enumerate(["Oslo", "Quito", "Hanoi", "Paris", "Accra"])
    ]
    assert len(selected(many)) == 3


def test_one_speaker_is_asked_for_once_in_one_way():
    sayings = ["Patience wins.", "Haste loses.", "Silence is long."]
    many = [
        replace(
            drafts.WHO,
            point=f"A{n}",
            shown={**drafts.WHO.shown, "stem": f"Who made this point, according to The Gazette? {said}"},
            evidence=replace(drafts.WHO.evidence, start=n),
            lit=(replace(drafts.WHO.lit[0], start=n),),
        )
        for n, said in enumerate(sayings)
    ]
    assert len(selected(many)) == 1


def test_a_speaker_is_typed_for_another_statement_than_the_one_chosen_for():
    every = list(questions(drafts.INDEX))
    choice = next(draft for draft in every if draft.rule == "fact.who_said" and draft.point == "A7")
    typed = next(draft for draft in every if draft.rule == "fact.name_speaker" and draft.point == "A7")
    other = replace(
        typed,
        point="A8",
        shown={**typed.shown, "stem": "Who made this point, according to The Gazette? Haste loses."},
        evidence=replace(typed.evidence, start=1),
        lit=(replace(typed.lit[0], start=1),),
    )
    assert selected([choice, typed, other]) == [choice, other]
    assert selected([choice, typed]) == [choice, typed]


def test_one_thing_is_falsely_a_member_of_two_lists_at_most():
    false = next(draft for draft in questions(drafts.INDEX) if draft.rule == "list.false")
    many = [
        replace(
            false,
            point=f"A{n}",
            shown={**false.shown, "stem": f"This is one of the {things}, The Gazette: raising pay."},
            evidence=replace(false.evidence, start=n),
            lit=(replace(false.lit[0], start=n),),
        )
        for n, things in enumerate(["old harbour tasks", "first ideas of clerks", "seven island schools"])
    ]
    assert len(selected(many)) == 2


def test_questions_of_two_kinds_are_no_doubles():
    assert not doubles(drafts.TERM, drafts.CLOZE)


def test_of_one_sentence_only_one_plain_phrase_is_asked_for():
    card = next(card for card in course_cards() if card.rule == "card.term")
    phrases = [replace(card, rule="card.phrase", point=point) for point in ("A4", "A5")]
    assert list(selected_cards(phrases)) == phrases[:1]
    assert list(selected_cards([card, phrases[1]])) == [card]


def course_cards():
    from quizzes.generation import all_faces

    return all_faces(course.indexed())


# Quizzes ------------------------------------------------------------------------


def test_a_question_that_shows_anothers_answer_gives_it_away():
    assert gives_away(drafts.TERM, drafts.CLOZE)  # its options hold the missing words
    assert gives_away(drafts.MEMBER, drafts.RECALL)
    assert not gives_away(drafts.WHEN, drafts.CLOZE)


def test_no_question_of_a_quiz_gives_another_away():
    every = [drafts.MEMBER, drafts.RECALL, drafts.TERM, drafts.CLOZE, drafts.WHEN, drafts.ORDER, drafts.HALVES]
    quiz = composed(every, 10)
    assert not any(gives_away(one, other) for one in quiz for other in quiz if one is not other)


def test_kinds_take_turns_and_the_quiz_is_no_longer_than_asked():
    quiz = composed([drafts.WHEN, drafts.WHO, drafts.ORDER, drafts.HALVES], 3)
    assert sorted(draft.kind for draft in quiz) == ["choice", "matching", "ordering"]


def test_one_sentence_is_asked_about_four_times_at_most():
    alike = [
        replace(drafts.AMOUNT, rule=f"fact.{n}", point=f"A{n}", shown={**drafts.AMOUNT.shown, "stem": stem})
        for n, stem in enumerate(["How long?", "Which years?", "What number?", "How old?", "Since when?", "What age?"])
    ]
    assert len(selected(alike)) == 4
