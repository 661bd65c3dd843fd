"""What a stem calls a list, so that nobody can take another list for it."""

import re
from dataclasses import dataclass

from content.extraction.outline import EnumList
from quizzes.generation.bank import Source
from quizzes.generation.phrases import in_sentence, is_gerund, is_plural, leaning, quoted, tidy, without_connector
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording


@dataclass(frozen=True, slots=True)
class ListName:
    """`called` stands in a stem ("the five key task groups"). `runs_on` is the beginning of the sentence that
    the items complete, for a list without a name; `is_name` tells one that the source itself uses."""

    called: str
    runs_on: str = ""
    is_name: bool = False

    @property
    def way(self) -> str:
        """What to add to a stem's name."""
        return "_completes" if self.runs_on else ""


def list_name(source: Source, value: EnumList, index: CourseIndex) -> ListName:
    words = index.wordings[source.letter]
    count = words.count(len(value.items))
    bare = without_count(tidy(value.label), words)
    if value.kind != "inline" and named(bare, words):
        return ListName(words.say("list_named", count=count, label=in_sentence(bare, index)), is_name=True)
    called = words.say("list_headed", count=count, label=tidy(value.label))
    return ListName(called, running_on(source, value, words))


def named(bare: str, words: Wording) -> bool:
    """Whether a label is a plural noun with what belongs to it: "key task groups", "types of cells"."""
    if any(words.is_in("auxiliaries", word) for word in bare.split()):
        return False
    prepositions = "|".join(sorted(words.words["prepositions"]))
    head = re.split(rf"\s+(?=(?:{prepositions})\b)", bare, maxsplit=1)[0].split()
    return bool(head) and is_plural(head[-1], words) and not is_gerund(head[0], words)


def running_on(source: Source, value: EnumList, words: Wording) -> str:
    """The intro, when its sentence goes on with the items: "diplomacy must rely on", "along these directions:"."""
    if not value.intro or value.intro[1] > value.items[0].start:
        return ""
    intro = without_connector(quoted(source, value.intro), words)
    between = source.text[value.intro[1] : value.items[0].start].strip(" \n:“\u00a0")
    goes_on = intro.endswith(":") or not (between or intro.endswith((".", "!", "?")))
    return intro.rstrip(": ") if goes_on and not leaning(intro, words) else ""


def without_count(label: str, words: Wording) -> str:
    """The label without the number, quantifier or article at its head."""
    rest = label.split()
    while rest and (
        rest[0].casefold() in words.numbers
        or rest[0].isdigit()
        or words.is_in("quantifiers", rest[0])
        or words.is_in("determiners", rest[0])
    ):
        rest = rest[1:]
    return " ".join(rest)
