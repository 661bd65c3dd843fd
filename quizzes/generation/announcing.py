"""The words before a list, as a question can show them: a sentence that its items complete, or one they follow."""

import re
from collections.abc import Iterator

from content.extraction.outline import EnumList, Span
from quizzes.generation.bank import Source
from quizzes.generation.people import meant
from quizzes.generation.phrases import (
    in_sentence,
    is_clause,
    is_plural,
    leaning,
    quoted,
    sentence_at,
    sentence_case,
    shape,
    speaks_of_us,
    without_connector,
)
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording

FEWEST_WORDS, FEWEST_IN_CLAUSE = 4, 3
MOST_WORDS = 40
"""Of an intro that a question shows whole."""

LONGEST_SUBJECT = 22
"""Words of a subject by which a list can be called."""

LONGEST_TELLER = 6
"""Words that say who tells what follows."""

FEWEST_IN_GIVER, MOST_IN_GIVER = 2, 7
"""Words that say who gives a list, the verb included."""

MOST_IN_NOUN = 4
"""Words of "the following key policy areas" after the first."""


def running_on(source: Source, value: EnumList, index: CourseIndex) -> str:
    """The intro, when its sentence goes on with the items: "diplomacy must rely on"."""
    words = index.wordings[source.letter]
    text = intro_of(source, value, words)
    if not text or not value.intro or text.endswith((".", "!", "?")):
        return ""
    if text.endswith(":"):
        open_end = text.rstrip(" :")
        return sentence_case(open_end) if wants_more(open_end, words) and not sentences(source, value, index) else ""
    between = source.text[value.intro[1] : value.items[0].start]
    goes_on = "\n" not in between and not between.strip(" “\u00a0")  # not a heading above its list
    return sentence_case(text) if goes_on else ""


def wants_more(text: str, words: Wording) -> bool:
    """Whether a text ends on a word that wants another: "for", "will include"."""
    last = WORD.findall(text)[-1]
    return words.is_in("linking_ends", last) or words.is_in("listing_ends", last)


def sentences(source: Source, value: EnumList, index: CourseIndex) -> bool:
    """Whether most items are whole sentences."""
    words = index.wordings[source.letter]
    clauses = sum(
        shape(source.text[item.start : item.end], index, words) == "clause" or ends_sentence(source, item.end)
        for item in value.items
    )
    return 2 * clauses > len(value.items)


def ends_sentence(source: Source, end: int) -> bool:
    return source.text[end - 1 : end] in (".", "!") or source.text[end : end + 1] in (".", "!")


def followed(source: Source, value: EnumList, words: Wording) -> str:
    """The intro without its last point, when it is a whole sentence or ends on a colon."""
    text = intro_of(source, value, words)
    closed = text.endswith((".", ":")) or (value.intro and source.text[value.intro[1] : value.intro[1] + 1] == ":")
    return text.rstrip(" .:") if text and closed else ""


def before_intro(source: Source, value: EnumList, words: Wording) -> tuple[str, Span | None]:
    """The sentence before an intro that leans on it ("These were:"), when it tells how many items there are, and where
    it stands; else "" and None."""
    lead = quoted(source, value.intro) if value.intro else ""
    if not value.intro or not leaning(lead, words):
        return "", None
    place = len(source.text[: value.intro[0]].rstrip()) - 1
    earlier = sentence_at(source, place) if place > 0 else None
    text = without_connector(quoted(source, earlier), words).rstrip(" .:") if earlier else ""
    counts = any(words.numbers.get(found.casefold()) == len(value.items) for found in WORD.findall(text))
    fits = counts and shows(text, words) and listed_noun(text, len(value.items), words)
    return (text, earlier) if fits else ("", None)


def intro_of(source: Source, value: EnumList, words: Wording) -> str:
    if not value.intro or value.intro[1] > value.items[0].start:
        return ""
    intro = without_connector(quoted(source, value.intro), words)
    if len(intro.split()) > words.limit(MOST_WORDS):
        intro = sentence_case(re.split(r"[,;:]\s+|\)\s+(?=[A-ZÀ-Ỹ])", intro)[-1])
    return intro if shows(intro, words) else ""


def shows(text: str, words: Wording) -> bool:
    """Whether a sentence stands on its own, is neither too short nor too long, and speaks of nobody's "us"."""
    fewest = FEWEST_IN_CLAUSE if is_clause(text, words) else FEWEST_WORDS
    fits = fewest <= len(text.split()) <= words.limit(MOST_WORDS)
    return fits and not leaning(text, words) and not speaks_of_us(text, words)


# What the items are called ---------------------------------------------------


def listed_noun(text: str, count: int, words: Wording) -> str:
    """What a sentence calls the items that follow it: "directions" of "along the following directions", "factors"
    of "several factors are contributing"; "" where it does not say."""
    found = [*WORD.finditer(text)]
    said = [each.group() for each in found]
    numbered = [n for n, word in enumerate(said) if number_of(word, words) == count]
    strong = [n for n, word in enumerate(said) if words.is_in("listing_leads", word)]
    for places in (numbered, strong):
        for place in reversed(places):
            if noun := noun_after(text, found[place].end(), words):
                return noun
    return last_noun(text, said, words)


def number_of(word: str, words: Wording) -> int:
    return int(word) if word.isdigit() and len(word) < 4 else words.numbers.get(word.casefold(), 0)


