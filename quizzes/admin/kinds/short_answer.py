from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.kinds.base import QuestionForm, lines_of
from quizzes.kinds.base import Json
from quizzes.kinds.short_answer import LEAST_SIMILARITY, USUAL_SIMILARITY, exactness


class ShortAnswerForm(QuestionForm):
    kind = "short_answer"
    own = ["accepted", "similarity", "minds_accents", "minds_case"]

    accepted = forms.CharField(
        label=_("Right answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("One a line; the first is shown as the answer, in the words of the source."),
    )
    similarity = forms.IntegerField(
        label=_("Likeness of a misspelt word, in per cent"),
        initial=USUAL_SIMILARITY,
        min_value=LEAST_SIMILARITY,
        max_value=100,
        help_text=_(
            "85 forgives one slip in a word of 7 letters or more and two from 14 on; 80 one from 5 letters on, "
            "90 one from 10 on; 100 forgives none. The first letter and all figures must be right."
        ),
    )
    minds_accents = forms.BooleanField(
        label=_("Accents count"),
        required=False,
        initial=True,
        help_text=_("Otherwise “doi moi” is as good as “đổi mới”."),
    )
    minds_case = forms.BooleanField(label=_("Capital and small letters count"), required=False)

    def decompose(self, shown: Json, key: Json) -> dict[str, Any]:
        exact = exactness(shown)
        return {
            "accepted": "\n".join(key["accepted"]),
            "similarity": exact.similarity,
            "minds_accents": exact.accents,
            "minds_case": exact.case,
        }

    def compose(self, given: dict[str, Any]) -> tuple[Json, Json]:
        shown = {name: given[name] for name in ("minds_case", "minds_accents", "similarity")}
        return shown, {"accepted": lines_of(given["accepted"])}

    def answers(self, shown: Json, key: Json) -> Iterable[str]:
        return list(key["accepted"])
