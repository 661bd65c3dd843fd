"""Is it true, and does the source say so: F05, F25, F28, F29."""

import re

from content.extraction.outline import Fact, Span
from quizzes.generation.dates import parts
from quizzes.generation.fullnames import in_full
from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.gate.stems import padded
from quizzes.generation.phrases import inside, plain, shown, without_connector
from quizzes.generation.sayings import saying_of, speaker
from quizzes.generation.sizes import number
from quizzes.generation.spelling import respelled
from quizzes.generation.stemming import WORD
from quizzes.kinds.base import N_, Json, Quote

SPEAKERS = frozenset({"fact.who_said", "fact.name_speaker"})
UNQUOTED = frozenset(
    {
        "list.heads",
        "list.halves",
        "list.count",
        "list.true",
        "list.false",
        "list.of_lists",
        "fact.match_amounts",
        "fact.match_speakers",
        "fact.match_offices",
        "list.which",
        "concept.match",
    }
)
"""Rules of which the key is put together from several places, or counted."""

RECALLED = ("list.recall", "list.series")


def misquotes(reading: Reading) -> bool:
    """F28: a quotation that does not stand where it is said to, or answering words outside their evidence."""
    draft = reading.draft
    quotes = [draft.evidence, *draft.lit, *(quote for _, _, quote in draft.why)]
    outside = any(
        lit.source == draft.evidence.source
        and not inside((lit.start, lit.end), (draft.evidence.start, draft.evidence.end))
        for lit in draft.lit
    )
    return outside or not draft.lit or not all(stands(quote, reading) for quote in quotes)


def stands(quote: Quote, reading: Reading) -> bool:
    source = reading.index.sources.get(quote.source)
    return source is not None and quote.start < quote.end and source.text[quote.start : quote.end] == quote.text


def untaught(reading: Reading) -> bool:
    """F29: answering words in a caption, a byline, a heading; a list may be made of headings."""
    value = reading.list
    own = [(item.start, item.end) for item in value.items] if value and reading.draft.rule.startswith("list.") else []
    return not all(
        any(start < quote.end and quote.start < end for start, end in (*own, *taught(quote, reading)))
        for quote in reading.draft.lit
    )


def taught(quote: Quote, reading: Reading) -> tuple[Span, ...]:
    return reading.index.sources[quote.source].sentences


MARKUP = re.compile(
    r"https?://|www\.|\bdoi\b|\\[a-zA-Z(\[{]|\$\$|\]\(|&[a-z]+;|\{\{|</?[a-z]+>|[{}|]|\w::\w|[^\W_]_[^\W_]|[<>]=|\w#\d"
)
"""A web address, or what a formula, a program or a page is written in."""

FEWEST_LARGE = 4
LARGE = 0.7
"""Long words of a line, and the share of them that a title writes large."""


def raw(reading: Reading) -> bool:
    """F29: a web address or a formula's source in what is shown."""
    texts = [reading.visible, *reading.options, *reading.lefts, *reading.right]
    return any(MARKUP.search(text) for text in texts)


def titled(reading: Reading) -> bool:
    """F29: the title of some work, taken for a statement."""
    if reading.draft.rule.startswith("list.") or not reading.words.has_plurals:
        return False
    evidence = reading.draft.evidence.text
    long = [word for word in WORD.findall(re.sub(r"[“\"][^”\"]*[”\"]", "", evidence)) if len(word) > 3]
    large = sum(word[0].isupper() for word in long)
    return len(long) >= FEWEST_LARGE and large >= LARGE * len(long)


def unexplained(reading: Reading) -> bool:
    """F28: an explanation that does not quote the answering words. An instructor explains as they like."""
    if not reading.draft.rule:
        return False
    said = padded(reading.draft.explanation)
    return not all(any(padded(text).strip() in said for text in told(lit, reading)) for lit in reading.draft.lit)


