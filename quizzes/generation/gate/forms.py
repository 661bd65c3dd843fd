"""Does it fit the form it is asked in: F06, F20, F21, F27."""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import combinations

from quizzes.generation.bank import Source
from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.gate.stems import padded, sentence_shown, without_name
from quizzes.generation.options import word_class
from quizzes.generation.sizes import NUMBER, is_number, number
from quizzes.generation.stemming import WORD, tokens
from quizzes.generation.support import NEAR, OPENING_QUOTES, CourseIndex, neighbours
from quizzes.kinds.base import N_

FEWEST_AROUND = 6
"""Words of a sentence from which a missing term can be told."""

FEWEST_IN_ITEM = 5
"""Of an item of a list, whose other items help to tell it."""

AROUND = 3
"""Words on each side of a blank that must not stand around something else."""

BESIDE = 15
"""Words on each side of a blank that are read together with it."""

REACH = 200
"""Letters in which another filler and the words after it are looked for."""

LONG_ANSWER = 4
"""Words that anybody can be asked to type exactly."""


def unordered(reading: Reading) -> bool:
    """F06: only a list that the source counts, or tells as steps, has an order to know."""
    return reading.draft.kind == "ordering" and not (reading.list and reading.list.ordered)


def trivial_blank(reading: Reading) -> bool:
    """F20: too little around the blank, one answer twice, or a word that anybody fills in."""
    fewest = {"concept": FEWEST_AROUND, "list": FEWEST_IN_ITEM}.get(reading.draft.rule.partition(".")[0], 0)
    blank = reading.draft.kind == "cloze" or reading.draft.rule == "concept.term"
    if blank and len(WORD.findall(sentence_shown(reading))) < fewest:
        return True
    if reading.draft.rule == "concept.term":
        return trivial(reading.right[0], reading)
    if reading.draft.kind != "cloze":
        return False
    answers = [padded(each) for each in reading.right]
    return len(set(answers)) < len(answers) or any(trivial(each, reading) for each in reading.right)


def trivial(answer: str, reading: Reading) -> bool:
    if any(char.isdigit() for char in answer) or answer.casefold() in reading.words.numbers:
        return False
    empty = not reading.stems(answer) or reading.words.is_in("ordinals", answer)
    return empty or reading.index.is_everywhere(answer, reading.source)


def repeated_word(reading: Reading) -> bool:
    """F20: the answer, in some form, stands elsewhere in the text that is shown."""
    if reading.draft.kind != "cloze":
        return False
    seen = reading.stems(without_name(reading))
    return any(stems and stems <= seen for stems in map(reading.stems, reading.right))


def long_blank(reading: Reading) -> bool:
    """F20: nobody types a whole clause exactly."""
    return reading.draft.kind == "cloze" and any(
        len(each.split()) > reading.words.limit(LONG_ANSWER) for each in reading.right
    )


def ambiguous_blank(reading: Reading) -> bool:
    """F21: another term of the course fills the blank as well."""
    if reading.draft.kind != "cloze":
        return False
    return any(
        other_filler(answer, lit.start, lit.end, reading)
        for answer, lit in zip(reading.right, reading.draft.lit, strict=False)
    )


def other_filler(answer: str, start: int, end: int, reading: Reading) -> bool:
    if one_of_many(reading.source.text[max(0, start - 80) : start], reading):
        return True
    here = set(neighbours(reading.source.text, (start, end), reading.words))
    after = {each for each in here if each[0].startswith("after")}
    mine = reading.stems(answer)
    fillers = {term for slot in after for term in reading.index.fillers.get(slot, ())}
    if any(term != answer.casefold() and not reading.stems(term) & mine for term in fillers):
        return True
    return same_context(answer, start, end, reading)


def one_of_many(before: str, reading: Reading) -> bool:
    """Whether the blank stands after "such as": others would be examples too."""
    lead = before.rstrip(OPENING_QUOTES).split()[-2:]
    examples = "|".join(map(re.escape, reading.words.words["example_leads"]))
    listed = re.search(rf"\b(?:{examples})\s(?P<others>.+),\s*(?:\w+\s)?$", before, re.IGNORECASE)
    if listed and not any(reading.words.is_in("auxiliaries", word) for word in WORD.findall(listed["others"])):
        return True
    return " ".join(lead).casefold() in reading.words.words["example_leads"] or any(
        reading.words.is_in("examples", word) for word in lead[-1:]
    )


def same_context(answer: str, start: int, end: int, reading: Reading) -> bool:
    """The three words before and the three after stand elsewhere around something else."""
    text = reading.source.text
    before = [token.word for token in tokens(text[max(0, start - 60) : start], reading.words)][-AROUND:]
    after = [token.word for token in tokens(text[end : end + 60], reading.words)][:AROUND]
    if len(before) < AROUND or len(after) < AROUND:
        return False
    gap = re.compile(r"\W*((?:[^\s.;]+\s+){1,4}?)\W*" + r"\W+".join(map(re.escape, after)), re.IGNORECASE)
    own = (padded(answer), padded(text[start:end]))  # "product", and "product (MVP)" with its short form
    return any(
        (found := gap.match(source.text, place, place + REACH)) and padded(found.group(1)) not in own
        for source, place in triples(reading.index).get(tuple(before), ())
    )


