"""What every kind's form owes, and what each says of a faulty item."""

from pathlib import Path

import pytest
from django import forms

from quizzes.admin.kinds import FORMS
from quizzes.kinds import KINDS
from quizzes.models import Origin, Question
from tests import factories

CHOICE = {
    "options-count": "4",
    "options-0-0": "speed",
    "options-1-0": "trust",
    "options-2-0": "wealth",
    "options-chosen": "1",
}
MATCHING = {
    "pairs-count": "3",
    "pairs-0-0": "trust",
    "pairs-0-1": "compass",
    "pairs-1-0": "patience",
    "pairs-1-1": "bridge",
    "extra": "anchor",
}
POSTED = {
    "choice": CHOICE,
    "cloze": {"text": "It rests on {{trust}}, patience and {{law|the law}}.", "bank": ""},
    "ordering": {"items": "trust\npatience\nlaw"},
    "matching": MATCHING,
    "recall": {"items": "trust\npatience|calm\nlaw", "tell_count": "on"},
    "multiple": {
        "options-count": "4",
        **{f"options-{n}-0": text for n, text in enumerate(["trust", "speed", "law"])},
        "options-0-chosen": "1",
        "options-2-chosen": "1",
    },
    "true_false": {"truth": "false", "wrong": "it", "instead": "trust|confidence", "correction": "asked"},
    "short_answer": {"accepted": "trust\npatience", "similarity": "85", "minds_accents": "on"},
    "numeric": {"value": "3", "within": "0.5", "units": "m\nkm = 1000"},
    "date": {"month": "3", "year": "2026", "within": "0", "partial": "on"},
    "grouping": {
        "items-count": "4",
        **{f"items-{n}-0": text for n, text in enumerate(["trust", "law", "an embassy"])},
        **{f"items-{n}-1": label for n, label in enumerate(["Pillars", "Pillars", "Next steps"])},
    },
}
POSTED["ordering"]["marking"] = "run"
RIGHT = {
    "multiple": lambda q: {"answer": q.key["right"]},
    "true_false": lambda q: {"answer": ["false"], "instead": ["confidence"]},
    "short_answer": lambda q: {"answer": ["Patience"]},
    "numeric": lambda q: {
        "answer": ["0.003"],
        "unit": [unit["id"] for unit in q.shown["units"] if unit["text"] == "km"],
        "language": ["en-gb"],
    },
    "date": lambda q: {"month": ["3"], "year": ["2026"]},
    "grouping": lambda q: {f"list-{item}": [group] for item, group in q.key["groups"].items()},
    "choice": lambda q: {"answer": [q.key["right"]]},
    "cloze": lambda q: {"blank-1": ["trust"], "blank-2": ["the law"]},
    "ordering": lambda q: {"order": q.key["order"]},
    "matching": lambda q: {f"match-{left}": [right] for left, right in q.key["pairs"].items()},
    "recall": lambda q: {"item": ["law", "calm", "trust"]},
}


@pytest.fixture
def citation(course):
    return factories.CitationFactory(edition__document__course=course)


@pytest.fixture
def form_of(course, citation):
    """form_of(kind, instance, **changes) is the kind's form as posted."""

    def form_of(kind, instance=None, **changes):
        base = FORMS[kind]
        form = type(base.__name__, (base,), {"course": course})
        data = {"stem": "What does it rest on?", "citation": citation.pk, "status": "draft"}
        return form({**data, **POSTED[kind], **changes}, instance=instance or Question())

    return form_of


@pytest.fixture
def saved(form_of, now):
    def saved(kind, **changes) -> Question:
        form = form_of(kind, **changes)
        assert form.is_valid(), form.errors
        form.instance.created_at = now
        return form.save()

    return saved


def test_every_kind_has_its_form():
    assert FORMS.keys() == KINDS.keys()
    room = Path(__file__).parents[4] / "quizzes/admin/kinds"
    assert {path.stem for path in room.glob("*.py")} - {"__init__", "base", "ids", "rows"} == FORMS.keys()


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_written_can_be_asked_and_answered_right(saved, kind):
    question = saved(kind)
    assert KINDS[kind].problems(question.shown, question.key) == []
    answer = KINDS[kind].parse(question.shown, RIGHT[kind](question))
    assert KINDS[kind].mark(question.shown, question.key, answer).fraction == 1
    assert (question.kind, question.origin) == (kind, Origin.AUTHORED)


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_opened_and_saved_changes_nothing(saved, form_of, kind):
    question = saved(kind)
    before = (question.shown, question.key, question.feedback, question.fingerprint)
    again = Question.objects.get(pk=question.pk)
    opened = FORMS[kind](instance=again)
    form = form_of(kind, again, **posted(opened))
    assert form.is_valid(), form.errors
    form.save()
    again.refresh_from_db()
    assert (again.shown, again.key, again.feedback, again.fingerprint) == before