def told(quote: Quote, reading: Reading) -> tuple[str, ...]:
    """The words of a source as they stand, and as questions show them: with whole names and usual units."""
    text = without_connector(plain(quote.text), reading.words)
    whole = respelled(in_full(reading.source, text, quote.start, reading.words), reading.source)
    return (quote.text, whole) if whole != text else (quote.text,)


def wrong_key(reading: Reading) -> bool:
    """F28: a key that is not what the quoted words say. Of an instructor's item nobody knows by what rule it is so."""
    rule, lit = reading.draft.rule, [padded(text) for quote in reading.draft.lit for text in told(quote, reading)]
    if rule in SPEAKERS:
        fact = reading.point.value if reading.point else None
        said = saying_of(reading.index, reading.source, fact) if isinstance(fact, Fact) else None
        return said is None or said.person.name != reading.right[0]
    if not rule or rule in UNQUOTED:
        return False
    if reading.draft.kind == "numeric":
        return all(number(text, reading.words) != reading.draft.key["value"] for text in map(str.strip, lit))
    if reading.draft.kind == "date":
        value = reading.point.value if reading.point else None
        return isinstance(value, Fact) and dated(reading.draft.key) != dated(parts(value.value))
    recalled = rule in RECALLED
    return not all(
        any(padded(each) in text or (recalled and as_recalled(each, text, reading)) for text in lit)
        for each in reading.right
    )


def as_recalled(right: str, lit: str, reading: Reading) -> bool:
    """What is recalled may run on beyond the words that are lit, or be another form of the same word."""
    one, other = (reading.index.stems(text, reading.source) for text in (right, lit))
    return lit.strip() in padded(right) or (bool(one) and one == other)


def dated(parts: Json) -> list[int | None]:
    return [parts.get(field) for field in ("day", "month", "year")]


def miscounted(reading: Reading) -> bool:
    """F05: an item that asks for more or fewer items than its list has."""
    value, rule = reading.list, reading.draft.rule
    if value is None:
        return False
    if rule == "list.count":
        return bool(reading.draft.key["value"] != len(value.items))
    return rule in (*RECALLED, "list.order") and len(reading.right) != len(value.items)


def incomplete(reading: Reading) -> bool:
    """F05: a list of which the source promises more, or fewer, items than it gives."""
    value = reading.list
    if value is None or not reading.draft.rule.startswith("list."):
        return False
    return not value.complete or value.announced not in (None, len(value.items))


def speakerless(reading: Reading) -> bool:
    """F25: what somebody said, asked as if it were plain fact."""
    if reading.draft.rule.startswith("list.") or reading.draft.kind in ("matching", "grouping"):
        return False
    fact = reading.index.speaker_of(reading.source, reading.draft.lit[0].start)
    if fact is None or fact.speaker is None:
        return False
    said_by = shown(reading.source, fact.speaker)
    person = speaker(reading.index, reading.source, fact)
    seen = {found.group().casefold() for text in (reading.visible, *reading.right) for found in WORD.finditer(text)}
    names = [said_by, *([person.name.split()[-1]] if person else [])]
    return not any({found.group().casefold() for found in WORD.finditer(name)} <= seen for name in names)


CHECKS = (
    Check("F28", N_("A quotation does not stand in the source where it is said to stand."), misquotes),
    Check("F28b", N_("The explanation does not quote the words that answer."), unexplained),
    Check("F29", N_("The answer stands outside the taught text: in a heading, a caption or a byline."), untaught),
    Check("F29b", N_("It shows a web address or the source of a formula."), raw),
    Check("F29c", N_("It takes the title of a work for a statement."), titled),
    Check("F28c", N_("The key is not what the quoted words say."), wrong_key),
    Check("F05b", N_("It asks for more or fewer items than the list has."), miscounted),
    Check(
        "F05", N_("The source promises another number of items than were found, or the list breaks off."), incomplete
    ),
    Check("F25", N_("It asks as plain fact what somebody said, and does not name the speaker."), speakerless),
)
