"""Short names at the head of a text, as their document first gives them: "The Congress" of a "14th Party Congress"."""

import re
from functools import lru_cache

from quizzes.generation.bank import Source
from quizzes.generation.wording import Wording

NAME = r"[A-Z][a-z]\w*"
ORDINAL = r"\d+(?:st|nd|rd|th)"


def in_full(source: Source, text: str, place: int, words: Wording) -> str:
    """The text, of which the first letter stands at a place of its source, with the whole name in the place of a
    short one that opens it; as it stands where the document has no longer name for it before, or has several."""
    articles = "|".join(map(re.escape, sorted(words.words["articles"])))
    found = re.match(rf"(?P<lead>(?i:{articles})\s)(?P<short>{NAME})(?=\s[a-z])", text) if articles else None
    if found is None:
        return text
    whole = full_name(source.text, found["short"])
    known = whole and whole in source.text[:place]
    return f"{found['lead']}{whole}{text[found.end() :]}" if known else text


@lru_cache(maxsize=1000)
def full_name(text: str, short: str) -> str:
    """The longest name in a text that ends on a short one; "" where another one ends on it, or where it is called by
    what follows: a "Trade Agreement" beside an "Agreement on Fisheries"."""
    found = re.findall(rf"((?:(?:{NAME}|{ORDINAL}) )+{short})\b(?![’'])(?! (?:of|on|for) [A-Z])", text)
    found = [re.sub(r"^(?:The|This|That|An?|In|On|At) ", "", each) for each in found]
    longest = max(found, key=len, default="")
    nested = all(set(each.split()) <= set(longest.split()) for each in found)
    followed = re.search(rf"\b{short} (?:of|on|for) (?:the )?[A-Z]", text)
    return longest if nested and len(longest.split()) > 1 and not followed else ""
