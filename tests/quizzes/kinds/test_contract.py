"""What every question kind promises, run for each one in the table."""

import json
import re
from pathlib import Path
from random import Random

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS
from quizzes.kinds.base import BadAnswer, Kind, Mark
from quizzes.wording import said

ROOM = Path(__file__).resolve().parents[3] / "quizzes" / "kinds"
SHARED = {"base", "checking", "figures", "proof", "wording"}

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def as_json(value):
    """The value after a journey through the database."""
    return json.loads(json.dumps(value))


def marked(kind: Kind, posted) -> Mark:
    examples = kind.examples()
    return kind.mark(examples.shown, examples.key, as_json(kind.parse(examples.shown, posted)))


def key_texts(key) -> set[str]:
    """Every string of a key, ids apart from what the item itself shows."""
    if isinstance(key, dict):
        return set().union(*map(key_texts, key.values()), set()) if key else set()
    if isinstance(key, list):
        return set().union(*map(key_texts, key)) if key else set()
    return {key} if isinstance(key, str) else set()


def asked(kind: Kind, shown, answer=None) -> str:
    context = {"item": kind.form(shown, answer), "lang": "en"}
    return render_to_string(f"quizzes/kinds/{kind.name}.html", context)


def revealed(kind: Kind, shown, key, answer, **more) -> str:
    context = {"item": kind.reveal(shown, key, answer), "lang": "en", "marked": True, **more}
    return render_to_string(f"quizzes/kinds/{kind.name}.html", context)


def test_every_file_in_the_room_is_listed_under_its_name():
    files = {path.stem for path in ROOM.glob("*.py")} - SHARED - {"__init__"}
    assert {type(kind).__module__.rsplit(".", 1)[-1] for kind in KINDS.values()} == files == set(KINDS)


@every_kind
class TestEveryKind:
    def test_its_own_item_has_no_problems(self, kind):
        examples = kind.examples()
        assert kind.problems(examples.shown, examples.key) == []

    def test_a_right_answer_scores_one(self, kind):
        mark = marked(kind, kind.examples().right)
        assert (mark.fraction, mark.verdict) == (1, "good")
        assert all(part.right for part in mark.parts)

    def test_a_wrong_answer_scores_nothing(self, kind):
        mark = marked(kind, kind.examples().wrong)
        assert (mark.fraction, mark.verdict) == (0, "bad")
        assert not any(part.right for part in mark.parts)

    def test_who_knows_scores_one_however_the_item_is_presented(self, kind):
        examples = kind.examples()
        for seed in range(20):
            shown = kind.present(examples.shown, Random(seed), shuffle=True)
            answer = kind.parse(shown, kind.solve(shown, examples.key))
            assert kind.mark(shown, examples.key, answer).fraction == 1

    def test_a_blind_guess_is_well_formed_and_may_be_wrong(self, kind):
        examples = kind.examples()
        guesses = [kind.parse(examples.shown, kind.guess(examples.shown, Random(seed))) for seed in range(20)]
        assert min(kind.mark(examples.shown, examples.key, guess).fraction for guess in guesses) < 1

    def test_a_malformed_answer_is_asked_again(self, kind):
        examples = kind.examples()
        assert examples.malformed
        for posted in examples.malformed:
            with pytest.raises(BadAnswer) as refusal:
                kind.parse(examples.shown, posted)
            assert re.fullmatch(r"[A-Z].+\.", str(refusal.value))

    def test_a_faulty_item_is_told_apart_in_sentences(self, kind):
        examples = kind.examples()
        assert examples.faulty
        for shown, key in examples.faulty:
            problems = kind.problems(shown, key)
            assert problems, shown
            assert all(re.fullmatch(r"[A-Z“].+\.", str(problem)) for problem in problems)

    def test_nothing_at_all_is_a_faulty_item(self, kind):
        assert kind.problems({}, {})

    def test_presenting_keeps_the_item_whole_and_its_source_unchanged(self, kind):
        examples = kind.examples()
        before = as_json(examples.shown)
        for seed in range(20):
            shown = as_json(kind.present(examples.shown, Random(seed), True))
            assert kind.problems(shown, examples.key) == []
            assert kind.mark(shown, examples.key, kind.parse(shown, examples.right)).fraction == 1
        assert examples.shown == before

    def test_presenting_depends_on_chance_alone(self, kind):
        shown = kind.examples().shown
        assert kind.present(shown, Random(7), True) == kind.present(shown, Random(7), True)

    def test_the_page_that_asks_says_nothing_of_the_key(self, kind):
        examples = kind.examples()
        page = asked(kind, examples.shown)
        hidden = key_texts(examples.key) - key_texts(examples.shown) - set(key_texts(list(examples.shown.values())))
        assert not [text for text in hidden if text in page]
        assert not re.search(r"right|correct|wrong|choice--|--ok|--good|--bad", page.replace("Some on the right", ""))

    def test_an_answer_fills_the_form_again(self, kind):
        examples = kind.examples()
        answer = as_json(kind.parse(examples.shown, examples.right))
        assert asked(kind, examples.shown, answer) != asked(kind, examples.shown) or kind.name == "ordering"
        assert kind.form(examples.shown, answer)["stem"] == examples.shown["stem"]

    def test_a_draft_fills_the_form_like_the_answer(self, kind):
        examples = kind.examples()
        answer = kind.parse(examples.shown, examples.right)
        draft = as_json(kind.draft(examples.shown, examples.right))
        assert kind.mark(examples.shown, examples.key, draft) == kind.mark(examples.shown, examples.key, answer)

    def test_the_marked_page_shows_the_key_whatever_was_answered(self, kind):
        examples = kind.examples()
        for posted in (examples.right, examples.wrong, examples.partly, None):
            answer = kind.parse(examples.shown, posted) if posted else None
            assert revealed(kind, examples.shown, examples.key, answer).strip()

    def test_a_key_that_nobody_answered_is_no_answer_that_missed_it(self, kind):
        examples = kind.examples()
        page = revealed(kind, examples.shown, examples.key, None, alone=True)
        assert not any(word in page for word in ("Missing", "Left open", "--missed", "You "))

    def test_every_text_has_a_role_and_something_is_right(self, kind):
        examples = kind.examples()
        pieces = kind.pieces(examples.shown, examples.key)
        assert "right" in {piece.role for piece in pieces}
        assert all(piece.text.strip() for piece in pieces)

    def test_an_answer_reads_as_one_line(self, kind):
        examples = kind.examples()
        line = said(kind.in_words(examples.shown, kind.parse(examples.shown, examples.right)))
        assert line.strip()
        assert "\n" not in line

    def test_parts_that_are_counted_one_by_one_have_each_a_name(self, kind):
        examples = kind.examples()
        names = kind.places(examples.shown, examples.key)
        parts = marked(kind, examples.right).parts
        assert not names or {part.id for part in parts} <= set(names)

    def test_another_answer_can_be_right_too_or_instead(self, kind):
        examples = kind.examples()
        shown, key = examples.shown, examples.key
        right = kind.parse(shown, examples.right)
        proposed = 0
        for posted in (examples.wrong, examples.partly, examples.disputed):
            if posted is None:
                continue
            answer = as_json(kind.parse(shown, posted))
            too = as_json(kind.rekeyed(shown, key, answer, instead=False))
            instead = as_json(kind.rekeyed(shown, key, answer, instead=True))
            if too is not None:
                assert kind.judge(shown, too, answer).fraction == kind.judge(shown, too, right).fraction == 1
                assert kind.mark(shown, kind.suited(shown, too, answer), answer).verdict == "good"
            if instead is not None:
                assert kind.judge(shown, instead, answer).fraction == 1
            proposed += (too is not None) + (instead is not None)
        assert proposed >= 2

    def test_an_answer_admitted_twice_over_is_right_beside_the_others(self, kind):
        examples = kind.examples()
        answers = [
            kind.parse(examples.shown, posted) for posted in (examples.disputed or examples.wrong, examples.wrong)
        ]
        key = examples.key
        for answer in answers:
            key = as_json(kind.rekeyed(examples.shown, key, answer, instead=False) or key)
        assert kind.judge(examples.shown, key, answers[0]).fraction == 1
        assert kind.judge(examples.shown, key, kind.parse(examples.shown, examples.right)).fraction == 1

    def test_who_guesses_earns_on_average_what_chance_says(self, kind):
        examples = kind.examples()
        guesses = [kind.parse(examples.shown, kind.guess(examples.shown, Random(seed))) for seed in range(5_000, 7_000)]
        earned = sum(kind.mark(examples.shown, examples.key, guess).fraction for guess in guesses) / len(guesses)
        assert kind.chance(examples.shown, examples.key) == pytest.approx(earned, abs=0.05)

    def test_label_and_hint_are_sentences_for_people(self, kind):
        assert kind.label[0].isupper()
        assert kind.hint.endswith(".")


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.examples().partly], ids=lambda kind: kind.name
)
def test_a_partly_right_answer_scores_in_between(kind):
    mark = marked(kind, kind.examples().partly)
    assert 0 < mark.fraction < 1
    assert mark.verdict == "part"


