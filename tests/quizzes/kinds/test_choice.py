from random import Random

from quizzes.kinds import KINDS

CHOICE = KINDS["choice"]


def item(*texts: str) -> dict:
    return {"stem": "Which one?", "options": [{"id": f"o{text[:3]}", "text": text} for text in texts]}


def orders(shown: dict, shuffle: bool) -> set[tuple[str, ...]]:
    return {
        tuple(option["text"] for option in CHOICE.present(shown, Random(seed), shuffle)["options"])
        for seed in range(40)
    }


def test_options_are_shuffled_when_asked():
    shown = item("trust", "speed", "wealth")
    assert len(orders(shown, shuffle=True)) == 6
    assert orders(shown, shuffle=False) == {("trust", "speed", "wealth")}


def test_numbers_and_dates_keep_their_sequence():
    assert orders(item("7 February", "8 February", "18 February"), shuffle=True) == {
        ("7 February", "8 February", "18 February")
    }


def test_a_wrong_choice_names_itself_and_the_right_one():
    examples = CHOICE.examples()
    mark = CHOICE.mark(examples.shown, examples.key, {"choice": "x7"})
    assert [(part.id, part.given, part.expected) for part in mark.parts] == [("x7", "speed", "trust")]


def test_options_carry_letters_in_the_order_shown():
    form = CHOICE.form(item("trust", "speed", "wealth"), None)
    assert [option["letter"] for option in form["options"]] == ["a", "b", "c"]
    assert form["last_letter"] == "c"


def test_more_options_than_anybody_reads_are_refused():
    problems = CHOICE.problems(item(*(f"{n} pillars" for n in range(100, 113))), {"right": "o100"})
    assert [str(problem) for problem in problems] == ["Give at most 12 options."]
