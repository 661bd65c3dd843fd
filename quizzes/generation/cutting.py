"""Words of a source cut for showing: an item or a sentence that runs long ends where a clause does."""

import re
from dataclasses import dataclass
from itertools import pairwise

from content.extraction.outline import ListItem, Span
from quizzes.generation.bank import Source
from quizzes.generation.fullnames import in_full
from quizzes.generation.phrases import connector_of, is_gerund, sentence_at, shown
from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording

LONG = 25
"""Words that an option may have before it is cut at its first clause."""

FEWEST = 3
"""Words of a first sentence that can stand for its item."""

LONG_SENTENCE = 35
"""Words of a sentence that is shown whole when a part of it will do."""

FEWEST_IN_HEAD = 5
"""Words by which an item is known again."""

FEWEST_KEPT = 8
"""Words of a part of a sentence that says enough."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of a source, cut for showing; `span` is what was kept."""

    text: str
    span: Span


def item_text(source: Source, item: ListItem, words: Wording, limit: int = LONG) -> Cut:
    """A list item as an option: its own words, those of its first clause when they run long."""
    whole = (item.start, item.end)
    first = sentence_at(source, item.start)
    span = (item.start, min(item.end, first[1])) if first else whole
    if len(source.text[slice(*span)].split()) < FEWEST:
        span = whole
    if len(source.text[slice(*span)].split()) > words.limit(limit):
        span = first_clause(source, span, words)
    span = after_connector(source, span, words)
    return Cut(in_full(source, shown(source, span), span[0], words), span)


def one_claim(source: Source, cut: Cut, words: Wording) -> Cut:
    """An item as it can be judged true or false: what stands after a semicolon is a claim of its own."""
    head, semicolon, _ = source.text[slice(*cut.span)].partition("; ")
    if not semicolon or len(head.split()) < words.limit(FEWEST_KEPT):
        return cut
    span = (cut.span[0], cut.span[0] + len(head))
    return Cut(in_full(source, shown(source, span), span[0], words), span)


def after_connector(source: Source, span: Span, words: Wording) -> Span:
    """The span without an "in addition," at its head."""
    text = source.text[slice(*span)]
    opening = connector_of(text, words)
    return (span[0] + len(text) - len(text[len(opening) + 1 :].lstrip()), span[1]) if opening else span


def first_clause(source: Source, span: Span, words: Wording) -> Span:
    """The span up to the first comma after which a clause begins: a subordinator or a participle."""
    text = source.text[slice(*span)]
    for comma in re.finditer(r"[,;]\s+", text):
        following = WORD.match(text, comma.end())
        opens = following and (words.is_in("subordinators", following.group()) or is_gerund(following.group(), words))
        if opens and len(text[: comma.start()].split()) >= 4 and not in_series(text, comma, words):
            return span[0], span[0] + comma.start()
    return span


def shortest(source: Source, cut: Cut, words: Wording) -> Cut:
    """A long item up to its first comma after which something else is done or told: it need but be known again."""
    text = source.text[slice(*cut.span)]
    for comma in re.finditer(r"[,;][”’]?\s+", text):
        following = WORD.match(text, comma.end())
        word = following.group().casefold() if following else ""
        done = is_gerund(word, words) or words.is_in("imperatives", word) or words.is_in("subordinators", word)
        done = done or word.endswith(tuple(words.words["past_endings"]) or ("\0",))
        before = text[: comma.start()]
        quoting = before.count("“") > before.count("”") + comma.group().count("”")
        if word and done and not quoting and len(before.split()) >= FEWEST_IN_HEAD:
            span = cut.span[0], cut.span[0] + comma.start()
            return Cut(in_full(source, shown(source, span), span[0], words), span)
    return cut


def holds_series(text: str, words: Wording) -> bool:
    return any(in_series(text, comma, words) for comma in re.finditer(r"[,;]\s+", text))


def in_series(text: str, comma: re.Match[str], words: Wording) -> bool:
    """Whether a comma parts two of several things of one kind: "in creating ports, mending ships and opening schools"
    ends with the last of them."""
    following = WORD.match(text, comma.end())
    if not following or not is_gerund(following.group(), words):
        return False
    same = [is_gerund(word, words) for word in WORD.findall(text[: comma.start()])[1:]]
    rest = WORD.findall(re.split(r"[;.]", text[comma.end() :])[0])
    more = any(words.is_in("conjunctions", link) and is_gerund(word, words) for link, word in pairwise(rest))
    return any(same) and more


