"""That something is one of a list, as a statement to be judged."""

import re

from quizzes.generation.asked import Asked, begun, hangs, within
from quizzes.generation.phrases import finished, is_clause, sentence_case
from quizzes.generation.wording import Wording

FEW = 3
"""Words of an item that is a mere name, and begins a sentence better than it ends one."""


def membership(about: Asked, text: str, *, part: bool = False) -> str:
    """That it is one of the list, or `part` of one; of the ends of a sentence, the sentence with this end."""
    if about.name.way == "_completes":
        said = sentence_case(f"{about.name.text} {within(text, about.index, about.words)}")
        advice = about.words.is_in("imperatives", said.split()[0])
        if not advice and hangs(about, text):
            said = f"{begun(about)} {within(text, about.index, about.words)}"
        parts = {"item": f"{said[:1].lower()}{said[1:]}"} if advice else {"text": said}
        parts["name"] = about.source.name
        return finished(about.words.say("statement_advice" if advice else "statement", **parts))
    if (
        about.name.way == "_follows"
        and len(text.split()) <= about.words.limit(FEW)
        and not is_clause(text, about.words)
    ):
        return finished(about.stem("statement_named", item=sentence_case(text)))
    item = within(text, about.index, about.words)
    giver = about.name.giver
    if (part or giver) and not about.name.way:
        if giver and any(item.startswith(f"{order} ") for order in about.words.words["orders"]):
            text = f"{without_announcing(giver, about.words)} {item}"
            return finished(about.words.say("statement", name=about.source.name, text=text))
        way = "statement_given" if giver else "statement_part"
        return finished(about.words.say(way, name=about.source.name, list=about.name.called, who=giver, item=item))
    return finished(about.stem("statement_member", item=item))


def without_announcing(giver: str, words: Wording) -> str:
    """Who says what follows, without the verb: "the ministry" of "the ministry announced"."""
    verbs = "|".join(map(re.escape, sorted(words.words["announces"])))
    return re.sub(rf"\s(?:{verbs})$", "", giver)
