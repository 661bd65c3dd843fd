"""What the forms of all kinds share: an item's parts in, `shown` and `key` out, checked by the kind itself."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models import Citation, Course
from quizzes.kinds import KINDS
from quizzes.kinds.base import Json, Message
from quizzes.models import Origin, Question
from quizzes.models.tag import names_in

if TYPE_CHECKING:
    Form = forms.ModelForm[Question]
else:
    Form = forms.ModelForm


TRIALS = ("_check", "_preview")
"""Buttons that keep nothing."""

COPIED = ["citation", "key_point", "explanation"]
CHANGED_MEANWHILE = _(
    "Somebody saved another version since you opened this page. Your words are still here: look at theirs in the "
    "history, then save again to put yours in its place."
)


class Seen(forms.IntegerField):
    """The version that was on the page when somebody began to write; no part of what is written."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class QuestionForm(Form):
    """The form of one kind.

    `own` are its fields beside the stem; what is wrong with an item is said at the first of them.
    """

    kind: ClassVar[str]
    own: ClassVar[list[str]]
    course: ClassVar[Course | None] = None
    copied: ClassVar[Question | None] = None
    """Where a new question goes, and which one it is a copy of; the page that makes the form fills them in."""

    stem = forms.CharField(
        label=_("Question"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        error_messages={"required": _("The question has no text.")},
    )

    words = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text=_("To sort them by, parted by commas. Learners never see them."),
    )
    seen = Seen(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Question
        fields = ["citation", "key_point", "explanation", "status"]
        error_messages = {
            "citation": {
                "required": _("Name the sentence that proves it: search for its words."),
                "invalid_choice": _("This sentence is not in this course."),
            },
            "key_point": {"invalid_choice": _("This key point is not in this course.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: tuple[Json, Json] = (self.instance.shown or {}, self.instance.key or {})
        if self.instance.pk:
            self.initial |= {**self.parts_of(self.instance), "seen": self.instance.version}
        elif self.course:
            self.instance.course, self.instance.kind = self.course, self.kind
            if self.copied:
                self.initial |= {**self.parts_of(self.copied), **model_to_dict(self.copied, COPIED)}

    def parts_of(self, question: Question) -> dict[str, Any]:
        """What the form's own fields show of it."""
        tags = ", ".join(tag.name for tag in question.tags.all())
        return {"stem": question.stem, "words": tags, **self.decompose(question.shown, question.key)}

    @property
    def trial(self) -> str:
        """The button that tries the form out, if one was pressed."""
        return next((name for name in TRIALS if name in self.data), "")

    def is_valid(self) -> bool:
        """A form that is only tried out is checked like any, and goes back to be written on."""
        return super().is_valid() and not self.trial

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        """The values of the kind's own fields."""
        raise NotImplementedError

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        """What is shown, but for the stem, and what is right."""
        raise NotImplementedError

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        """The words that answer it, to be lit where the source says them."""
        raise NotImplementedError

    def clean_words(self) -> list[str]:
        return names_in(self.cleaned_data["words"])

    def clean_seen(self) -> int | None:
        """
        :raises ValidationError: when somebody else saved another version since; what was written stays in the form,
            and saving it once more puts it over theirs
        """
        seen, now = self.cleaned_data["seen"], self.instance.version
        if self.instance.pk and seen is not None and seen != now and not self.trial:
            written: Any = self.data.copy()
            written["seen"] = str(now)
            self.data = written
            raise forms.ValidationError(CHANGED_MEANWHILE)
        return seen

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if set(self.own) & set(self.errors):
            return given
        shown, key = self.compose(given)
        # A missing stem has been told of at its own field.
        shown = {"stem": given.get("stem") or "–", **shown}
        key = self.with_admitted(shown, key)
        for problem in KINDS[self.kind].problems(shown, key):
            self.add_error(self.own[0], sentence(problem))
        if not self.errors:
            self.put(shown, key, given["citation"])
        return given

    def with_admitted(self, shown: Json, key: Json) -> Json:
        """With the keys that a dispute put beside the first, as far as they fit what is asked now."""
        also = [one for one in self.before[1].get("also", ()) if not KINDS[self.kind].problems(shown, one)]
        return {**key, "also": also} if also else key

    def put(self, shown: Json, key: Json, citation: Citation) -> None:
        question = self.instance
        if (shown, key) != self.before or "citation" in self.changed_data:
            question.feedback = {
                **(question.feedback or {}),
                "lit": lit_spans(citation, self.answers(shown, key)),
                "why": self.reasons(shown),
            }
        question.shown, question.key = shown, key
        if question.origin == Origin.AUTHORED:
            question.fingerprint = Question.fingerprint_of(self.kind, shown, key)
            twins = Question.objects.filter(course=question.course, fingerprint=question.fingerprint)
            if twins.exclude(pk=question.pk).exists():
                raise forms.ValidationError(_("This question stands in the course already."))

    def reasons(self, shown: Json) -> Json:
        """What is known of wrong options, as far as they say what they said."""
        before, after = texts_by_id(self.before[0]), texts_by_id(shown)
        why = (self.instance.feedback or {}).get("why", {})
        return {one: reason for one, reason in why.items() if before.get(one) == after.get(one)}


def sentence(problem: Message) -> str:
    return gettext(problem.text).format(**problem.params)


def texts_by_id(shown: Json) -> dict[str, str]:
    rows = [row for value in shown.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    return {row["id"]: row["text"] for row in rows}


def lit_spans(citation: Citation, words: Iterable[str]) -> list[list[int]]:
    """Where the cited words hold these, as whole words where they do, as offsets into the edition."""
    quote = citation.quote.casefold()
    if len(quote) != len(citation.quote):
        # Folding changed the length, so offsets in it would be wrong.
        quote = citation.quote
    places = ((one.casefold(), place(one.casefold(), quote)) for one in words if one)
    found = {(at, at + len(one)) for one, at in places if at >= 0}
    return [[citation.start + start, citation.start + end] for start, end in sorted(found)]


def place(words: str, quote: str) -> int:
    """Where they stand first, or -1; "96" rather not inside "1996"."""
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote)
    return whole.start() if whole else quote.find(words)


def wordings_of(line: str) -> list[str]:
    """What counts as right in one line: its parts between bars."""
    return [part for part in map(str.strip, line.split("|")) if part]


def lines_of(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
