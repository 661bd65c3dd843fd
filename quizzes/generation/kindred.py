"""Which items of a list are of one kind, so that each may stand for it in a question."""

from collections.abc import Sequence

from quizzes.generation.asked import Asked
from quizzes.generation.cutting import Cut
from quizzes.generation.options import member_form, word_class
from quizzes.generation.stemming import WORD, stem

OPENING, MOSTLY_ALIKE = 2, 0.7
"""Words with which an item begins, and the share of items that begin like another one where all of them should."""


def of_single_words(about: Asked) -> bool:
    """Whether the items are bare words, which say little beside words of other series: one such question will do."""
    return 2 * sum(len(cut.text.split()) == 1 for cut in about.cuts) > len(about.cuts)


def of_one_form(about: Asked) -> list[Cut]:
    """The items in the form that most of them have: "a policy of independent, peace and trust" holds a slip."""
    forms = [member_form(about.source, about.value, text, about.index) for text in about.texts]
    common = max(forms, key=forms.count)
    return [cut for cut, form in zip(about.cuts, forms, strict=True) if form == common]


def typical(about: Asked) -> Sequence[Cut]:
    """Of a list whose items begin alike, those that do, and of bare words those of one form: what only stands under
    the same bullets, or is added ("In addition, ..."), may be no member at all."""
    if of_single_words(about):
        return of_one_form(about)
    opening = [about.index.stems(" ".join(text.split()[:OPENING]), about.source) for text in about.texts]
    alike = [
        cut
        for place, cut in enumerate(about.cuts)
        if any(opening[place] & other for n, other in enumerate(opening) if n != place)
        and cut.span[0] in {item.start for item in about.value.items}
    ]
    return alike if len(alike) >= MOSTLY_ALIKE * len(about.cuts) else about.cuts


def fitting(about: Asked, texts: Sequence[str]) -> list[str]:
    """The items as they go with a beginning that is told in other words than the source's: for an adjective among
    nouns the noun that its document makes of it ("independence"); none where it makes none."""
    kinds = [word_class(text, about.words) for text in texts]
    if "noun" not in kinds or "adjective" not in kinds:
        return [*texts]
    made = {stem(word, about.words.stemmer): word for word in nouns(about)}
    found = [
        made.get(stem(text, about.words.stemmer), "") if kind == "adjective" else text
        for text, kind in zip(texts, kinds, strict=True)
    ]
    return found if all(found) else []


def nouns(about: Asked) -> list[str]:
    """The words of the document that end as nouns do, each once."""
    found = {word for word in WORD.findall(about.source.text) if word_class(word, about.words) == "noun"}
    return sorted(word for word in found if word.islower())
