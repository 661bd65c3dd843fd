from quizzes.generation.cards import faces
from tests.quizzes.generation import course


def cards(value):
    index = course.indexed()
    source, point = next(each for each in index.points.values() if each[1].value == value)
    return {card.rule: card for card in faces(index, source, point)}


def test_a_list_has_one_face_with_all_its_items_in_order():
    card = cards(course.RULES)["card.recall"]
    assert card.prompt == "Name the three rules for envoys that the council set, according to The Gazette."
    assert card.lines[0] == "Envoys must listen with patience"
    assert (len(card.lines), card.ordered, card.face) == (3, True, "recall")


def test_a_term_has_two_faces():
    found = cards(course.CHANNELS)
    assert found["card.says"].prompt == "What does The Gazette say of “quiet channels”?"
    assert found["card.says"].lines == ("The report describes “quiet channels” as a vital tool of every embassy",)
    assert found["card.term"].prompt.endswith("The report describes “____” as a vital tool of every embassy.")
    assert found["card.term"].lines == ("quiet channels",)


def test_a_date_a_number_and_a_saying_have_one_face_each():
    day = cards(course.MARCH_4)["card.date"]
    assert (
        day.prompt == "On which date did Minister Ada Stone open a school in the old harbour, according to The Gazette?"
    )
    assert day.lines == ("March 4",)
    assert cards(course.YEARS[0])["card.amount"].lines == ("96",)
    assert cards(course.TREATY)["card.saying"].lines == ("Ben Frost",)


def test_a_one_word_office_says_too_little_for_a_card():
    assert cards(course.STONE) == {}


def test_an_office_of_several_words_is_asked_for_once():
    text = "Title\n\nDeputy Minister Bo Reed opened a school. Deputy Minister Bo Reed closed another.\n"
    first = course.a_fact(text, "person", "Bo Reed", role="Deputy Minister")
    source = course.a_source("A", "The Gazette", text, first, first)
    index = course.indexed(source)
    (card,) = faces(index, source, source.points[0])
    assert (card.prompt, card.lines) == ("Who is Bo Reed, according to The Gazette?", ("Deputy Minister",))


def test_a_term_with_a_rival_for_its_place_is_not_to_be_filled_in():
    text = "Title\n\nForeign affairs are “vital and regular” tasks. They are “key and steady” tasks as well.\n"
    vital, key = course.a_concept(text, "vital and regular"), course.a_concept(text, "key and steady")
    source = course.a_source("A", "The Gazette", text, vital, key)
    assert [card.rule for card in faces(course.indexed(source), source, source.points[0])] == ["card.says"]


def test_answers_are_lit_inside_their_evidence():
    for value in (course.TASKS, course.CHANNELS, course.MARCH_4, course.PATIENCE):
        for card in cards(value).values():
            assert all(card.evidence.start <= lit.start < lit.end <= card.evidence.end for lit in card.lit)