@pytest.mark.parametrize("kind", FORMS)
def test_an_item_of_the_kinds_own_example_goes_through_its_form(course, citation, form_of, kind):
    example = KINDS[kind].examples()
    question = factories.QuestionFactory(
        key_point=None, course=course, citation=citation, kind=kind, shown=example.shown, key=example.key
    )
    form = form_of(kind, question, **posted(FORMS[kind](instance=question)))
    assert form.is_valid(), form.errors
    assert (form.instance.shown, form.instance.key) == (example.shown, example.key)


@pytest.mark.parametrize("kind", FORMS.keys() - {"numeric", "date"})
def test_the_answering_words_are_lit_in_the_source(saved, citation, kind):
    question = saved(kind)
    text = citation.edition.text
    lit = [text[start:end] for start, end in question.feedback["lit"]]
    assert "trust" in lit
    assert set(lit) <= {"trust", "patience", "law"}


@pytest.mark.parametrize(("kind", "lit"), [("numeric", ["3 of"]), ("date", ["March", "2026"])])
def test_numbers_and_dates_are_lit_where_they_stand_by_themselves(course, saved, kind, lit):
    text = "On 31 July 1932, later on 13 March 2026, there were 3 of them."
    edition = factories.EditionFactory(document__course=course, text=text)
    other = factories.CitationFactory(edition=edition, quote=text)
    question = saved(kind, citation=other.pk)
    starts = [start for start, _end in question.feedback["lit"]]
    assert starts == [text.index(words) for words in lit]


@pytest.mark.parametrize("kind", FORMS)
def test_the_same_question_is_not_taken_twice(saved, form_of, kind):
    saved(kind)
    form = form_of(kind)
    assert form.non_field_errors() == ["This question stands in the course already."]


@pytest.mark.parametrize(
    ("kind", "changes", "field", "sentence"),
    [
        ("choice", {"options-chosen": ""}, "options", "Mark one option as the right one."),
        ("choice", {"options-chosen": "3"}, "options", "Mark one option as the right one."),
        ("choice", {"options-2-0": "Trust."}, "options", "“Trust.” stands there twice."),
        ("choice", {"options-0-0": "", "options-2-0": ""}, "options", "Give at least two options."),
        ("choice", {"stem": " "}, "stem", "The question has no text."),
        ("cloze", {"text": "It rests on trust."}, "text", "Leave at least one blank in the text."),
        ("cloze", {"text": "It rests on {{}}."}, "text", "Blank 1 has no right answer."),
        ("cloze", {"text": "It rests on {{ | }}."}, "text", "Blank 1 has no right answer."),
        (
            "cloze",
            {"text": "It {{rests on trust."},
            "text",
            "A blank is not closed: write {{ before and }} after each.",
        ),
        ("cloze", {"text": ""}, "text", "Leave at least one blank in the text."),
        ("cloze", {"bank": "law\nspeed"}, "text", "“trust” is not among the words to choose from."),
        ("ordering", {"items": "trust\nlaw"}, "items", "Give at least 3 items."),
        ("ordering", {"items": "trust\nlaw\nTrust"}, "items", "“Trust” stands there twice."),
        ("matching", {"pairs-1-0": "", "pairs-1-1": ""}, "pairs", "Give at least two pairs."),
        ("matching", {"pairs-1-1": ""}, "pairs", "Number 2 has no text."),
        ("matching", {"extra": "Compass"}, "pairs", "“Compass” stands there twice."),
        ("recall", {"items": "trust"}, "items", "Give at least two items."),
        ("recall", {"items": "trust\nlaw\nTRUST"}, "items", "“TRUST” stands there twice."),
        ("multiple", {"options-0-chosen": "", "options-2-chosen": ""}, "options", "Mark the options that are right."),
        ("multiple", {"options-1-chosen": "1"}, "options", "Every option is right: give at least one that is not."),
        ("true_false", {"wrong": "speed"}, "truth", "“speed” must stand in the statement once."),
        ("true_false", {"wrong": ""}, "truth", "Name the words that make the statement false."),
        ("true_false", {"instead": ""}, "truth", "Say what should stand there instead."),
        (
            "true_false",
            {"instead": "confidence|trust"},
            "instead",
            "The sentence that proves it does not say this: quote its own words first.",
        ),
        ("short_answer", {"accepted": ""}, "accepted", "Give at least one right answer, and none that is empty."),
        ("short_answer", {"similarity": "60"}, "similarity", "Ensure this value is greater than or equal to 70."),
        ("numeric", {"value": "many"}, "value", "Enter a number."),
        (
            "numeric",
            {"units": "m\nkm"},
            "units",
            "Say of each further unit how many of the first it makes, such as “m = 0.001”.",
        ),
        ("numeric", {"units": "m\nM = 1"}, "value", "“M” stands there twice."),
        ("date", {"day": "31", "month": "2"}, "day", "That month has no day 31."),
        (
            "date",
            {"day": "1", "month": ""},
            "day",
            "Ask for a whole date, a month and year, a year, or a day and month.",
        ),
        (
            "date",
            {"month": "", "year": ""},
            "day",
            "Ask for a whole date, a month and year, a year, or a day and month.",
        ),
        ("grouping", {"items-2-1": "Pillars"}, "items", "Give at least two lists."),
        ("grouping", {"items-0-1": ""}, "items", "Number 1 has no text."),
        ("recall", {"citation": ""}, "citation", "Name the sentence that proves it: search for its words."),
        ("recall", {"citation": "0"}, "citation", "This sentence is not in this course."),
    ],
)
def test_the_form_says_what_is_wrong(form_of, kind, changes, field, sentence):
    form = form_of(kind, **changes)
    assert not form.is_valid()
    assert sentence in form.errors[field]
    assert list(form.errors) == [field]


