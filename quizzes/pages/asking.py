"""What a card's page sends back: which card was asked, after how many reviews, and when."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from quizzes.models import Card, Rating
from quizzes.pages.typed import rating_of_share
from quizzes.sessions import Turn

LINES = 100
"""Lines of a card that can be ticked."""

LONGEST = 120.0
"""Seconds that a card counts at most; who stays longer has left the table."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Travels through the forms of a card, signed; a token that was graded once fits no second time."""

    card: int
    seen: int
    at: datetime

    @classmethod
    def now(cls, turn: Turn, now: datetime) -> "Asked":
        return cls(turn.card.pk, turn.seen, now)

    @classmethod
    def read(cls, token: str | None) -> "Asked | None":
        """What a token says; None when it is not ours."""
        try:
            card, seen, at = signing.loads(token or "", salt=__name__)
        except signing.BadSignature:
            return None
        return cls(card, seen, datetime.fromtimestamp(at, UTC))

    @property
    def token(self) -> str:
        return signing.dumps([self.card, self.seen, self.at.timestamp()], salt=__name__)

    def seconds(self, now: datetime) -> float:
        return min(max((now - self.at).total_seconds(), 0.0), LONGEST)


class CardForm(forms.Form):
    """What is to be done with the card that was asked."""

    token = forms.CharField(error_messages={"required": _("The form came without its card. Nothing was recorded.")})

    def clean_token(self) -> Asked:
        asked = Asked.read(self.cleaned_data["token"])
        if asked is None:
            raise forms.ValidationError(_("The form was changed on its way. Nothing was recorded."))
        return asked

    @property
    def asked(self) -> Asked | None:
        """The card, also when the rest is not to be used."""
        return self.cleaned_data.get("token")

    @property
    def sentence(self) -> str:
        """What is wrong, as one sentence or two."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class TypedForm(CardForm):
    """What was typed for it, a line for each thing; not kept."""

    typed = forms.CharField(required=False, max_length=3000, strip=False)


class GradeForm(CardForm):
    """How well it was recalled: a grade, or the lines of a list that were recalled."""

    BY_SHARE = 0

    rating = forms.TypedChoiceField(
        choices=[*Rating.choices, (BY_SHARE, _("By what you ticked"))],
        coerce=int,
        error_messages={
            "required": _("Say how well you recalled it: Again, Hard, Good or Easy. Nothing was recorded."),
            "invalid_choice": _("Grade it Again, Hard, Good or Easy. Nothing was recorded."),
        },
    )

    ticked = forms.TypedMultipleChoiceField(
        choices=[(number, number) for number in range(LINES)], coerce=int, required=False
    )

    def rating_of(self, card: Card) -> int:
        chosen: int = self.cleaned_data["rating"]
        return chosen or rating_of_share(self.cleaned_data["ticked"], card)


class AsideForm(CardForm):
    """Whether it is asked again tomorrow, or not before it is brought back."""

    BURY, SUSPEND = "bury", "suspend"

    way = forms.ChoiceField(
        choices=[(BURY, _("Bury until tomorrow")), (SUSPEND, _("Suspend this card"))],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Bury the card until tomorrow, or suspend it. Nothing was changed.")
        ),
    )


class UndoForm(forms.Form):
    review = forms.IntegerField(min_value=1)
