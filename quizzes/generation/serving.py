"""What serves as what: "the harbour calls for treating trade as a duty", asked for by its object."""

import re
from collections.abc import Iterator

from quizzes.generation.asked import Asked, begun, goes_on
from quizzes.generation.making import short_answer
from quizzes.generation.phrases import in_sentence, is_gerund
from quizzes.kinds.base import Draft


def served(about: Asked) -> Iterator[Draft]:
    """Of a sentence that gives a first thing and goes on with others, one that says as what something is to be held.
    Nothing closed can be asked about such a list."""
    links = "|".join(map(re.escape, sorted(about.words.words["serving"])))
    for cut in about.cuts if goes_on(about) else ():
        found = re.fullmatch(rf"(?P<verb>\w+) (?P<what>[^,;“”]+?) (?P<rest>(?:{links}) [^,;“”]+)", cut.text)
        if not found or not is_gerund(found["verb"], about.words):
            continue
        start = cut.span[0] + found.start("what")
        lit = start, start + len(found["what"])
        if about.source.text[slice(*lit)] == found["what"]:
            task = about.task("list.object", [lit])
            lead = in_sentence(begun(about), about.index, about.words)
            stem = task.say("object", text=lead, verb=found["verb"], rest=found["rest"])
            yield short_answer(task, stem, [found["what"]])