def posted_forms(kind: Kind):
    """Forms with the fields and values of the kind's own examples, and with others."""
    examples = kind.examples()
    known = [examples.right, examples.wrong, examples.partly or {}, *examples.malformed]
    fields = sorted({field for posted in known for field in posted})
    values = sorted({value for posted in known for given in posted.values() for value in given if len(value) < 400})
    field = st.sampled_from([*fields, "move", "go"]) | st.text(max_size=8)
    value = st.sampled_from([*values, f"{values[-1]}:up", f"{values[-1]}:down"]) | st.text(max_size=400)
    return st.dictionaries(field, st.lists(value, max_size=6), max_size=8)


@every_kind
@given(data=st.data())
def test_whatever_is_posted_is_marked_or_asked_again(kind, data):
    posted = data.draw(posted_forms(kind))
    examples = kind.examples()
    kind.form(examples.shown, as_json(kind.draft(examples.shown, posted)))
    try:
        answer = as_json(kind.parse(examples.shown, posted))
    except BadAnswer:
        return
    mark = kind.mark(examples.shown, examples.key, answer)
    assert 0 <= mark.fraction <= 1
    assert all(0 <= part.credit <= 1 for part in mark.parts)
    assert all(part.right for part in mark.parts) == (mark.fraction == 1)
    assert "\x00" not in json.dumps(answer)
    kind.reveal(examples.shown, examples.key, answer)
    kind.form(examples.shown, answer)
    kind.in_words(examples.shown, answer)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "text", "accepted", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
items = st.dictionaries(
    st.sampled_from(
        [
            *("stem", "options", "items", "lefts", "rights", "parts", "bank", "count", "right", "order", "pairs"),
            *("blanks", "marking", "correction", "true", "wrong", "instead", "accepted", "similarity", "units", "unit"),
            *("value", "within", "factors", "asks", "day", "month", "year", "groups"),
        ]
    ),
    json_values,
)


@every_kind
@given(shown=items, key=items)
def test_any_json_is_judged_without_a_crash(kind, shown, key):
    assert all(str(problem) for problem in kind.problems(shown, key))
