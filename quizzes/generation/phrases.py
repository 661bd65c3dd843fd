"""Words of a source as a question shows them: tidy and whole."""

import re
from bisect import bisect_right
from functools import cache
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from content.extraction.outline import Span
from quizzes.generation.bank import Source
from quizzes.generation.fullnames import in_full
from quizzes.generation.stemming import WORD, stem
from quizzes.generation.wording import Wording

if TYPE_CHECKING:
    from quizzes.generation.support import CourseIndex

EDGES = " \n\t\r\u00a0.,;:–—-"
ASIDE = 3
"""Words in brackets that are a remark rather than another name."""

PAIRS = (("“", "”"), ("‘", "’"), ("«", "»"), ("(", ")"), ("[", "]"))


def tidy(text: str) -> str:
    """One line without loose punctuation at its edges; a quotation or bracket that the span cut off is closed."""
    line = plain(text).strip(EDGES)
    if re.search(r"(?:^|[\s.])[A-Z]$", line) and f"{line}." in plain(text):
        line += "."  # "U.S."
    if line.count('"') % 2:
        line += '"'
    for opening, closing in PAIRS[:1] + PAIRS[3:]:
        if line.count(opening) == line.count(closing) + 1:
            line += closing
        elif line.count(closing) == line.count(opening) + 1 and line.endswith(closing):
            line = line[:-1].rstrip(EDGES)
    return line


def unstopped(text: str) -> str:
    """Without the full stop inside the quotation marks on which the text ends: it was that of the sentence."""
    return re.sub(r"(?<=\w)\.”$", "”", text)


def shown(source: Source, span: Span) -> str:
    return tidy(source.text[slice(*span)])


def quoted(source: Source, span: Span) -> str:
    """The words on one line, with all their punctuation, without the agency's name before the first of them."""
    return re.sub(rf"^\(?{re.escape(source.name)}\)?\s*[-–—]\s+", "", plain(source.text[slice(*span)]).strip())


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def sentence_at(source: Source, place: int) -> Span | None:
    """The taught sentence at a place. Sentences stand in the order of the text."""
    before = bisect_right(source.sentences, place, key=itemgetter(0))
    span = source.sentences[before - 1] if before else (0, 0)
    return span if place < span[1] else None


def in_sentence(text: str, index: "CourseIndex", words: Wording) -> str:
    """The text as it goes on inside a sentence: a small first letter unless the course writes it large."""
    first = WORD.match(text)
    if any(text.startswith(name) for name in index.people):
        return text
    if first and titled(text[first.end() :]) and not words.is_in("stop", first.group()):
        return text  # "Feature Engineering", though features are written small elsewhere
    if (
        first
        and (is_plain(first.group(), text, index, words) or words.is_in("stop", first.group()))
        and not first.group()[1:].isupper()
    ):
        return text[0].lower() + text[1:]
    return text


def titled(rest: str) -> bool:
    """Whether a large letter follows at once, as in a name of several words."""
    return rest[:1] == " " and rest[1:2].isupper()


def is_plain(word: str, text: str, index: "CourseIndex", words: Wording) -> bool:
    """Whether a word at the head of a text is no name. Written by syllables, a name has all of them large."""
    if word.casefold() in index.lower or words.is_in("imperatives", word):
        return True
    alike = word not in index.large and stem(word, words.stemmer) in index.lower_stems
    if alike and text[len(word) :].lstrip()[:1].islower():
        return True
    after = text[len(word) :].lstrip()
    if is_gerund(word, words) and after[:1].islower() and word not in index.large:
        return True
    return words.syllables > 1 and after[:1].islower() and word not in index.large


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def without_connector(text: str, words: Wording) -> str:
    """The sentence without an "accordingly," that ties it to the one before."""
    opening = connector_of(text, words)
    return sentence_case(text[len(opening) + 1 :].lstrip()) if opening else text


def connector_of(text: str, words: Wording) -> str:
    return next((each for each in words.words["connectors"] if text.casefold().startswith(f"{each},")), "")


def leaning(text: str, words: Wording) -> bool:
    """Whether a text opens with a word that means something said before it."""
    start = text.lstrip("“\"'‘ ").casefold()
    opening = bool(_openings(words).match(start))
    lead = takewhile(lambda word: words.is_in("stop", word), WORD.findall(start)[:3])
    opening = opening or any(words.is_in("far_pointers", word) for word in lead)
    return opening


