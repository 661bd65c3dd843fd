"""What serves as what: "the new age calls for treating trade as a duty", asked for by its object."""

import re
from collections.abc import Iterator

from quizzes.generation.asked import Asked, begun, goes_on
from quizzes.generation.making import short_answer
from quizzes.generation.phrases import in_sentence
from quizzes.generation.verbs import done_to
from quizzes.kinds.base import Draft


def served(about: Asked) -> Iterator[Draft]:
    """Of a sentence that gives a first thing that some time calls for and goes on with others, one that says as what
    something is to be held. Nothing closed can be asked about such a list."""
    when = time_calling(about) if goes_on(about) else ""
    links = "|".join(map(re.escape, sorted(about.words.words["serving"])))
    for cut in about.cuts if when else ():
        found = re.fullmatch(rf"(?P<verb>\w+) (?P<what>[^,;“”]+?) (?P<rest>(?:{links}) [^,;“”]+)", cut.text)
        done = done_to(found["verb"], about.words) if found else ""
        if not found or not done:
            continue
        start = cut.span[0] + found.start("what")
        lit = start, start + len(found["what"])
        if about.source.text[slice(*lit)] == found["what"]:
            task = about.task("list.object", [lit])
            stem = task.say("object", verb=done, rest=found["rest"], text=when)
            yield short_answer(task, stem, [found["what"]])


def time_calling(about: Asked) -> str:
    """ "the new age" of "The new age calls for"; "" of other beginnings."""
    text = in_sentence(begun(about), about.index, about.words)
    for phrase in sorted(about.words.words["calling"]):
        subject = text.removesuffix(f" {phrase}")
        if subject != text and about.words.is_in("ages", subject.split()[-1]):
            return subject
    return ""
