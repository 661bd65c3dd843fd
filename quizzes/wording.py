"""Numbers, spans of time and the sentences of the pure rooms, as people say them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from quizzes.kinds.base import Message

NUMBERS = (
    pgettext_lazy("number in a sentence", "zero"),
    pgettext_lazy("number in a sentence", "one"),
    pgettext_lazy("number in a sentence", "two"),
    pgettext_lazy("number in a sentence", "three"),
    pgettext_lazy("number in a sentence", "four"),
    pgettext_lazy("number in a sentence", "five"),
    pgettext_lazy("number in a sentence", "six"),
    pgettext_lazy("number in a sentence", "seven"),
    pgettext_lazy("number in a sentence", "eight"),
    pgettext_lazy("number in a sentence", "nine"),
    pgettext_lazy("number in a sentence", "ten"),
    pgettext_lazy("number in a sentence", "eleven"),
    pgettext_lazy("number in a sentence", "twelve"),
    pgettext_lazy("number in a sentence", "thirteen"),
    pgettext_lazy("number in a sentence", "fourteen"),
    pgettext_lazy("number in a sentence", "fifteen"),
    pgettext_lazy("number in a sentence", "sixteen"),
    pgettext_lazy("number in a sentence", "seventeen"),
    pgettext_lazy("number in a sentence", "eighteen"),
    pgettext_lazy("number in a sentence", "nineteen"),
    pgettext_lazy("number in a sentence", "twenty"),
)


def said(message: Message | str) -> str:
    """The sentence in the reader's language, as are messages that fill it; words of a source or a person stay."""
    if isinstance(message, str):
        return message
    params = {name: said(one) if isinstance(one, Message) else one for name, one in message.params.items()}
    return _(message.text).format(**params)


def number_word(number: int) -> str:
    """In words up to twenty, in figures beyond."""
    return str(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def interval(days: int) -> str:
    """When a card comes back, short enough for a button: today, 5 days, 3 months, 1.5 years."""
    if days < 1:
        return _("today")
    if days < 60:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if days < 365:
        months = round(days / 30.4)
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    years = days / 365.25
    shown = f"{years:.1f}".removesuffix(".0") if years < 10 else str(round(years))
    return ngettext("%(n)s year", "%(n)s years", 1 if shown == "1" else 2) % {"n": shown}


def hours(seconds: float) -> str:
    """4:50, as hours and minutes."""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def clock(seconds: float) -> str:
    """9:14, as minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def figure(number: Decimal | float) -> str:
    """A score as a person writes it: 8, 0.6, 1,284."""
    places = max(0, -int(Decimal(str(number)).normalize().as_tuple().exponent))
    return number_format(number, places, force_grouping=True)


def percent(share: float | None) -> str:
    """A share of 1 as a person reads it: 67 %, −4 %; a dash where there is none."""
    return "–" if share is None else f"{round(100 * share)} %".replace("-", "−")


def duration(seconds: float | None) -> str:
    """How long something took: 3.1 s, 41 s, 8 min 30 s, 2 h 5 min; empty when it was not measured."""
    if seconds is None:
        return ""
    if seconds < 9.95:
        return _("%(n)s s") % {"n": number_format(seconds, 1)}
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 1:
        return _("%(n)s s") % {"n": rest}
    if minutes < 60:
        return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": rest}
    return _("%(hours)s h %(minutes)s min") % {"hours": minutes // 60, "minutes": minutes % 60}


def index(number: float | None) -> str:
    """A figure without a unit, to two places: 0.33, −0.77; a dash where there is none."""
    return "–" if number is None else number_format(number, 2).replace("-", "−")
