"""What a sentence claims, without what its author puts around the claim: an opinion in front of it, an insertion, who
somebody is, another word for the last one."""

import re

from quizzes.generation.phrases import sentence_case
from quizzes.generation.stemming import WORD
from quizzes.generation.verbs import at_verb
from quizzes.generation.wording import Wording

MOST_BETWEEN = 6
"""Words between a subject and "the fact that it": with more, "it" may be something else."""

FEWEST_OF_APPOSITION = 5
"""Words that tell who somebody is, and that a sentence is easier without."""

MOST_OF_ALIAS = 2


def claimed(text: str, words: Wording) -> str:
    """A statement, or one with a blank, without all of these; "" where the opinion cannot be told from the fact."""
    return without_alias(without_apposition(without_insertion(fact_alone(text, words), words), words), words)


def around(before: str, after: str, words: Wording) -> tuple[str, str]:
    """The same for a text with a blank, told by what stands before and after it; two empty texts for a mere opinion."""
    text = claimed(f"{before}{words.blank}{after}", words)
    if text and text.count(words.blank) != 1:
        return before, after  # what is asked for stands in what would be left out
    start, _, end = text.partition(words.blank)
    return start, end


def fact_alone(text: str, words: Wording) -> str:
    """ "The party does not care about the fact that it made a promise" as "The party made a promise"."""
    links, pronouns = alternatives("fact_links", words), alternatives("fact_pronouns", words)
    link = re.search(rf"\b(?:{links})\b", text, re.IGNORECASE) if links else None
    if not link:
        return text
    rest = re.match(rf"\s+(?:{pronouns})\s+(?=\w)", text[link.end() :])
    parted = at_verb(text[: link.start()].rstrip(), words)
    if not rest or not parted:
        return ""
    between = WORD.findall(parted.rest)
    other = any(word[0].isupper() or words.is_in("determiners", word) for word in between)
    subject = parted.subject.split()
    while len(subject) > 1 and subject[-1].endswith(tuple(words.words["adverb_endings"])):
        subject.pop()
    if other or len(between) > MOST_BETWEEN:
        return ""
    return f"{sentence_case(' '.join(subject))} {text[link.end() + rest.end() :]}"


def without_insertion(text: str, words: Wording) -> str:
    """Without an ", as set out in the order of May 2, 1990, as amended," before a preposition that goes on with the
    sentence."""
    leads = alternatives("insertion_leads", words)
    done = rf"{alternatives('participles', words)}|\w+(?:{alternatives('past_endings', words)})"
    found = re.search(rf",\s(?:{leads})\s(?:{done})\b", text) if leads else None
    if not found:
        return text
    for comma in re.finditer(r",\s+(?=([^\W\d_]+))", text[found.end() :]):
        word = comma[1]
        if word.islower() and words.is_in("prepositions", word) and not re.fullmatch(leads, word):
            return amount_last(text[: found.start()], text[found.end() + comma.end() :], words)
    return text


def amount_last(start: str, end: str, words: Wording) -> str:
    """ "Will keep at 20 percent the duties" and "on goods" as "will keep the duties on goods at 20 percent": an amount
    stands before its object only where that goes on for long."""
    number = rf"(?:\d[\d.,]*|{re.escape(words.blank)})"
    leads, articles = alternatives("prepositions", words), alternatives("articles", words)
    found = re.search(rf"\s((?:{leads})\s{number}\s\w+)(\s(?:{articles})\s[^,]+)$", start)
    if not found:
        return f"{start} {end}"
    point = "." if end.endswith(".") else ""
    return f"{start[: found.start()]}{found[2]} {end.removesuffix('.')} {found[1]}{point}"


def without_apposition(text: str, words: Wording) -> str:
    """Without what a sentence ends on to say who a person is: "by Ada Stone, a pioneer in the field of ports"."""
    articles = alternatives("indefinite", words)
    found = re.search(rf"(?<=\w\s)([A-Z]\w+),\s((?:{articles})\s[^,;:“”]+?)\.?$", text) if articles else None
    plain = found and len(found[2].split()) >= FEWEST_OF_APPOSITION and words.blank not in found[2]
    return f"{text[: found.end(1)]}." if found and plain else text


def without_alias(text: str, words: Wording) -> str:
    """Without an ", or rounds" at the end, which is no part of a series."""
    links = alternatives("alternatives", words)
    found = re.search(rf",\s(?:{links})\s([^\W\d_]+(?:\s[^\W\d_]+){{0,{MOST_OF_ALIAS - 1}}})\.?$", text)
    if not found or not links:
        return text
    *_, last = re.split(r",\s", text[: found.start()])
    closed = last == text[: found.start()] or words.is_in("conjunctions", next(iter(WORD.findall(last)), ""))
    return f"{text[: found.start()]}." if closed else text


def alternatives(name: str, words: Wording) -> str:
    return "|".join(map(re.escape, sorted(words.words[name], key=lambda each: (-len(each), each))))