def test_several_faults_are_told_at_once(form_of):
    form = form_of("choice", **{"stem": "", "options-chosen": "", "citation": ""})
    assert set(form.errors) == {"stem", "options", "citation"}


def test_an_edited_option_keeps_its_id_and_loses_the_reason_given_for_other_words(saved, form_of):
    question = saved("choice")
    speed, trust, wealth = (option["id"] for option in question.shown["options"])
    question.feedback["why"] = {speed: {"text": "hasty", "citation": 1}, wealth: {"text": "greedy", "citation": 1}}
    question.save()
    opened = posted(FORMS["choice"](instance=question))
    form = form_of("choice", question, **{**opened, "options-2-0": "riches"})
    assert form.is_valid(), form.errors
    assert [option["id"] for option in form.instance.shown["options"]] == [speed, trust, wealth]
    assert form.instance.feedback["why"] == {speed: {"text": "hasty", "citation": 1}}


def test_an_edited_draft_keeps_its_fingerprint_so_that_it_is_not_drafted_again(course, citation, form_of):
    question = factories.QuestionFactory(key_point=None, course=course, citation=citation, origin=Origin.GENERATED)
    before = question.fingerprint
    form = form_of("choice", question, stem="Another stem")
    assert form.is_valid(), form.errors
    assert form.save().fingerprint == before
    assert question.shown["stem"] == "Another stem"


def test_new_items_of_a_list_get_ids_that_do_not_tell_their_order(saved):
    items = saved("ordering").shown["items"]
    assert [item["id"] for item in items] != sorted(item["id"] for item in items)


def test_of_a_date_only_what_is_filled_in_is_asked(saved):
    assert saved("date").shown["asks"] == ["month", "year"]
    assert saved("date", month="", year="1945").shown["asks"] == ["year"]


def test_the_unit_of_the_right_number_is_not_told_by_its_place(saved):
    question = saved("numeric")
    assert [unit["text"] for unit in question.shown["units"]] == ["km", "m"]
    assert question.key["unit"] == question.shown["units"][1]["id"]


def test_a_true_statement_needs_no_correction(saved):
    assert saved("true_false", truth="true", wrong="", instead="").key == {"true": True}


def test_what_tells_why_a_statement_is_false_is_kept_when_its_statement_is_worded_anew(form_of, now):
    told = "That is not one of the four points."
    key = {"true": False, "wrong": "it", "instead": [told], "explains": True}
    question = factories.QuestionFactory(kind="true_false", shown={"stem": "So it is.", "correction": "shown"}, key=key)
    form = form_of("true_false", question, stem="So it shall be.", instead=told, correction="shown")
    assert form.is_valid(), form.errors
    assert form.compose(form.cleaned_data)[1] == key
    form = form_of("true_false", question, instead="trust", correction="shown")
    assert form.is_valid(), form.errors
    assert "explains" not in form.compose(form.cleaned_data)[1]
    assert not form_of("true_false", question, instead="Nothing of the kind.").is_valid()


def test_how_many_items_there_are_can_be_kept_secret(saved):
    assert saved("recall", tell_count="").shown["count"] is None


def test_a_bank_of_words_is_kept(saved):
    question = saved("cloze", bank="law\ntrust\nspeed")
    assert question.shown["bank"] == ["law", "trust", "speed"]


def posted(form) -> dict[str, object]:
    """What a browser would post from a form as it was opened."""
    from html.parser import HTMLParser

    data: dict[str, object] = {}

    class Fields(HTMLParser):
        area = ""
        select = ""

        def handle_starttag(self, tag, attrs):
            given = dict(attrs)
            if tag == "select":
                self.select = given["name"]
            if tag == "option" and (self.select not in data or "selected" in given):
                data[self.select] = given["value"]
            if tag == "textarea":
                self.area = given["name"]
                data[self.area] = ""
            if tag != "input" or (given.get("type") in {"radio", "checkbox"} and "checked" not in given):
                return
            data[given["name"]] = given.get("value", "on" if given.get("type") == "checkbox" else "")

        def handle_data(self, text):
            if self.area:
                data[self.area] += text

        def handle_endtag(self, tag):
            if tag == "textarea":
                # A browser leaves out the line break that the page has after the opening tag.
                data[self.area] = data[self.area].removeprefix("\r\n").removeprefix("\n")
                self.area = ""

    Fields().feed("".join(str(form[name]) for name in ("stem", *form.own)))
    boxes = [name for name, field in form.fields.items() if isinstance(field, forms.BooleanField)]
    data |= {name: "" for name in boxes if name not in data}
    data |= {f"{name}-{n}-chosen": "" for name in form.own for n in range(12) if f"{name}-{n}-chosen" not in data}
    return data