def with_short_form(source: Source, span: Span) -> tuple[Span, str]:
    """A term with the quotation marks and the short form in brackets that belong to it, and that form, "" for none:
    a blank that left "(WHO)" standing would tell its answer."""
    found = re.match(r"[”\"’]?\s?\((\w*[^\W\d_a-z]\w*)\)", source.text[span[1] : span[1] + 20])
    if not found:
        return span, ""
    opened = span[0] > 0 and source.text[span[0] - 1] in '“"‘' and found.group()[0] in '”"’'
    return (span[0] - opened, span[1] + found.end()), found.group(1)


def run_together(text: str, words: Wording) -> bool:
    """Whether two predicates share a clause, as a writer in haste leaves them: "firms may use the fund is 300"."""
    return any(re.search(pattern, text) for pattern in words.words["run_together"])


def governed(source: Source, sentence: Span, text: str, words: Wording) -> str:
    """A text that stands for itself; of the last part of a sentence with two predicates, one with the noun that only
    its first part names: "the level of use of the fund for kerosene fell" of "may use the fund for diesel is 300,
    kerosene fell". "" where the document does not call it so, since the part alone would say that kerosene fell."""
    said = source.text[slice(*sentence)]
    if not run_together(said, words):
        return text
    head = next(iter(WORD.findall(text)), "")
    for pattern in words.words["governing"]:
        found = re.search(pattern.replace("HEAD", re.escape(head)), said, re.IGNORECASE)
        noun = words.say("governed", noun=found["noun"]) if found else ""
        if noun and noun.casefold() in source.text.casefold():
            return words.say("governs", noun=f"{noun[:1].upper()}{noun[1:]}", text=f"{text[:1].lower()}{text[1:]}")
    return ""


def clause_start(source: Source, sentence: Span, place: int, words: Wording) -> int:
    """Where the main clause begins in which a place stands: after the last "but you" or "; the" before it, and in a
    sentence with two predicates that nothing joins after the last comma."""
    if run_together(source.text[slice(*sentence)], words):
        comma = source.text[sentence[0] : place].rfind(", ")
        return sentence[0] + comma + 2 if comma >= 0 else sentence[0]
    links = "|".join(map(re.escape, sorted(words.words["clause_links"])))
    start = sentence[0]
    for link in re.finditer(rf"(?:;\s+|,?\s+(?:{links})\s+)(?=(\w+))", source.text[slice(*sentence)]):
        rest = source.text[sentence[0] + link.end() : sentence[1]]
        joined = link.group().startswith(";") and bool(connector_of(rest, words))
        opens = joined or words.is_in("clause_subjects", link[1])
        if opens and sentence[0] + link.end() < place and len(rest.split()) >= FEWEST_KEPT:
            start = sentence[0] + link.end()
    return start


def without_remark(source: Source, span: Span, place: int, words: Wording) -> Span:
    """A span up to a "which" after a place, with no comma and no preposition before it: "50 ships which is a lot"."""
    text = source.text[place : span[1]]
    for found in WORD.finditer(text):
        *_, before = ("", *WORD.findall(text[: found.start()]))
        bare = before and text[: found.start()].rstrip().endswith(before) and not words.is_in("prepositions", before)
        if bare and words.is_in("remarks", found.group()):
            end = place + len(text[: found.start()].rstrip())
            return (span[0], end) if len(source.text[span[0] : end].split()) >= FEWEST_KEPT else span
    return span


def part_around(source: Source, sentence: Span, place: Span, words: Wording) -> Span:
    """A sentence without the clauses joined to it that say other things, and of a long one what stands before the
    first clause that begins after a place."""
    sentence = clause_start(source, sentence, place[0], words), sentence[1]
    sentence = without_remark(source, sentence, place[1], words)
    text = source.text[slice(*sentence)]
    if len(text.split()) <= words.limit(LONG_SENTENCE):
        return sentence
    for comma in re.finditer(r"[,;]\s+", text):
        following = WORD.match(text, comma.end())
        opens = following and (
            words.is_in("subordinators", following.group())
            or words.is_in("clause_leads", following.group())
            or is_gerund(following.group(), words)
        )
        if opens and comma.start() >= place[1] - sentence[0] and len(text[: comma.start()].split()) >= FEWEST_KEPT:
            return sentence[0], sentence[0] + comma.start()
    return sentence
