import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, lines_of, wordings_of
from quizzes.kinds.base import Json

BLANK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


class ClozeForm(QuestionForm):
    kind = "cloze"
    own = ["text", "bank"]

    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        help_text=_(
            "Put double braces around what is left out: “in {{1945}}”. "
            "Part what else counts as right by bars: “the {{United Nations|UN}}”."
        ),
    )
    bank = forms.CharField(
        label=_("Words to choose from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("One a line, the right ones among them. Empty: the blanks are typed into."),
    )

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        text = shown["parts"][0]
        for accepted, part in zip(key.get("blanks", []), shown["parts"][1:], strict=False):
            text += "{{" + "|".join(accepted) + "}}" + part
        return {"text": text, "bank": "\n".join(shown.get("bank", []))}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        around = BLANK.sub("", text)
        if "{{" in around or "}}" in around:
            raise forms.ValidationError(_("A blank is not closed: write {{ before and }} after each."))
        return text

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        pieces = BLANK.split(given["text"])
        blanks = [wordings_of(piece) for piece in pieces[1::2]]
        bank = lines_of(given["bank"])
        return {"parts": pieces[::2], **({"bank": bank} if bank else {})}, {"blanks": blanks}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return [accepted[0] for accepted in key["blanks"]]
