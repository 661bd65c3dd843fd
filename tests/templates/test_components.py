"""Each part of a page, by itself."""

import re
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib import messages
from django.template.loader import render_to_string

from content.models import Citation, Document, Edition

HERE = {"paragraph": 9, "sentence": 2, "last_paragraph": 9}


def render(part: str, /, **context) -> str:
    return render_to_string(f"components/_{part}.html", context)


def citation(**changes) -> Citation:
    edition = Edition(document=Document(letter="B"), title="On diplomacy", language="en")
    return Citation(pk=7, edition=edition, **{**HERE, **changes})


@pytest.mark.parametrize(
    ("changes", "spoken", "seen"),
    [
        ({}, "Source B, paragraph 9, sentence 2", "¶ 9.2"),
        ({"sentence": 0}, "Source B, paragraph 9", "¶ 9"),
        ({"last_paragraph": 12}, "Source B, paragraphs 9 to 12", "¶ 9–12"),
    ],
)
def test_a_citation_is_spoken_in_words_and_seen_as_a_sign(changes, spoken, seen):
    html = render("cite", citation=citation(**changes))
    assert f'<span class="vh">{spoken}</span>' in html
    assert f"<b>B</b> {seen}</span>" in html
    assert 'href="/citations/7/"' in html


def test_a_citation_can_lead_within_the_page_and_stand_in_an_index():
    html = render("cite", citation=citation(), href="#p9s2", plain=True)
    assert '<a class="cite cite--plain" href="#p9s2">' in html


def test_a_quotation_lights_the_answer_and_what_was_mistaken_for_it():
    segments = (("First ", ""), ("this", "lit"), (" near ", "soft"), ("that", "yours"), (" <b>", ""))
    html = render("source", quote=SimpleNamespace(citation=citation(), segments=segments))
    assert (
        'First <mark>this</mark><span class="marker marker--soft"> near </span>'
        '<span class="marker marker--soft yours">that</span> &lt;b&gt;</blockquote>'
    ) in html
    assert '<cite lang="en">On diplomacy</cite>' in html
    assert "Read it in place" in html


@pytest.mark.parametrize("phase", ["new", "learning", "familiar", "mastered"])
def test_a_phase_is_a_sign_and_a_word(phase):
    html = render("phase", phase=phase)
    assert f"#phase-{phase}" in html
    assert f"<span>{phase.capitalize()}</span>" in html
    assert f'<span class="vh">{phase.capitalize()}</span>' in render("phase", phase=phase, bare=True)


def test_an_icon_is_silent_unless_it_stands_alone():
    assert 'aria-hidden="true"' in render("icon", name="flag")
    assert 'role="img" aria-label="Flagged"' in render("icon", name="flag", label="Flagged")


def test_a_ring_has_an_arc_for_each_key_point():
    html = render("ring", phases=["mastered", "mastered", "new"], number=2, of=3, word="mastered", label="2 of 3")
    assert re.findall(r"arc--(\w+)", html) == ["mastered", "mastered", "new"]
    assert re.findall(r'stroke-dashoffset="-(\d)"', html) == ["0", "1", "2"]
    assert 'role="img" aria-label="2 of 3"' in html
    assert "2<small>/3</small>" in html


def test_a_ring_of_nothing_is_an_empty_circle():
    html = render("ring", phases=[], number=0, word="mastered", label="Nothing to learn yet")
    assert html.count("<circle") == 1


@pytest.mark.parametrize(("verdict", "strokes"), [("good", 1), ("part", 1), ("bad", 2)])
def test_a_verdict_is_a_pen_mark_a_word_and_a_colour(verdict, strokes):
    html = render("verdict", verdict=verdict, title="Not quite", text="0 points.")
    assert f'class="verdict verdict--{verdict}" role="status"' in html
    assert html.count('class="pen"') == strokes
    assert "<h1>Not quite</h1>" in html


def test_an_empty_place_gives_the_one_action_that_fills_it():
    html = render("empty", title="No cards", text="They appear here.", href="/read/", action="Read")
    assert '<a class="btn" href="/read/">Read</a>' in html
    assert "<a" not in render("empty", title="No cards", text="They appear here.")


@pytest.mark.parametrize(
    ("level", "style"),
    [
        (messages.SUCCESS, "notice notice--good"),
        (messages.WARNING, "notice notice--part"),
        (messages.ERROR, "notice notice--bad"),
        (messages.INFO, "notice"),
    ],
)
def test_a_message_shows_its_weight(level, style):
    message = messages.storage.base.Message(level, "Saved <once>.")
    html = render("messages", messages=[message])
    assert f'<p class="{style}">' in html
    assert "Saved &lt;once&gt;." in html


class SampleForm(forms.Form):
    code = forms.CharField(label="Course code", help_text="It looks like DX4-7KM.")
    open_to_all = forms.BooleanField(label="Open to all")
    role = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput, initial="secret")

    def clean(self):
        raise forms.ValidationError("Nothing fits.")


def test_a_field_has_a_label_help_and_a_group_where_it_needs_one():
    html = render("form", form=SampleForm())
    assert '<label for="id_code">Course code</label>' in html
    assert '<p class="field__hint" id="id_code_helptext">It looks like DX4-7KM.</p>' in html
    assert '<legend class="label">Role</legend>' in html
    assert html.count('name="token"') == 1
    assert "field__error" not in html


def test_errors_are_said_beside_the_field_and_above_the_form():
    html = render("form", form=SampleForm({}))
    assert 'id="id_code_error"' in html
    assert 'aria-describedby="id_code_helptext id_code_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<p class="notice notice--bad" role="alert">' in html
    assert "Nothing fits." in html


def test_a_page_is_drawn_from_its_paths():
    page = SimpleNamespace(
        width=120, height=200, heads="M1", numbers="M2", read="M3", unread="M4", band="M5", here="M6"
    )
    html = render("facsimile", page=page)
    assert 'viewBox="0 0 120 200"' in html
    assert [f'class="fx-{name}"' in html for name in ("head", "no", "read", "line", "mark", "now")] == [True] * 6