@lru_cache(maxsize=1)
def triples(index: CourseIndex) -> dict[tuple[str, ...], list[tuple[Source, int]]]:
    """Where each three words in a row end, in all texts of a course."""
    found: defaultdict[tuple[str, ...], list[tuple[Source, int]]] = defaultdict(list)
    for source in index.sources.values():
        row = [(each.group().casefold(), each.end()) for each in WORD.finditer(source.text)]
        for (one, _), (two, _), (three, end) in zip(row, row[1:], row[2:], strict=False):
            found[one, two, three].append((source, end))
    return dict(found)


def not_one_to_one(reading: Reading) -> bool:
    """F27: two partners alike (one of them perhaps left over), or a pair joined by a word that no other pair has."""
    if reading.draft.kind != "matching":
        return False
    rights = [reading.stems(each) for each in reading.right]
    every = [*rights, *(reading.stems(each) for each in reading.wrong)]
    if any(one <= other or other <= one for one, other in combinations(every, 2)):
        return True
    return any(reading.stems(left) & right for left, right in zip(reading.lefts, rights, strict=True))


def in_two_groups(reading: Reading) -> bool:
    """F27: an item that is near to one of another list, or shares a word with its own label alone."""
    if reading.draft.kind != "grouping":
        return False
    placed = reading.draft.key["groups"]
    items = [(placed[item["id"]], reading.stems(item["text"])) for item in reading.draft.shown["items"]]
    labels = {group["id"]: reading.stems(group["text"]) for group in reading.draft.shown["groups"]}
    near = any(
        one != other and reading.index.containment(ours, theirs) >= NEAR
        for (one, ours), (other, theirs) in combinations(items, 2)
    )
    return near or any(
        (ours & labels[one]) - frozenset[str]().union(*(theirs for other, theirs in items if other != one))
        for one, ours in items
    )


def begins_alike(reading: Reading) -> bool:
    """F20: a missing phrase whose first word opens another phrase near the blank: "international order" beside a
    missing "international community"."""
    if reading.draft.kind != "cloze" or not reading.draft.rule.startswith("concept."):
        return False
    before, _, after = sentence_shown(reading).partition(reading.words.blank)
    seen = reading.stems(" ".join([*before.split()[-BESIDE:], *after.split()[:BESIDE]]))
    firsts = [answer.split()[0] for answer in reading.right if len(answer.split()) > 1]
    return any(reading.stems(first) & seen for first in firsts)


def fits_bare(reading: Reading) -> bool:
    """F21: what is defined is a noun with an adjective before it, so that the bare noun would fit as well: "____ is
    the study of the causes of diseases"."""
    after = re.match(rf"\s*{re.escape(reading.words.blank)}\s+(?P<verb>\w+)", sentence_shown(reading))
    asked = reading.draft.kind == "cloze" and after and reading.words.is_in("defining", after["verb"])
    found = WORD.findall(reading.right[0]) if asked else []
    return len(found) == 2 and word_class(found[0], reading.words) == "adjective"


def told_by_examples(reading: Reading) -> bool:
    """F21: examples of what is missing stand beside the blank, and any word for them would do."""
    if reading.draft.kind != "cloze":
        return False
    _, _, after = sentence_shown(reading).partition(reading.words.blank)
    leads = "|".join(map(re.escape, sorted(reading.words.words["exemplifying"])))
    return (
        bool(leads)
        and sentence_shown(reading).startswith(reading.words.blank)
        and bool(re.search(rf",\s(?:{leads})\b", after, re.IGNORECASE))
    )


def worked_out(reading: Reading) -> bool:
    """F20: the other numbers of the sentence add up to the missing one, or leave it."""
    if reading.list or not reading.right or not is_number(reading.right[0], reading.words):
        return False
    own = number(reading.right[0], reading.words)
    shown = str(reading.draft.key.get("wrong", "")) if reading.draft.kind == "true_false" else ""
    text = sentence_shown(reading).replace(shown, "", 1) if shown else sentence_shown(reading)
    others = [number(run, reading.words) for run in NUMBER.findall(text)]
    if reading.draft.kind == "true_false" and not shown:
        return False
    runs = (others[start:end] for start, end in combinations(range(len(others) + 1), 2))
    sums = {sum(run) for run in runs if len(run) > 1}
    return own in sums | {abs(one - other) for one in others for other in (*sums, *others)}


CHECKS = (
    Check("F06", N_("The source gives no order to be known."), unordered),
    Check("F20", N_("The blank is trivial: its word is everywhere, in the title, or a stop word."), trivial_blank),
    Check("F20c", N_("The answer stands elsewhere in the text, in the same or another form."), repeated_word),
    Check("F20f", N_("The first word of the answer opens another phrase of the text."), begins_alike),
    Check("F20b", N_("The answer is too long to be typed exactly."), long_blank),
    Check("F21", N_("Other words of the course would fill the blank as well."), ambiguous_blank),
    Check("F20d", N_("The number can be worked out from the others in the sentence."), worked_out),
    Check("F21b", N_("What is defined would fill the blank without its adjective as well."), fits_bare),
    Check(
        "F21c",
        N_("Examples of the answer stand beside the blank, and other words for them would fit."),
        told_by_examples,
    ),
    Check("F27b", N_("An item would fit under two of the lists, or names its own."), in_two_groups),
    Check("F27", N_("The pairs can be joined in another way, or a shared word joins them."), not_one_to_one),
)
