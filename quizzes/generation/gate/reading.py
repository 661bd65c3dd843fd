"""A draft as the checks read it: what is seen before the answer, what is right, what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from content.extraction.outline import EnumList
from quizzes.generation.bank import Point, Source
from quizzes.generation.stemming import Stems
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Reading:
    """`visible` is all text of the stem, blanks shown as such; `right` and `wrong` are the options or answers.

    For matching, `right` holds the right-hand texts in the order of `lefts`, and `wrong` those left over.
    """

    draft: Draft
    index: CourseIndex
    source: Source
    words: Wording
    visible: str
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()

    @property
    def point(self) -> Point | None:
        """None for a question that an instructor wrote about no key point."""
        known = self.index.points.get(self.draft.point)
        return known[1] if known else None

    @property
    def list(self) -> EnumList | None:
        return self.point.value if self.point and isinstance(self.point.value, EnumList) else None

    @property
    def options(self) -> tuple[str, ...]:
        """All options of a choice as they stand, one or several of them right; nothing for other kinds."""
        return tuple(option["text"] for option in self.draft.shown.get("options", ()))

    def length(self, text: str) -> int:
        """Its words; a title that names the document is read as one."""
        return len(text.replace(self.source.name, "_").split())

    def stems(self, text: str) -> Stems:
        return self.index.stems(text, self.source)


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """One flaw: its id, the reason as a sentence, and whether a subject has it.

    What `warns` alone is forgiven once; an item with two such flaws is refused all the same.
    """

    id: str
    reason: str
    fails: Callable[[Subject], bool]
    warns: bool = False


def reading_of(draft: Draft, index: CourseIndex) -> Reading:
    source = index.sources[draft.evidence.source]
    words = index.wordings[source.letter]
    shown, key = draft.shown, draft.key
    visible = str(shown["stem"])
    wrong: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()
    right: tuple[str, ...]
    match draft.kind:
        case "choice":
            text = {option["id"]: option["text"] for option in shown["options"]}
            right = (text[key["right"]],)
            wrong = tuple(each for id, each in text.items() if id != key["right"])
        case "cloze":
            visible += " " + words.blank.join(shown["parts"])
            right = tuple(accepted[0] for accepted in key["blanks"])
        case "ordering":
            text = {item["id"]: item["text"] for item in shown["items"]}
            right = tuple(text[id] for id in key["order"])
        case "matching":
            text = {each["id"]: each["text"] for each in shown["rights"]}
            lefts = tuple(each["text"] for each in shown["lefts"])
            right = tuple(text[key["pairs"][each["id"]]] for each in shown["lefts"])
            wrong = tuple(each for id, each in text.items() if id not in key["pairs"].values())
        case "multiple":
            right = tuple(each["text"] for each in shown["options"] if each["id"] in key["right"])
            wrong = tuple(each["text"] for each in shown["options"] if each["id"] not in key["right"])
        case "true_false":
            right = tuple(key.get("instead", ())[:1])
            wrong = (key["wrong"],) if "wrong" in key else ()
        case "short_answer":
            right = tuple(key["accepted"][:1])
        case "numeric":
            right = (f"{key['value']:g}",)
        case "date":
            right = (draft.lit[0].text,) if draft.lit else ()
        case "grouping":
            visible = " ".join([visible, *(group["text"] for group in shown["groups"])])
            right = tuple(item["text"] for item in shown["items"])
        case _:
            right = tuple(item["text"] for item in key["items"])
    return Reading(draft, index, source, words, visible, right, wrong, lefts)
