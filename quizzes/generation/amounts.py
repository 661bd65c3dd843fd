"""How many there were: numbers that count or measure something, and those that could stand in their place."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from content.extraction.outline import Fact, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.claims import around
from quizzes.generation.cutting import clause_start, governed, part_around, run_together, without_remark
from quizzes.generation.making import Task, Wrong, choice, cloze, numeric
from quizzes.generation.people import facts
from quizzes.generation.phrases import blanked, in_sentence, is_plural, quoted, shown, tidy
from quizzes.generation.setting import major_lists
from quizzes.generation.sizes import size
from quizzes.generation.spelling import respelled
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.verbs import asking, verbs_in
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

FIGURE = re.compile(r"\b\d[\d.,]*(?![\w-])")

MOST_AT_A_GLANCE = 12
"""A number that a text writes in words, and that is no mere count of what it then names."""

WORD_OR_SIGN = re.compile(r"%|\w+")

THOUSAND = 1000

NUMBER_STEPS = (0.5, 0.7, 0.8, 1.2, 1.3, 1.5)
"""What an invented number is of the real one; farther off nobody would take it for true."""


def about_fact(
    index: CourseIndex, source: Source, point: Point, rule: str, fact: Fact, lit: Span | None = None
) -> Task:
    return Task(index, source, point, rule, fact.sentence, (lit or (fact.start, fact.end),))


def how_many(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    about = about_fact(index, source, point, "fact.amount", fact)
    number = shown(source, (fact.start, fact.end))
    if not is_amount(source, fact, about.words) or counts_list(index, source, fact):
        return
    before, after = blanked(source, part_with(source, fact, about.words), (fact.start, fact.end), about.words)
    before = governed(source, fact.sentence, without_most(before, about.words), about.words)
    if run_together(source.text[slice(*fact.sentence)], about.words) and not before:
        return
    before, after = around(respelled(before, source), respelled(after, source), about.words)
    if not before + after:
        return
    spelled = [number] if number[0].isdigit() else [number, fact.value]
    yield cloze(about, about.say("cloze_amount"), [before, after], [spelled])
    if not number[0].isdigit():
        return
    stem = asking_how_many(source, fact, about)
    wrong = like_number(about, fact, number)
    if stem:
        typed = about_fact(index, source, point, "fact.number", fact)
        yield numeric(typed, stem, float(fact.value))
    if stem and len(wrong) >= 2:
        about = about_fact(index, source, point, "fact.how_many", fact)
        yield choice(about, stem, number, wrong, sequence=ranked(number, wrong, about.words))


def part_with(source: Source, fact: Fact, words: Wording) -> Span:
    """The part of a long sentence that says something of a number."""
    part = part_around(source, fact.sentence, (fact.start, fact.unit[1] if fact.unit else fact.end), words)
    return (part[0], next_verb(source, fact, words)) if inverted(source, fact, part, words) else part


def inverted(source: Source, fact: Fact, shown_part: Span, words: Wording) -> bool:
    """Whether a number stands between a verb and its object ("will keep at 20 percent the tariffs") in a sentence that
    was cut after it: what the object is of may be gone."""
    cut = shown_part[1] < fact.sentence[1] and source.text[shown_part[1]] == ","
    found = WORD.findall(source.text[fact.end : shown_part[1]])[:2]
    return cut and len(found) == 2 and words.is_in("articles", found[1])


def next_verb(source: Source, fact: Fact, words: Wording) -> int:
    """Where what is said with the verb before a number ends: before an ", and will also"."""
    links, verbs = ("|".join(map(re.escape, sorted(words.words[name]))) for name in ("conjunctions", "auxiliaries"))
    found = re.search(rf",\s+(?:{links})\s+(?:{verbs})\b", source.text[fact.end : fact.sentence[1]])
    return fact.end + found.start() if found else fact.sentence[1]


def counts_list(index: CourseIndex, source: Source, fact: Fact) -> bool:
    """Whether a number tells how many items a list has: its questions ask for that."""
    return any(
        value.statement[0] <= fact.start < value.items[0].start and float(fact.value) == len(value.items)
        for value in major_lists(index)[source.letter]
    )


def is_amount(source: Source, fact: Fact, words: Wording) -> bool:
    """Whether a number counts or measures something: no year, no rate ("per 1,000"), no number of an order."""
    number = shown(source, (fact.start, fact.end))
    before = WORD.findall(source.text[fact.sentence[0] : fact.start])[-1:]
    named = bool(before) and (words.is_in("rates", before[0]) or before[0][0].isupper())
    in_words = number.casefold() in words.numbers and words.is_in("time_units", counted(fact, source))
    in_words = in_words or (number.isalpha() and fact.value.isdigit() and int(fact.value) > MOST_AT_A_GLANCE)
    in_figures = bool(re.fullmatch(r"[\d,.]+", number)) or in_words
    in_figures = in_figures and fact.value.replace(".", "").isdigit()
    clock = fact.unit is not None and any(char.isdigit() for char in source.text[slice(*fact.unit)])  # "20 giờ 00 phút"
    share = fact.unit is not None and words.is_in("percent", WORD_OR_SIGN.findall(source.text[slice(*fact.unit)])[0])
    in_figures = in_figures and not clock and (float(fact.value) > 1 or share)
    return in_figures and fact.unit is not None and not named and not re.fullmatch(r"1[5-9]\d\d|20\d\d", number)


def asking_how_many(source: Source, fact: Fact, about: Task) -> str:
    """The sentence with "how many" for its number, up to the end of what is counted."""
    assert fact.unit
    start = clause_start(source, fact.sentence, fact.start, about.words)
    lead = source.text[start : fact.start]
    if run_together(source.text[slice(*fact.sentence)], about.words):
        return ""  # its last part stands alone as a text with a blank, but asks too little of what it counts
    if re.search(rf"{FIGURE.pattern}.*[,;]", lead):
        return ""  # "dầu mazut là 200 đồng, dầu hỏa giảm từ bao nhiêu": the second of two numbers
    if ":" in lead or any(about.words.is_in("determiners", word) for word in WORD.findall(lead)[-2:]):
        return ""  # "over the last how many years"
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
    end = counted_end(source, fact, about.words)
    before = in_sentence(without_most(quoted(source, (start, fact.start)), about.words), about.index, about.words)
    rest = tidy(quoted(source, (fact.unit[0], end)))
    if before and about.words.verb_first:
        before, rest = fronted(before, rest, about)
        if not rest:
            return ""
    return about.say("how_many", text=before, rest=rest) if before else about.say("how_many_first", rest=rest)


def fronted(before: str, rest: str, about: Task) -> tuple[str, str]:
    """What stands before and after a "how many" at the head of a question: "for" and "lands does the office keep data"
    of "the office keeps data for 20 lands"; nothing where the verb cannot be moved."""
    words = about.words
    lead, kept = "", before.split()
    while kept and words.is_in("prepositions", kept[-1]):
        lead = f"{kept.pop()} {lead}".rstrip()
    asked = asking(" ".join(kept), about.index, words)
    if lead and not words.is_in("fronting", lead):
        return "", ""  # "after how many years under somebody does it open"
    if not asked or [*verbs_in(f"_ {rest}", words)]:
        return "", ""
    counted = rest.split()
    places = (n for n, word in enumerate(counted) if words.is_in("prepositions", word) and n and not lead)
    end = next((n for n in places if not words.is_in("genitives", counted[n])), len(counted))
    return lead, " ".join([*counted[:end], asked, *counted[end:]])


def without_most(before: str, words: Wording) -> str:
    """What stands before a number without a "most used" that does not say by whom: "the set Net has 20 photos of"."""
    matches = (re.fullmatch(pattern, before.strip()) for pattern in words.words["most_leads"])
    found = next((each for each in matches if each), None)
    return words.say("most_held", **found.groupdict()) + " " * before.endswith(" ") if found else before


def counted_end(source: Source, fact: Fact, words: Wording) -> int:
    """Where the clause with a number can end: after what is counted, or with the sentence."""
    assert fact.unit
    after = source.text[fact.unit[1] : fact.sentence[1]].lstrip('"”’)')
    if after[:1] in ",;:.?!":
        return fact.unit[1]
    return without_remark(source, fact.sentence, fact.end, words)[1]


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
    """A number written as another one is: as many decimals and noughts, thousands parted or not, where the other one
    shows it; else they are parted.
    """
    group = "," if decimal == "." else "."
    decimals = len(like.partition(decimal)[2])
    whole = like.partition(decimal)[0].replace(group, "")
    noughts = len(whole) - len(whole.rstrip("0")) if not decimals and len(whole) > 1 else 0
    while noughts and round(value / 10**noughts) in (0, int(whole) / 10**noughts):
        noughts -= 1
    near = round(value / 10**noughts) * 10**noughts if noughts else round(value, decimals)
    parted = group in like or int(whole or 0) < THOUSAND
    written = f"{near:{',' if parted else ''}.{decimals}f}"
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


def ranked(right: str, wrong: list[Wrong], words: Wording) -> list[str]:
    return sorted([right, *(each.text for each in wrong)], key=lambda text: size(text, words))