def speaks_of_us(text: str, words: Wording) -> bool:
    """A "we" or "my" outside quotation marks: whoever asks is not whoever wrote."""
    plain = re.sub(r"“[^”]*”", "", text)
    return any(words.is_in("deictics", found.group()) for found in WORD.finditer(plain))


@cache
def _openings(words: Wording) -> re.Pattern[str]:
    pronouns = "|".join(re.escape(each) for each in sorted(words.words["openings"]))
    connectors = "|".join(re.escape(each) for each in sorted(words.words["connectors"]))
    return re.compile(rf"(?:{pronouns})\b|(?:{connectors}),")


def is_gerund(word: str, words: Wording) -> bool:
    plain = word.casefold()
    long_enough = any(plain.endswith(ending) and len(plain) > len(ending) + 2 for ending in words.words["gerund"])
    return long_enough and not words.is_in("gerund_exceptions", plain)


def is_plural(word: str, words: Wording) -> bool:
    plain = word.casefold()
    ends_so = plain.endswith(tuple(words.words["plural_endings"]))
    return words.is_in("plurals", plain) or (ends_so and not plain.endswith(tuple(words.words["singular_endings"])))


def shape(text: str, index: "CourseIndex", words: Wording) -> str:
    """The form in which a phrase begins. Options of one question share it, or it gives the answer away."""
    found = [match.group() for match in WORD.finditer(text)]
    if not found:
        return "none"
    first = found[0]
    if first[0].isdigit():
        return "number"
    if any(words.is_in("auxiliaries", word) for word in found[1:6]):
        return "clause"
    if is_gerund(first, words):
        return "gerund"
    if first.casefold().endswith(tuple(words.words["adverb_endings"])):
        return "adverb"
    if words.is_in("determiners", first) or first.endswith(("’s", "'s", "s’")):
        return "determined"
    if words.is_in("prepositions", first):
        return "prepositional"
    if first.casefold() in index.verbs:
        return "verb"
    # One large letter may only open a sentence.
    large = first[0].isupper() and first.casefold() not in index.lower
    named = len(found) == 1 or first[1:].isupper() or any(word[0].isupper() for word in found[1:])
    return "name" if large and named else "plain"


def is_clause(text: str, words: Wording) -> bool:
    """Whether a text states something: one of its first words after the first can be a verb that is told."""
    endings = tuple(words.words["past_endings"]) or ("\0",)
    verbs = (
        word.endswith(endings) or words.is_in("auxiliaries", word) or words.is_in("past", word)
        for word in WORD.findall(text)[1:7]
    )
    return any(verbs)


def blanked(source: Source, context: Span, hole: Span, words: Wording) -> tuple[str, str]:
    """What stands before and after a hole in its context, white space made plain."""
    before, after = source.text[context[0] : hole[0]], source.text[hole[1] : context[1]]
    lead = (
        quoted(source, (context[0], hole[0])) + plain(before)[len(plain(before).rstrip()) :] if before.strip() else ""
    )
    lead = in_full(source, without_connector(lead, words), context[0], words)
    return sentence_case(lead), finished(plain(after).rstrip())


def finished(text: str) -> str:
    """With the full stop that a list item lacks."""
    return text if text.rstrip("”’\"')")[-1:] in (".", "!", "?") else text.rstrip(",;:") + "."


def without_aside(text: str, words: Wording) -> str:
    """The text without what it says in brackets by the way: words enough for a remark, no name, number or sign."""

    def kept(found: re.Match[str]) -> str:
        said = found[1].split()
        plain = all(re.fullmatch(r"[^\W\d_]+,?", word) and word.islower() for word in said)
        return "" if plain and len(said) >= words.limit(ASIDE) else found[0]

    return re.sub(r"\s\(([^()]*)\)", kept, text)


def predicate_of(rest: str, words: Wording) -> str:
    """What a sentence says of its subject; "" when no verb follows of which "what" can be the subject."""
    first = WORD.match(rest)
    if not first:
        return ""
    verb = first.group().casefold()
    ends_so = verb.endswith(tuple(words.words["verb_endings"])) and is_plural(verb, words)  # not "class"
    return rest if (ends_so or words.is_in("auxiliaries", verb)) and not words.is_in("plural_verbs", verb) else ""
