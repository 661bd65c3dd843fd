"""Dates as options: of one grain, in sequence, some of them real and some merely near."""

import re
from collections.abc import Iterator

from content.extraction.outline import Fact
from quizzes.generation.bank import Source
from quizzes.generation.making import Task, Wrong
from quizzes.generation.people import facts
from quizzes.generation.phrases import blanked, in_sentence, quoted, sentence_case, shown, tidy
from quizzes.generation.stemming import WORD, Stems
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.generation.verbs import asking
from quizzes.generation.wording import Wording

DAY = re.compile(r"^(?:\d{4}|-)-\d{2}-\d{2}$")
MONTH = re.compile(r"^\d{4}-\d{2}$")
YEAR = re.compile(r"^\d{4}$")
STEPS = (-10, -7, -4, 3, 6, 10)
"""How far the invented days and years lie from the real one."""

LONGEST_CLAUSE = 16
"""Words between the beginning of a question and its question word."""

LAST_DAY = 28
"""Every month has it."""


def grain(value: str) -> str:
    """day, month or year, "" for what is none."""
    for name, pattern in (("day", DAY), ("month", MONTH), ("year", YEAR)):
        if pattern.match(value):
            return name
    return ""


def parts(value: str) -> dict[str, int]:
    """Day, month and year of a normal form, as far as it has them."""
    year, month, day = (*value.replace("--", "0-", 1).split("-"), "0", "0")[:3]
    found = {"day": int(day), "month": int(month), "year": int(year)}
    return {name: number for name, number in found.items() if number}


def without_date(source: Source, fact: Fact, words: Wording) -> str:
    """The sentence without its date, when that stands at its beginning or end and can belong to nothing but
    the main verb; else nothing."""
    start, end = fact.sentence
    before, after = quoted(source, (start, fact.start)), quoted(source, (fact.end, end))
    kept = before.split()
    if not kept or not words.is_in("date_prepositions", kept[-1]) or re.search(r"\d{4}", before + after):
        return ""
    while kept and words.is_in("date_prepositions", kept[-1]):
        kept.pop()
    if not kept and after.startswith(","):
        return sentence_case(after.lstrip(", "))
    told = WORD.findall(" ".join(kept))
    if not told or after.strip(" .") or words.is_in("saying_ends", told[-1]):
        return ""
    return "" if any(words.is_in("relatives", word) for word in told) else tidy(" ".join(kept)) + "."


def of_publication(source: Source, fact: Fact, words: Wording) -> bool:
    """Whether a sentence tells when a text came out: one question about that is enough."""
    said = f" {' '.join(WORD.findall(shown(source, fact.sentence))).casefold()} "
    return all(any(f" {each} " in said for each in words.words[name]) for name in ("writings", "publishing"))


def of_unnamed_text(source: Source, fact: Fact, words: Wording) -> bool:
    """Whether a sentence tells when "a report was given", without its name in quotation marks or its author."""
    said = shown(source, fact.sentence)
    articles, texts = ("|".join(map(re.escape, sorted(words.words[name]))) for name in ("indefinite", "writings"))
    passive = "|".join(map(re.escape, sorted(words.words["past_copulas"])))
    patterns = articles and texts and passive
    return (
        bool(patterns)
        and "“" not in said
        and bool(re.search(rf"\b(?:{articles})\s(?:{texts})\s(?:{passive})\b", said, re.IGNORECASE))
    )


def asked_when(source: Source, fact: Fact, index: CourseIndex) -> str:
    """The question for a date: a direct one, or where the verb cannot be moved the sentence with a blank for it; ""
    where the date may belong to something else."""
    words = index.wordings[source.letter]
    told, size = without_date(source, fact, words), grain(fact.value)
    if not told or not size or of_unnamed_text(source, fact, words):
        return ""
    # A full stop inside the last quotation marks would stand before the comma.
    plain = re.sub(r"\.([”\"])$", r"\1", told.rstrip("."))
    asked = asking(plain, index, words) if words.verb_first else in_place(plain, index, words)
    if asked:
        return words.say(f"when_{size}", text=asked, name=source.name)
    before, after = blanked(source, fact.sentence, (fact.start, fact.end), words)
    return words.say(f"when_blank_{size}", text=f"{before}{words.blank}{after}", name=source.name)


def in_place(text: str, index: CourseIndex, words: Wording) -> str:
    """A statement of one clause before a "in which year"; "" for a longer one, of which that would ask too little."""
    short = len(text.split()) <= words.limit(LONGEST_CLAUSE) and not re.search(r"[,;:]", text)
    return in_sentence(text, index, words) if short else ""


def like_date(task: Task, fact: Fact, claim: Stems) -> list[Wrong]:
    """Other dates of the course of the same grain about something else, then invented ones near by."""
    text = shown(task.source, (fact.start, fact.end))
    real = [
        Wrong(other, task.words.say("why_date", name=source.name), source, (its.start, its.end))
        for source, its in dates(task)
        if differs(its, fact)
        and form(other := shown(source, (its.start, its.end))) == form(text)
        and task.index.support(task.index.stems(other, source), claim) < NEAR
    ]
    found = list({each.text: each for each in real if each.text != text}.values())[:2]
    known = {text, *(each.text for each in found)}
    for step in sorted(STEPS, key=lambda step: task.drawn(str(step))):
        other = moved(text, step, fact.value)
        if other and other not in known and len(found) < 3:
            found.append(Wrong(other))
            known.add(other)
    return found


def dates(task: Task) -> Iterator[tuple[Source, Fact]]:
    return ((source, fact) for source in task.index.sources.values() for fact in facts(source, "date"))


def differs(one: Fact, other: Fact) -> bool:
    """Whether two dates of one grain are certainly not the same, one of them perhaps without its year."""
    return grain(one.value) == grain(other.value) and one.value[-6:] != other.value[-6:]


def form(text: str) -> str:
    """A date with its digits and names masked: options of one question are written alike."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d{1,2}(?!\d)", "1", text))


def moved(text: str, step: int, value: str) -> str:
    """The date so many days (of its month) or years away, "" where there is no such day."""
    number = int(value[-2:]) if grain(value) == "day" else int(value[:4]) if value[:4].isdigit() else 0
    target = number + step
    if grain(value) == "day" and not 1 <= target <= LAST_DAY:
        return ""
    result, changed = re.subn(rf"(?<!\d)0?{number}(?!\d)", str(target), text, count=1)
    return result if changed and number and grain(value) != "month" else ""