def noun_after(text: str, place: int, words: Wording) -> str:
    """The plural noun right after a place, with the adjectives before it."""
    run = [*noun_words(text[place:], words)]
    if not words.has_plurals:
        return " ".join(run) if len(run) <= words.limit(MOST_IN_NOUN) else ""
    while run and not is_plural(run[-1], words):
        run.pop()
    return " ".join(run[-MOST_IN_NOUN:])


def noun_words(text: str, words: Wording) -> Iterator[str]:
    """The words of one phrase at the beginning of a text, what counts it left out."""
    begun, end = False, 0
    for found in WORD.finditer(text):
        word = found.group()
        counts = words.is_in("quantifiers", word) or words.is_in("prepositions", word)
        if text[end : found.start()].strip() or (begun and counts):
            return
        end = found.end()
        if begun or not counts:
            if any(words.is_in(name, word) for name in ("stop", "auxiliaries", "prepositions")):
                return
            begun = True
            yield word


def last_noun(text: str, said: list[str], words: Wording) -> str:
    """The noun with which a sentence ends after a "these" or "the": "it rests on these pillars:"."""
    for place in range(len(said) - 2, max(-1, len(said) - 2 - MOST_IN_NOUN), -1):
        if words.is_in("listing_weak", said[place]):
            run = said[place + 1 :]
            after = words.is_in("listing_after", run[-1])
            run = run[:-1] if after else run
            if not (after or words.has_plurals):
                return ""  # "các" stands before any noun; "các bước sau" announces them
            whole = " ".join(run)
            plain = not any(words.is_in("stop", word) for word in run) and whole in text
            return whole if run and plain and (is_plural(run[-1], words) or not words.has_plurals) else ""
    return ""


def subject(text: str, words: Wording) -> str:
    """The plural subject of a sentence that ends on its verb: "key terms of the agreement" of "Key terms of the
    agreement will include"; "" for other sentences."""
    found = [*WORD.finditer(text)]
    if not found or not words.is_in("listing_ends", found[-1].group()):
        return ""
    while found and any(words.is_in(name, found[-1].group()) for name in ("listing_ends", "auxiliaries")):
        found.pop()
    lead = found[0].end() if found and words.is_in("determiners", found[0].group()) else 0
    fits = found and found[-1].end() > lead and len(found) <= words.limit(LONGEST_SUBJECT)
    whole = text[lead : found[-1].end()].strip() if fits else ""
    return whole[:1].lower() + whole[1:] if whole and words.has_plurals and noun_after(whole, 0, words) else ""


def as_follows(text: str, words: Wording) -> str:
    """ "The ministry announced" of "The ministry announced as follows", if that is short enough for the name of a
    list; "" for other sentences."""
    for phrase in sorted(words.words["as_follows"], key=len, reverse=True):
        if text.casefold().endswith(f" {phrase}"):
            told = text[: -len(phrase)].strip()
            return told if len(told.split()) <= words.limit(LONGEST_TELLER) and "," not in told else ""
    return ""


def given_by(source: Source, value: EnumList, index: CourseIndex) -> tuple[str, str]:
    """Who gives a list: "the Foreign Minister proposed" of "... the Foreign Minister proposed five key task
    groups", and the preposition on which that ends, of "some tell it among three types"; two empty texts where the
    sentence does not say it in so many words."""
    words = index.wordings[source.letter]
    start = value.label_span[0]
    sentence = sentence_at(source, start)
    if not sentence or not words.words["past_endings"]:
        return "", ""
    lead = quoted(source, (sentence[0], start))
    said = WORD.findall(re.split(r"[,;:]\s", lead)[-1])
    while said and (
        words.is_in("quantifiers", said[-1]) or words.is_in("determiners", said[-1]) or number_of(said[-1], words)
    ):
        said.pop()
    link = said.pop() if said and words.is_in("prepositions", said[-1]) else ""
    if not FEWEST_IN_GIVER <= len(said) <= MOST_IN_GIVER or leaning(" ".join(said), words):
        return "", ""
    *who, verb = said
    plain = not any(words.is_in(name, word) for word in who[1:] for name in ("auxiliaries", "conjunctions", "stop"))
    past = verb.endswith(tuple(words.words["past_endings"])) or words.is_in("past", verb)
    present = is_plural(who[-1], words) and not words.is_in("stop", verb) and not is_plural(verb, words)
    sayable = plain and (past or present) and not words.is_in("auxiliaries", verb)
    giver = by_name(" ".join(who), index, words)
    return (f"{giver} {verb}", link) if sayable and giver else ("", "")


def by_name(who: str, index: CourseIndex, words: Wording) -> str:
    """Somebody as a question can speak of them: "the Minister" with the name that the course gives him, "" for "the old
    envoy", whom nobody can know."""
    article, _, title = who.partition(" ")
    if not words.is_in("articles", article) or words.is_in("indefinite", article):
        return in_sentence(who, index, words)
    person = meant(title, index.people, words)
    if person:
        return person.name if title.islower() else f"{title} {person.name}"
    unknown = words.is_in("officials", title.split()[-1]) and title.islower()
    return "" if unknown else in_sentence(who, index, words)


def counted_in(text: str, noun: str, count: str, words: Wording) -> str:
    """The sentence with the number in the place of "the following", where the noun stands right after it."""
    for phrase in sorted(words.words["announcing"], key=len, reverse=True):
        if noun and f" {phrase} {noun}" in text:
            return text.replace(f" {phrase} {noun}", f" {count} {noun}", 1)
    return text
