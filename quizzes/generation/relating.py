"""The sentence before a list, turned into a name for it ("the five directions along which the service moves") or told
in better words."""

import re
from collections.abc import Iterator

from quizzes.generation.announcing import number_of
from quizzes.generation.bank import Source
from quizzes.generation.phrases import in_sentence
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording

FEWEST, MOST = 4, 16
"""Words of a clause that tells what a list is of."""

HEAVY = 9
"""Words of one that nobody reads in the middle of a question, when its subject alone says what the list is for."""


def relative(source: Source, text: str, noun: str, index: CourseIndex) -> str:
    """What makes a name of the noun of a list: "along which the service moves" of "The service moves along the
    following directions", or "for the service" where the sentence says much more of it; "that Stone thinks are growing"
    of "Stone thinks that several factors are growing"; "" where the sentence is built otherwise."""
    words = index.wordings[source.letter]
    if "relative_after" not in words.stems or not noun or text.count(noun) != 1:
        return ""
    before, _, after = text.partition(noun)
    lead = [*without_counting(WORD.findall(before), words)]
    counted = len(lead) < len(WORD.findall(before))
    if not counted or "," in text or ";" in text or ":" in text:
        return ""
    clause = before[: cut_after(before, len(lead))].strip()
    if not after.strip() and lead and words.is_in("prepositions", lead[-1]):
        return behind(source, clause, lead, index)
    return in_front(clause, after.strip(), lead, index, words)


def without_counting(said: list[str], words: Wording) -> Iterator[str]:
    """The words before a noun without what only counts it: "the following", "five", "several"."""
    end = len(said)
    while end and (
        words.is_in("quantifiers", said[end - 1])
        or words.is_in("articles", said[end - 1])
        or number_of(said[end - 1], words)
    ):
        end -= 1
    yield from said[:end]


def cut_after(text: str, count: int) -> int:
    """Where so many words of a text end."""
    ends = [found.end() for found in WORD.finditer(text)]
    return ends[count - 1] if count else 0


def behind(source: Source, clause: str, lead: list[str], index: CourseIndex) -> str:
    """A noun with which the sentence ends after a preposition, which goes before the "which"."""
    words = index.wordings[source.letter]
    *said, link = lead
    plain = not any(words.is_in(name, word) for word in said for name in ("relatives", "subordinators", "deictics"))
    if not plain or not FEWEST <= len(said) <= MOST:
        return ""
    told = in_sentence(clause[: -len(link)].strip(), index, words)
    if words.is_in("ways", link) and len(said) > HEAVY and (goer := told_to_go(told, words)):
        return words.say("relative_of", text=without_recalled(goer, source, words))
    return words.say("relative_after", rest=link, text=told)


def without_recalled(text: str, source: Source, words: Wording) -> str:
    """ "The port at the new site" without what takes up "a new site" of its document: nobody knows which site."""
    leads, articles, one = ("|".join(sorted(words.words[name])) for name in ("prepositions", "articles", "indefinite"))
    found = re.search(rf"\s(?P<lead>{leads})\s(?:{articles})\s(?P<what>[\w\s-]+)$", text) if articles else None
    if not found or words.is_in("genitives", found["lead"]):
        return text
    told = re.search(rf"\b(?:{one})\s{re.escape(found['what'])}\b", source.text, re.IGNORECASE)
    return text[: found.start()] if told else text


def told_to_go(text: str, words: Wording) -> str:
    """The subject of a sentence that says what it will or must do; "" of other sentences."""
    for found in WORD.finditer(text):
        if words.is_in("auxiliaries", found.group()):
            goes = words.is_in("verb_leads", found.group()) and not words.is_in("infinitives", found.group())
            return text[: found.start()].strip() if goes else ""
    return ""


def in_front(clause: str, after: str, lead: list[str], index: CourseIndex, words: Wording) -> str:
    """A noun of which the sentence says something, somebody who says so told before it."""
    found = WORD.findall(after)
    does = bool(found) and words.is_in("auxiliaries", found[0])
    if not does or not FEWEST <= len(found) <= MOST:
        return ""
    if not lead:
        return words.say("relative_before", text=after)
    if not words.is_in("saying_links", lead[-1]):
        return ""
    clause = re.sub(r"\s\([12]\d{3}\)", "", clause)  # the year of a paper
    told = in_sentence(re.sub(r"\s+\S+$", "", clause), index, words)
    return words.say("relative_before", text=f"{told} {after}")


def held(text: str, words: Wording) -> str:
    """ "The harbour pursues a trade policy of" of "The harbour remains steadfast to pursue a trade policy of"; "" of a
    sentence that is well worded."""
    matches = (re.fullmatch(pattern, text) for pattern in words.words["loose_leads"])
    found = next((each for each in matches if each), None)
    return words.say("loose_lead", **found.groupdict()) if found else ""
