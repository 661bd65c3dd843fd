"""What can be asked of a fact: when it was, who did it, who said it, how many there were."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from content.extraction.outline import Concept, Fact, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.concepts import choosing, predicate_of
from quizzes.generation.dates import grain, like_date, parts, without_date
from quizzes.generation.making import Task, Wrong, choice, cloze, date, numeric, short_answer
from quizzes.generation.people import facts
from quizzes.generation.phrases import blanked, in_sentence, is_plural, plain, quoted, sentence_case, shown, tidy
from quizzes.generation.sayings import parted_by, saying_of, speaker
from quizzes.generation.sizes import size
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.terms import like_term
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

Drafting = Callable[[CourseIndex, Source, Point, Fact], Iterator[Draft]]

NUMBER_STEPS = (0.5, 0.7, 0.8, 1.2, 1.3, 1.5)
"""What an invented number is of the real one; farther off nobody would take it for true."""


def from_fact(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[Draft]:
    drafting: Mapping[str, Drafting] = {"date": when, "quantity": how_many, "person": who, "statement": on_statement}
    yield from drafting[value.kind](index, source, point, value)


def task(index: CourseIndex, source: Source, point: Point, rule: str, fact: Fact, lit: Span | None = None) -> Task:
    return Task(index, source, point, rule, fact.sentence, (lit or (fact.start, fact.end),))


# When ------------------------------------------------------------------------


def when(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    about = task(index, source, point, "fact.when", fact)
    told = without_date(source, fact, about.words)
    if not told or not grain(fact.value):
        return
    right = shown(source, (fact.start, fact.end))
    asking = about.say(f"when_{grain(fact.value)}", text=told)
    yield date(task(index, source, point, "fact.date", fact), asking, parts(fact.value))
    wrong = like_date(about, fact, index.stems(told, source))
    if len(wrong) >= 2:
        yield choice(
            about,
            asking,
            right,
            wrong,
            sequence=ranked(right, wrong, about.words),
        )


def ranked(right: str, wrong: list[Wrong], words: Wording) -> list[str]:
    return sorted([right, *(each.text for each in wrong)], key=lambda text: size(text, words))


# How many --------------------------------------------------------------------


def how_many(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    about = task(index, source, point, "fact.amount", fact)
    number = shown(source, (fact.start, fact.end))
    if not is_amount(source, fact, about.words):
        return
    before, after = blanked(source, fact.sentence, (fact.start, fact.end), about.words)
    yield cloze(about, about.say("cloze_amount"), [before, after], [[number]])
    stem = asking_how_many(source, fact, about)
    wrong = like_number(about, fact, number)
    if stem:
        typed = task(index, source, point, "fact.number", fact)
        yield numeric(typed, stem, float(fact.value))
    if stem and len(wrong) >= 2:
        about = task(index, source, point, "fact.how_many", fact)
        yield choice(about, stem, number, wrong, sequence=ranked(number, wrong, about.words))


def is_amount(source: Source, fact: Fact, words: Wording) -> bool:
    """Whether a number counts or measures something: no year, no rate ("per 1,000"), no number of an order."""
    number = shown(source, (fact.start, fact.end))
    before = WORD.findall(source.text[fact.sentence[0] : fact.start])[-1:]
    named = bool(before) and (words.is_in("rates", before[0]) or before[0][0].isupper())
    in_figures = bool(re.fullmatch(r"[\d,.]+", number)) and fact.value.replace(".", "").isdigit()
    clock = fact.unit is not None and any(char.isdigit() for char in source.text[slice(*fact.unit)])  # "20 giờ 00 phút"
    in_figures = in_figures and not clock and float(fact.value) > 0
    return in_figures and fact.unit is not None and not named and not re.fullmatch(r"1[5-9]\d\d|20\d\d", number)


def asking_how_many(source: Source, fact: Fact, about: Task) -> str:
    """The sentence with "how many" for its number, up to the end of what is counted."""
    assert fact.unit
    gap = source.text[fact.end : fact.unit[0]]
    first = counted(fact, source)
    if (
        not first
        or (about.words.has_plurals and not is_plural(first, about.words))
        or about.words.is_in("percent", first)
    ):
        return ""
    if leads_in(source, fact, about.words):
        return ""
    if gap.strip() or about.index.speaker_of(source, fact.start):
        return ""
    end = counted_end(source, fact)
    before = in_sentence(quoted(source, (fact.sentence[0], fact.start)), about.index, about.words)
    rest = tidy(quoted(source, (fact.unit[0], end)))
    return about.say("how_many", text=before, rest=rest) if before else about.say("how_many_first", rest=rest)


def counted_end(source: Source, fact: Fact) -> int:
    """Where the clause with a number can end: after what is counted, or with the sentence."""
    assert fact.unit
    after = source.text[fact.unit[1] : fact.sentence[1]].lstrip('"”’)')
    return fact.unit[1] if after[:1] in ",;:.?!" else fact.sentence[1]


def leads_in(source: Source, fact: Fact, words: Wording) -> bool:
    """Whether a number stands in what leads in to the main clause: "By the time you are 9 years old, ..."."""
    lead = source.text[fact.sentence[0] : fact.start]
    first = next(iter(WORD.findall(lead)), "")
    opens = any(words.is_in(name, first) for name in ("prepositions", "conjunctions", "subordinators"))
    return opens and "," not in lead and "," in source.text[fact.end : fact.sentence[1]]


def like_number(about: Task, fact: Fact, number: str) -> list[Wrong]:
    """Numbers that count the same thing elsewhere, then invented ones near by."""
    real = [
        Wrong(text, about.words.say("why_amount", name=source.name), source, (other.start, other.end))
        for source, other in amounts(about.index).get(counted(fact, about.source), ())
        if 0.25 * float(fact.value) <= float(other.value) <= 4 * float(fact.value)
        and other.value != fact.value
        and re.fullmatch(r"[\d,.]+", text := shown(source, (other.start, other.end)))
    ]
    found = list({each.text: each for each in real}.values())[:2]
    known = {number, *(each.text for each in found)}
    for step in sorted(NUMBER_STEPS, key=lambda step: about.drawn(str(step))):
        other_number = rounded(float(fact.value) * step, number, about.words.decimal)
        if other_number not in known and len(found) < 3:
            found.append(Wrong(other_number))
            known.add(other_number)
    return found


def rounded(value: float, like: str, decimal: str = ".") -> str:
    """A number written as another one is: as many decimals and noughts, thousands parted or not."""
    group = "," if decimal == "." else "."
    decimals = len(like.partition(decimal)[2])
    whole = like.partition(decimal)[0].replace(group, "")
    noughts = len(whole) - len(whole.rstrip("0")) if not decimals and len(whole) > 1 else 0
    while noughts and round(value / 10**noughts) in (0, int(whole) / 10**noughts):
        noughts -= 1
    near = round(value / 10**noughts) * 10**noughts if noughts else round(value, decimals)
    written = f"{near:{',' if group in like else ''}.{decimals}f}"
    return written if decimal == "." else written.translate(str.maketrans(",.", ".,"))


def counted(fact: Fact, source: Source) -> str:
    """The first word of what is counted: "years"."""
    first = WORD.search(source.text[slice(*fact.unit)]) if fact.unit else None
    return first.group().casefold() if first else ""


@lru_cache(maxsize=1)
def amounts(index: CourseIndex) -> dict[str, list[tuple[Source, Fact]]]:
    """The quantities of a course by what they count."""
    found: defaultdict[str, list[tuple[Source, Fact]]] = defaultdict(list)
    for source in index.sources.values():
        for fact in facts(source, "quantity"):
            found[counted(fact, source)].append((source, fact))
    return dict(found)


# Who -------------------------------------------------------------------------


def who(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    """A sentence with a person as its subject, asked for that person."""
    if index.speaker_of(source, fact.start):
        return
    about = task(index, source, point, "fact.who", fact)
    predicate = deed(source, fact, about.words)
    if predicate:
        yield from choosing_person(about, about.say("who", text=predicate), fact.value)
        typed = task(index, source, point, "fact.name", fact)
        yield short_answer(typed, typed.say("who", text=predicate), names(fact.value))


def deed(source: Source, fact: Fact, words: Wording) -> str:
    """What a sentence says that its subject did; "" when the person is not its subject."""
    before = source.text[fact.sentence[0] : min(fact.start, fact.role[0] if fact.role else fact.start)].strip()
    rest = quoted(source, (max(fact.end, fact.role[1] if fact.role else 0), fact.sentence[1]))
    first = WORD.match(rest)
    opens = not before or (before.endswith(",") and len(before.split()) <= 6)
    did = first and (first.group().endswith(tuple(words.words["past_endings"])) or words.is_in("past", first.group()))
    # A full stop inside the last quotation marks would stand before the question mark.
    return re.sub(r"\.([”\"])$", r"\1", tidy(rest)) if opens and did else ""


def on_statement(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    yield from what(index, source, point, fact)
    yield from who_said(index, source, point, fact)


def what(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    """A statement with its speaker in the middle ("Strength, he said, plays a part"), asked for its subject."""
    person = speaker(index, source, fact)
    start, end = fact.sentence
    parted = parted_by(source.text[start:end], person, index, index.wordings[source.letter]) if person else None
    if not person or not parted:
        return
    span = (start, start + parted.end("subject"))
    about = task(index, source, point, "fact.what", fact, span)
    predicate = predicate_of(tidy(plain(parted["rest"])), about.words)
    term = Concept(uncapitalised(shown(source, span)), *span, "phrase", fact.sentence)
    wrong = like_term(about, term, index.stems(predicate, source)) if predicate else []
    if len(wrong) >= 2:
        stem = about.say("subject", speaker=person.name, text=predicate)
        typed = task(index, source, point, "fact.subject", fact, span)
        yield short_answer(typed, stem, [term.term, sentence_case(term.term)])
        yield choosing(about, stem, term.term, wrong, opens=True)


def uncapitalised(text: str) -> str:
    """The beginning of a sentence as it would stand inside one, a name excepted."""
    rest = text.split()[1:]
    return text[0].lower() + text[1:] if rest and all(word.islower() for word in rest) else text


def who_said(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    saying = saying_of(index, source, fact)
    if saying:
        about = task(index, source, point, "fact.who_said", fact, saying.span)
        stem = "who_said" if saying.literal else "who_said_that"
        asking = about.say(stem, text=sentence_case(saying.shown))
        yield from choosing_person(about, asking, saying.person.name)
        typed = task(index, source, point, "fact.name_speaker", fact, saying.span)
        yield short_answer(typed, asking, names(saying.person.name))


def names(name: str) -> list[str]:
    """The whole name, and the part of it that the source goes on with."""
    return [name, name.split()[-1]]


def choosing_person(about: Task, stem: str, right: str) -> Iterator[Draft]:
    wrong = [
        Wrong(person.name, about.words.say("why_person", name=person.source.name), person.source, person.span)
        for person in about.index.people.values()
        if person.name != right
    ]
    wrong = sorted(wrong, key=lambda each: about.drawn(each.text))[:3]
    if len(wrong) >= 2:
        yield choice(about, stem, right, wrong)
