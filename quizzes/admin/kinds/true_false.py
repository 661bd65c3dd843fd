from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, wordings_of
from quizzes.kinds.base import Json


class TrueFalseForm(QuestionForm):
    kind = "true_false"
    own = ["truth", "wrong", "instead", "correction"]

    truth = forms.ChoiceField(label=_("The statement is"), choices=[("true", _("true")), ("false", _("false"))])
    wrong = forms.CharField(
        label=_("The false words"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Of a false statement: the words in it that the source does not say, as they stand there."),
    )
    instead = forms.CharField(
        label=_("What the source says instead"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("In the words of the source. Part what else counts as right by bars: “96|ninety-six”."),
    )
    correction = forms.ChoiceField(
        label=_("Correction"),
        choices=[("asked", _("Learners type it, for half of the points")), ("shown", _("It is shown afterwards"))],
        help_text=_("What is typed may have small spelling slips, and words of the statement around it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stem"].label = _("Statement")

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        return {
            "truth": "true" if key["true"] else "false",
            "wrong": key.get("wrong", ""),
            "instead": "|".join(key.get("instead", [])),
            "correction": shown["correction"],
        }

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        shown = {"correction": given["correction"]}
        if given["truth"] == "true":
            return shown, {"true": True}
        explains = {"explains": True} if self.explains(given["instead"]) else {}
        return shown, {"true": False, "wrong": given["wrong"], "instead": wordings_of(given["instead"]), **explains}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        instead = wordings_of(given.get("instead") or "")
        if given.get("truth") == "false" and not self.errors and not self.explains(given["instead"]):
            quote = given["citation"].quote
            if instead[0].casefold() not in quote.casefold():
                self.add_error(
                    "instead", _("The sentence that proves it does not say this: quote its own words first.")
                )
        return given

    def explains(self, instead: str) -> bool:
        """Whether these are the words, left as they were, that tell what is wrong and do not stand in the source."""
        key = self.copied.key if self.copied else self.before[1]
        return bool(key.get("explains")) and wordings_of(instead) == key["instead"]

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return key["instead"][:1] if not key["true"] else [shown["stem"].rstrip(".")]
