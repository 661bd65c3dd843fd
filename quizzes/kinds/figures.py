"""Numbers as people type them, by the habits of the language that the page is in."""

import re
import unicodedata
from decimal import Decimal

MOST_DIGITS = 15
"""More than anybody means; beyond, arithmetic would round."""

COMMA = frozenset(
    {"cs", "da", "de", "es", "fi", "fr", "id", "it", "nb", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "vi"}
)
"""Languages that write 1.284,5 (or 1 284,5) for what others write 1,284.5."""


def separators(language: str) -> tuple[str, str]:
    """The signs before decimals and between thousands, for a tag such as "vi" or "en-gb"."""
    return (",", ".") if language.split("-")[0].lower() in COMMA else (".", ",")


def number(text: str, language: str) -> Decimal | None:
    """What a number says; None when it is none, so also when its signs belong to another language's habits."""
    point, group = map(re.escape, separators(language))
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").strip()
    whole = rf"[0-9]+|[0-9]{{1,3}}(?:[{group} ][0-9]{{3}})+"
    if not re.fullmatch(rf"[+-]?\s?(?:{whole})(?:{point}[0-9]+)?", plain, re.ASCII):
        return None
    if sum(char.isdigit() for char in plain) > MOST_DIGITS:
        return None
    whole_part, _, decimals = plain.partition(separators(language)[0])
    return Decimal(re.sub(r"[^0-9+-]", "", whole_part) + (f".{decimals}" if decimals else ""))


def sample(language: str) -> str:
    """A number that shows the habits."""
    point, group = separators(language)
    return f"1{group}284{point}5"
