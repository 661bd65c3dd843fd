"""False statements of a list of which one item has the number of another: what is counted alike can be confused."""

import re
from collections.abc import Iterator

from quizzes.generation.amounts import FIGURE
from quizzes.generation.asked import Asked
from quizzes.generation.making import Wrong, true_false
from quizzes.generation.membership import membership
from quizzes.generation.sizes import number
from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

DATED = re.compile(r"1[5-9]\d\d|20\d\d")
COUNTED = re.compile(r"\s*([^\W\d]\w*(?:/\w+)?|%)")
"""What follows a number: the first word of what it counts."""

Number = tuple[str, str, int]
"""A figure, what it counts, and where it stands in its source."""


def misnumbered(about: Asked) -> Iterator[Draft]:
    """The last number of an item that has several but none twice, with one that another item gives of the same thing.
    Where two make up the third, a false one would be told by them."""
    if not about.name.is_name:
        return
    told = FIGURE.findall(about.source.name)  # the stem holds the false number once
    every = [numbers(about, *cut.span) for cut in about.cuts]
    for place, (cut, own) in enumerate(zip(about.cuts, every, strict=True)):
        figures = [figure for figure, _, _ in own]
        if len(own) not in (1, 2) or len(set(figures)) < len(figures):
            continue
        figure, counted, start = own[-1]
        if any(about.words.is_in("bounds", word) for word in WORD.findall(about.source.text[cut.span[0] : start])[-2:]):
            continue  # "over 8" is over 3 as well
        task = about.task("list.misnumbered", [cut.span], about.as_sentence())
        others = [each for n, found in enumerate(every) if n != place for each in found if each[1] == counted]
        fit = [each for each in others if each[0] not in (*figures, *told) and near(each[0], figure, about.words)]
        if fit:
            text, _, other = min(fit, key=lambda each: task.drawn(f"{each[0]} {each[2]}"))
            why = task.say("why_amount", name=about.source.name)
            wrong = Wrong(text, why, about.source, (other, other + len(text)))
            before = cut.text.rfind(figure)
            said = f"{cut.text[:before]}{text}{cut.text[before + len(figure) :]}"
            yield true_false(task, membership(about, said), (wrong, [figure]))


def numbers(about: Asked, start: int, end: int) -> list[Number]:
    """The figures of an item with what they count, years left out."""
    text = about.source.text
    found = []
    for each in FIGURE.finditer(text, start, end):
        counted = COUNTED.match(text, each.end(), end)
        figure = each.group().rstrip(".,")
        if counted and not DATED.fullmatch(figure):
            found.append((figure, counted[1].casefold(), each.start()))
    return found


def near(one: str, other: str, words: Wording) -> bool:
    """Whether two figures are of one size, so that either could be the other; a version such as 1.2.5 has none."""
    ours, theirs = number(one, words), number(other, words)
    return 0 < 0.25 * theirs <= ours <= 4 * theirs
