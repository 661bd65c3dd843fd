"""What is held against a card: F19, F22, F24, F28, F29. A card is answered in one's head, so there are no options."""

from dataclasses import dataclass

from content.extraction.outline import EnumList
from quizzes.generation.bank import CardDraft, Source
from quizzes.generation.gate.forms import FEWEST_AROUND
from quizzes.generation.gate.reading import Check
from quizzes.generation.gate.referring import leans
from quizzes.generation.gate.stems import balanced, cut_off, padded
from quizzes.generation.phrases import inside, speaks_of_us
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import N_

LONGEST = 120
"""Words of an answer that can be held against what one remembered."""


@dataclass(frozen=True, slots=True)
class Face:
    card: CardDraft
    index: CourseIndex

    @property
    def source(self) -> Source:
        return self.index.points[self.card.point][0]

    @property
    def words(self) -> Wording:
        return self.index.wordings[self.source.letter]


def dangling(face: Face) -> bool:
    shown = face.words.text_in(face.card.prompt)
    if not face.card.rule.startswith("card.saying") and speaks_of_us(shown, face.words):
        return True
    texts = [shown, *face.card.lines]
    return any(leans(text, face.words) for text in texts if text)


def thin(face: Face) -> bool:
    return face.card.face == "term" and len(WORD.findall(face.words.text_in(face.card.prompt))) < FEWEST_AROUND


def leaks(face: Face) -> bool:
    return any(padded(line) in padded(face.card.prompt) for line in face.card.lines)


def truncated(face: Face) -> bool:
    return not balanced(face.card.prompt) or any(cut_off(line, face.words) for line in face.card.lines)


def misquotes(face: Face) -> bool:
    quotes = (face.card.evidence, *face.card.lit)
    evidence = (face.card.evidence.start, face.card.evidence.end)
    return any(
        face.source.text[quote.start : quote.end] != quote.text or not inside((quote.start, quote.end), evidence)
        for quote in quotes
    )


def untaught(face: Face) -> bool:
    """A list may be made of headings."""
    value = face.index.points[face.card.point][1].value
    spans = [(item.start, item.end) for item in value.items] if isinstance(value, EnumList) else []
    spans += face.source.sentences
    return not all(any(start < quote.end and quote.start < end for start, end in spans) for quote in face.card.lit)


def too_long(face: Face) -> bool:
    return sum(len(line.split()) for line in face.card.lines) > LONGEST


CHECKS = (
    Check("F28", N_("A quotation does not stand in the source where it is said to stand."), misquotes),
    Check("F29", N_("The answer stands outside the taught text: in a heading, a caption or a byline."), untaught),
    Check("F19", N_("It speaks of something that was said before it: “this”, “he”, “at the same time”."), dangling),
    Check("F20", N_("Too little stands around the blank to tell what is missing."), thin),
    Check("F22", N_("The answer stands in the question."), leaks),
    Check("F23", N_("The answer is too long to be remembered as one."), too_long),
    Check("F24", N_("A text breaks off: an open quotation or bracket, or a last word that wants another."), truncated),
)
