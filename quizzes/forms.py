import re
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from content.models import Course, Edition, Lesson
from quizzes.models import Attempt, Card, Decision, Limits, Objection, Question, Status

OTHER = "other"
REASONS = {
    "fast": _("Answered faster than the questions can be read"),
    "alike": _("Answers match another attempt"),
    "fault": _("Technical fault"),
    OTHER: _("Another reason, in your own words"),
}
"""Why an attempt may be excluded; a reviewer's own words may be added."""


class AppearanceForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a learner is shown on the boards of all their courses, each way in its own words."""

    class Meta:
        model = User
        fields = ("on_boards",)
        labels = {"on_boards": _("How others see you")}
        widgets = {"on_boards": forms.RadioSelect}
        error_messages = {
            "on_boards": {
                "required": _("Choose how others see you; nothing was changed."),
                "invalid_choice": _("Choose one of these ways to be seen; nothing was changed."),
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = ways_to_appear(self.instance)
        self.fields["on_boards"].choices = [(way, words) for words, way in ways.items()]  # type: ignore[attr-defined]
        self.initial["on_boards"] = ways[words_for(self.instance, self.instance.on_boards)]


def ways_to_appear(user: User) -> dict[str, str]:
    """What others would read, and the choice that shows it. Without a display name there are fewer."""
    ways: dict[str, str] = {}
    for way, _label in User._meta.get_field("on_boards").flatchoices:
        ways.setdefault(words_for(user, way), way)
    return dict(reversed(ways.items()))


def words_for(user: User, way: str) -> str:
    shown = User(display_name=user.display_name, on_boards=way)
    return shown.board_name() or shown.get_on_boards_display()


class ReadingForm(forms.Form):
    """How far a lesson was read."""

    def __init__(self, lesson: Lesson, data: Any) -> None:
        super().__init__(data)
        sentence = _("This lesson has the paragraphs %(first)s to %(last)s. Nothing was changed.") % {
            "first": lesson.first_paragraph,
            "last": lesson.last_paragraph,
        }
        self.fields["paragraph"] = forms.IntegerField(
            min_value=lesson.first_paragraph,
            max_value=lesson.last_paragraph,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
        )


class RulingForm(forms.Form):
    """A reviewer's decision on an attempt: keep or exclude one that counts, restore one that does not."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what to do with the attempt; nothing was changed."),
            "invalid_choice": _("Somebody has ruled on this attempt since; nothing was changed. Look at it anew."),
        },
    )
    reason = forms.ChoiceField(label=_("Reason, shown to the learner"), required=False)
    words = forms.CharField(label=_("In your own words, shown to the learner"), required=False, max_length=200)
    note = forms.CharField(
        label=_("Note, for reviewers only"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, attempt: Attempt, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [Decision.RESTORE] if attempt.is_excluded else [Decision.KEEP, Decision.EXCLUDE]
        self.fields["decision"].choices = [(choice, choice.label) for choice in possible]  # type: ignore[attr-defined]
        if attempt.is_excluded:
            self.fields["decision"].widget = forms.HiddenInput()
            self.initial["decision"] = Decision.RESTORE
            self.fields["words"].label = _("Reason to restore")
            del self.fields["reason"]
        else:
            self.fields["reason"].choices = [("", _("Choose a reason")), *REASONS.items()]  # type: ignore[attr-defined]

    def stated_reason(self) -> str:
        """The reason as the learner reads it: the chosen one, then the reviewer's words."""
        chosen = self.cleaned_data.get("reason", "")
        given = "" if chosen in ("", OTHER) else str(REASONS[chosen])
        return ". ".join(part for part in (given, self.cleaned_data["words"].strip()) if part)


class NoteForm(forms.Form):
    """What a learner writes for themselves beside a paragraph."""

    text = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Write something, or cancel. Nothing was changed."),
            "max_length": _("A note has up to 2,000 signs. Nothing was changed."),
        },
    )


class DisputeForm(forms.Form):
    """What a learner has against a question."""

    objection = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Objection.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Say what is wrong with the question. Nothing was sent.")
        ),
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Two sentences are enough. Your instructor reads them beside the question and its source."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Say it in up to 600 signs. Nothing was sent.")},
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if given.get("objection") == Objection.OTHER and not given.get("words", "").strip():
            self.add_error("words", _("Say in your own words what is wrong. Nothing was sent."))
        return given


class LimitsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a course takes for odd in an attempt."""

    class Meta:
        model = Limits
        fields = ("reading", "fast", "alike", "switches", "leap")
        labels = {"leap": _("Above the learner’s usual score, from so many percentage points on")}
        help_texts = {
            "reading": _(
                "An answer is too fast when its question cannot be read at this speed before. From 100 to 2000."
            ),
            "fast": _("Of the answers of an attempt. 0 switches the rule off."),
            "alike": _("As in one other attempt at the same quiz. 0 switches the rule off."),
            "switches": _("From one signed-in browser to another, during one attempt. 0 switches the rule off."),
            "leap": _("Of at least three attempts in this course before. 0 switches the rule off."),
        }


class ItemStatusForm(forms.Form):
    """One card or question of an edition, and what becomes of it."""

    question = forms.ModelChoiceField(Question.objects.none(), required=False)
    card = forms.ModelChoiceField(Card.objects.none(), required=False)
    status = forms.ChoiceField(choices=Status.choices)

    def __init__(self, edition: Edition, *args: Any) -> None:
        super().__init__(*args)
        for name, rows in (("question", Question.objects), ("card", Card.objects)):
            field = cast("forms.ModelChoiceField[Any]", self.fields[name])
            field.queryset = rows.filter(key_point__lesson__edition=edition)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if bool(data.get("question")) == bool(data.get("card")):
            raise forms.ValidationError(_("Choose one card or one question."))
        return data

    def apply(self) -> str:
        """Change it, and say so."""
        row: Question | Card = self.cleaned_data["question"] or self.cleaned_data["card"]
        rows: Any = type(row)._default_manager.filter(pk=row.pk)
        match self.cleaned_data["status"]:
            case Status.APPROVED:
                rows.approve()
                return gettext("Approved: learners meet it from now on.")
            case Status.RETIRED:
                rows.retire()
                return gettext("Retired: learners meet it no more, and what they answered stays.")
        rows.redraft()
        return gettext("Set back to draft: learners do not meet it until it is approved.")


REJECTIONS = (
    ("unclear", _("The question is not clear")),
    ("wrong", _("The key is wrong, or more than one answer is right")),
    ("easy", _("Too easy, or it gives itself away")),
    ("beside", _("Beside the point of the course")),
    ("double", _("Asked already")),
)


class JudgementForm(forms.Form):
    """Drafts of a course, and what becomes of them. `item` names each: q or c and its number."""

    do = forms.ChoiceField(choices=[("accept", ""), ("reject", "")])
    reason = forms.ChoiceField(choices=[("", ""), *REJECTIONS], required=False)
    words = forms.CharField(max_length=200, required=False)

    def __init__(self, course: Course, data: QueryDict) -> None:
        super().__init__(data)
        self.course = course
        self.refs = data.getlist("item")
        self.items: list[Card | Question] = []

    def clean(self) -> dict[str, Any]:
        self.items = self.found()
        if not self.items:
            raise forms.ValidationError(_("Choose at least one draft of this course. Nothing was changed."))
        if self.errors:
            self.errors.clear()
            raise forms.ValidationError(_("Say whether to accept or reject, in up to 200 signs. Nothing was changed."))
        return self.cleaned_data

    def found(self) -> list[Card | Question]:
        """The drafts that are named; all of them must be of this course."""
        questions = Question.objects.filter(course=self.course, pk__in=self.numbers("q"))
        cards = Card.objects.filter(key_point__course=self.course, pk__in=self.numbers("c"))
        rows: list[Card | Question] = [*questions, *cards]
        return rows if len(rows) == len(set(self.refs)) else []

    def numbers(self, what: str) -> list[int]:
        return [int(found[1]) for ref in self.refs if (found := re.fullmatch(rf"{what}([0-9]{{1,18}})", ref))]

    @property
    def accepts(self) -> bool:
        return bool(self.cleaned_data["do"] == "accept")

    @property
    def stated(self) -> str:
        """The chosen reason and one's own words, as they are kept."""
        chosen = str(dict(REJECTIONS).get(self.cleaned_data["reason"], ""))
        return ". ".join(filter(None, [chosen, self.cleaned_data["words"]]))
