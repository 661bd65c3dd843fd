"""What a stem calls a document and a list, so that nobody can take another one for it."""

import re
from dataclasses import dataclass

from content.extraction.outline import EnumList, ListItem
from quizzes.generation.bank import Source
from quizzes.generation.phrases import (
    in_sentence,
    is_gerund,
    is_plural,
    leaning,
    quoted,
    sentence_at,
    sentence_case,
    tidy,
    without_connector,
)
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording

LONG_NAME = 9
"""Words of a label that can stand in the middle of a question."""

FEWEST_IN_NAME = 2
"""Words of a name that tells a list from others; "steps" alone does not."""

FEWEST_WORDS = 4
MOST_WORDS = 40
"""Of an intro that a question shows whole."""

TITLE_LENGTH = 60


def document_name(publisher: str, title: str, *, unique: bool) -> str:
    """ "VOV.VN" where one document of the course is theirs, else the title in quotes."""
    if publisher and unique:
        return publisher
    if len(title) > TITLE_LENGTH:
        title = title[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.–— ") + " …"
    return f"“{title.translate(str.maketrans('“”', '‘’'))}”"


@dataclass(frozen=True, slots=True)
class ListName:
    """How a stem speaks of a list.

    `called` stands in it ("the five key task groups"). A list without a name is shown by `text`: the
    beginning of the sentence that its items complete, or the sentence they follow. `way` is what to add to
    the name of a stem.
    """

    called: str
    text: str = ""
    way: str = ""

    @property
    def is_name(self) -> bool:
        return not self.way


def list_name(source: Source, value: EnumList, index: CourseIndex) -> ListName | None:
    """None for a list that nobody could know by what is said of it."""
    words = index.wordings[source.letter]
    count = words.count(len(value.items))
    label = tidy(value.label)
    bare = without_count(label, words)
    called = words.say("list_points", count=count)
    if asks(source, value, words) or refers(label, words):
        return None
    text = running_on(source, value, words) or followed(source, value, words)
    if len(bare.split()) < words.limit(FEWEST_IN_NAME) and text:
        return ListName(called, text, "_completes" if running_on(source, value, words) else "_follows")
    if value.kind != "inline" and not value.about and named(bare, words) and not broken_off(source, value):
        return ListName(words.say("list_named", count=count, label=in_sentence(bare, index, words)))
    if text := running_on(source, value, words):
        return ListName(called, text, "_completes")
    if text := followed(source, value, words):
        return ListName(called, text, "_follows")
    if is_heading(source, value, words) and label.casefold() != source.title.casefold():
        return ListName(words.say("list_headed", count=count, label=label))
    return None


def asks(source: Source, value: EnumList, words: Wording) -> bool:
    """Whether a list is an exercise: its intro tells the reader to do something, or its items are questions."""
    lead = quoted(source, value.intro) if value.intro else value.label
    opening = next(iter(WORD.findall(lead)), "")
    aims = sum(words.is_in("objectives", first_word(source, item)) for item in value.items)
    if aims * 2 > len(value.items):
        return True
    questions = sum(source.text[item.start : item.end].rstrip().endswith("?") for item in value.items)
    return words.is_in("instructions", opening) or lead.rstrip().endswith("?") or questions * 2 > len(value.items)


def named(bare: str, words: Wording) -> bool:
    """Whether a label is a plural noun with what belongs to it: "key task groups", "types of cells"."""
    found = bare.split()
    if (
        not found
        or len(found) > words.limit(LONG_NAME)
        or "," in bare
        or any(words.is_in("auxiliaries", word) for word in found)
    ):
        return False
    prepositions = "|".join(sorted(words.words["prepositions"]))
    head = re.split(rf"\s+(?=(?:{prepositions})\b)", bare, maxsplit=1)[0].split()
    opens = words.is_in("prepositions", head[0]) or words.is_in("conjunctions", head[0]) or is_gerund(head[0], words)
    return not opens and (is_plural(head[-1], words) if words.has_plurals else bare[0].islower())


def first_word(source: Source, item: ListItem) -> str:
    return next(iter(WORD.findall(source.text[item.start : item.end])), "")


def refers(label: str, words: Wording) -> bool:
    """Whether a list only names other texts: "Further reading"."""
    return label.casefold() in words.words["reference_heads"]


def broken_off(source: Source, value: EnumList) -> bool:
    """Whether the label ends inside a name ("Agreement on Reciprocal, Fair, and Balanced Trade"), or names what
    stands before another colon than that of the items."""
    between = source.text[value.label_span[1] : value.items[0].start]
    cut = bool(re.match(r",\s+[A-Z]", between)) and value.label.split()[-1][:1].isupper()
    return cut or between.count(":") > 1


def running_on(source: Source, value: EnumList, words: Wording) -> str:
    """The intro, when its sentence goes on with the items: "diplomacy must rely on"."""
    text = intro_of(source, value, words)
    if not value.intro or text.endswith((".", "!", "?", ":")):
        return ""
    between = source.text[value.intro[1] : value.items[0].start].strip(" \n“\u00a0")
    return "" if between else sentence_case(text)


def followed(source: Source, value: EnumList, words: Wording) -> str:
    """The intro, when it is a whole sentence or ends on a colon."""
    text = intro_of(source, value, words)
    if value.intro and source.text[value.intro[1] : value.intro[1] + 1] == ":" and not text.endswith((".", ":")):
        text += ":" if text else ""
    return text if text.endswith((".", ":")) else ""


def intro_of(source: Source, value: EnumList, words: Wording) -> str:
    if not value.intro or value.intro[1] > value.items[0].start:
        return ""
    intro = without_connector(quoted(source, value.intro), words)
    if len(intro.split()) > words.limit(MOST_WORDS):
        intro = sentence_case(re.split(r"[,;:]\s+|\)\s+(?=[A-ZÀ-Ỹ])", intro)[-1])
    fits = FEWEST_WORDS <= len(intro.split()) <= words.limit(MOST_WORDS)
    return intro if fits and not leaning(intro, words) else ""


def is_heading(source: Source, value: EnumList, words: Wording) -> bool:
    """Whether the label is a heading, and no question or sentence."""
    taught = sentence_at(source, value.label_span[0])
    first = value.label.split()[0] if value.label.split() else ""
    return (
        bool(first)
        and taught is None
        and not words.is_in("auxiliaries", first)
        and len(value.label.split()) <= words.limit(LONG_NAME)
    )


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
