"""Lists that are none to be learnt."""

import re

from content.extraction.outline import EnumList, ListItem
from quizzes.generation.bank import Source
from quizzes.generation.phrases import quoted, tidy
from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording


def is_exercise(source: Source, value: EnumList, words: Wording) -> bool:
    """Whether a list is none to be learnt: an exercise of the source, or the names of other texts."""
    return asks(source, value, words) or refers(tidy(value.label), words)


def asks(source: Source, value: EnumList, words: Wording) -> bool:
    """Whether a list is an exercise: its intro tells the reader to do something, or its items are questions."""
    lead = quoted(source, value.intro) if value.intro else value.label
    opening = next(iter(WORD.findall(lead)), "")
    aims = sum(words.is_in("objectives", first_word(source, item)) for item in value.items)
    if aims * 2 > len(value.items):
        return True
    questions = sum(source.text[item.start : item.end].rstrip().endswith("?") for item in value.items)
    return words.is_in("instructions", opening) or lead.rstrip().endswith("?") or questions * 2 > len(value.items)


def first_word(source: Source, item: ListItem) -> str:
    return next(iter(WORD.findall(source.text[item.start : item.end])), "")


def refers(label: str, words: Wording) -> bool:
    """Whether a list only names other texts: "Further reading"."""
    label = re.sub(r"^\d+[.)]\s*", "", label)
    head = next((word for word in reversed(re.split(r"\s+(?:from|of|for|on)\s", label)[0].split())), "")
    return label.casefold() in words.words["reference_heads"] or words.is_in("reference_nouns", head)
