"""Short names at the head of a text, as their document gives them: "The Congress" of a "14th Party Congress", and "the
country" of a document that names no other one."""

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
    if not articles:
        return text
    noun = re.match(rf"(?i:{articles})\s(\w+)\b", text)
    if noun and words.is_in("country_nouns", noun[1]) and (country := only_country(source.text, words)):
        return f"{country}{text[noun.end() :]}"
    found = re.match(rf"(?P<lead>(?i:{articles})\s)(?P<short>{NAME})(?=\s[a-z])", text)
    if found is None:
        return text
    whole = full_name(source.text, found["short"])
    known = whole and whole in source.text[:place]
    return f"{found['lead']}{whole}{text[found.end() :]}" if known else text


def with_owner(source: Source, text: str, words: Wording) -> str:
    """ "Innovations in trade policy" as those "in Norland's trade policy", where that is the only country whose trade
    policy the document speaks of; as it stands where it says whose, or of several."""
    leads = "|".join(map(re.escape, sorted(words.words["prepositions"])))
    found = re.search(rf"\s(?:{leads})\s(?P<what>[a-z-]+(?: [a-z-]+)*)$", text) if words.has_plurals else None
    if not found or words.is_in("determiners", found["what"].split()[0]):
        return text
    places = "|".join(map(re.escape, sorted(words.words["countries"], key=len, reverse=True)))
    owners = set(re.findall(rf"\b((?:{places})[’']s)\s(?:[a-z-]+\s)?{re.escape(found['what'])}\b", source.text))
    return f"{text[: found.start('what')]}{owners.pop()} {found['what']}" if len(owners) == 1 else text


def only_country(text: str, words: Wording) -> str:
    """The one country that a text names; "" where it names none, or several."""
    return found_once(text, "|".join(map(re.escape, sorted(words.words["countries"], key=len, reverse=True))))


@lru_cache(maxsize=1000)
def found_once(text: str, names: str) -> str:
    found = {each for each in re.findall(rf"\b(?:{names})\b", text, re.IGNORECASE) if each[0].isupper()}
    return found.pop() if len(found) == 1 else ""


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
