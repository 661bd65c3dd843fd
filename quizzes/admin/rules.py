"""The rules of a quiz as its instructor sets them."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import Course
from quizzes.models import Feedback, Quiz
from quizzes.scoring import (
    AFTER,
    ANSWERS,
    ASPECTS,
    CLOSED,
    CORRECTNESS,
    DURING,
    EXPLANATION,
    MOMENTS,
    OPEN,
    SCORE,
)

if TYPE_CHECKING:
    Form = forms.ModelForm[Quiz]
else:
    Form = forms.ModelForm

SHOWN = {
    CORRECTNESS: _("Whether each answer was right"),
    ANSWERS: _("What is right"),
    EXPLANATION: _("Why, with the source"),
    SCORE: _("Points and score"),
}
WHEN = {
    DURING: _("During the attempt"),
    AFTER: _("Right after it"),
    OPEN: _("Later, while the quiz is open"),
    CLOSED: _("Once the quiz is closed"),
}
HELP = {
    DURING: _("Only where feedback comes after each question."),
    AFTER: _("In the first two minutes after handing in."),
    OPEN: "",
    CLOSED: "",
}

FIELDSETS: Any = [
    (_("When it is open"), {"fields": ["is_open", "opens_at", "closes_at"]}),
    (_("Time"), {"fields": ["time_limit", "grace"]}),
    (_("Attempts"), {"fields": ["attempts_allowed", "delay", "counts", "pass_mark"]}),
    (_("How it is asked"), {"fields": ["shuffle", "shuffle_options", "one_way", "certainty"]}),
    (_("Feedback"), {"fields": ["feedback", "tries", "retry_cost"]}),
    (
        _("What learners are shown, and when"),
        {"fields": [f"shows_{moment}" for moment in MOMENTS], "description": _("Of each question, and of the whole.")},
    ),
]


class Moment(forms.DateTimeInput):
    """A date and a time in one field of the browser's own."""

    input_type = "datetime-local"

    def __init__(self, attrs: Any = None, format: str | None = None) -> None:
        super().__init__(attrs, format or "%Y-%m-%dT%H:%M")


def matrix_row(moment: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=WHEN[moment],
        choices=list(SHOWN.items()),
        required=False,
        initial=list(ASPECTS),
        widget=forms.CheckboxSelectMultiple,
        help_text=HELP[moment],
    )


class RulesForm(Form):
    """Each row of the matrix is a field of its own: `shows_during` and so on."""

    course: ClassVar[Course | None] = None
    """Where a new quiz goes; the page that makes the form fills it in."""

    shows_during = matrix_row(DURING)
    shows_after = matrix_row(AFTER)
    shows_open = matrix_row(OPEN)
    shows_closed = matrix_row(CLOSED)

    class Meta:
        model = Quiz
        exclude = ["shows"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = {"zone": timezone.get_current_timezone_name()}
        for name, words in (
            ("opens_at", _("Empty: at once. By your clock (%(zone)s).")),
            ("closes_at", _("Empty: never. What is open then is handed in. By your clock (%(zone)s).")),
        ):
            if name in self.fields:
                self.fields[name].help_text = words % zone
        if self.instance.pk:
            self.initial |= {f"shows_{moment}": self.instance.shows.get(moment, ASPECTS) for moment in MOMENTS}
        elif self.course:
            self.instance.course = self.course

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        shows = {moment: given.get(f"shows_{moment}", []) for moment in MOMENTS}
        for moment, aspects in shows.items():
            if {ANSWERS, EXPLANATION} & set(aspects) and CORRECTNESS not in aspects:
                words = _("What is right tells whether an answer was, so show that, too.")
                self.add_error(f"shows_{moment}", words)
        at_once = given.get("feedback") == Feedback.NOW
        if at_once and CORRECTNESS not in shows[DURING] and "shows_during" not in self.errors:
            words = _("Feedback after each question needs at least whether the answer was right.")
            self.add_error("shows_during", words)
        if not at_once and given.get("tries", 1) > 1:
            self.add_error("tries", _("Further tries need feedback after each question: choose that, or one try."))
        # A moment at which all is shown needs no word, so that what is added later is shown, too.
        self.instance.shows = {moment: sorted(seen) for moment, seen in shows.items() if set(seen) != set(ASPECTS)}
        return given
