"""Is it one of them: items of a list, and things that are none of it, to be judged."""

import re
from collections.abc import Iterator
from dataclasses import replace

from content.extraction.outline import EnumList
from quizzes.generation.asked import Asked, says_alone
from quizzes.generation.cutting import Cut, one_claim
from quizzes.generation.kindred import of_single_words, typical
from quizzes.generation.making import Wrong, true_false
from quizzes.generation.membership import membership
from quizzes.generation.options import like_member, word_class
from quizzes.generation.outsiders import outsiders
from quizzes.generation.phrases import finished, inside, shown
from quizzes.generation.series import in_longer_item
from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

FEWEST_STATED = {"_completes": 5, "_follows": 2}
"""Words of an item that make a statement of it: an end of a sentence in three words is no whole thought."""

FEWEST_JUDGED = 3
"""Items of a list of which one can be told from what is none."""

ALIKE = 2
"""Words that the names of two lists share."""

MOST_JUDGED = 4
"""Commas of one statement: between five things and more."""


def judged(about: Asked) -> Iterator[Draft]:
    """Is it one of them? Items of the list and true items of other lists in turn, in an order drawn by lot."""
    said_whole = about.name.way == "_completes" and in_longer_item(about)
    if len(about.cuts) < FEWEST_JUDGED or said_whole or of_single_words(about):
        return  # a word that is none of three kinds of loops tells itself
    cuts = [cut for cut in typical(about) if says_alone(about, cut.text) and not agentless(cut.text, about.words)]
    cuts = [cut for cut in cuts if not attempts(cut.text, about.words)]
    cuts = [one_claim(about.source, cut, about.words) for cut in cuts]
    cuts = sorted(cuts, key=lambda cut: about.task("list.true", [cut.span]).seed)
    said: set[str] = set()
    for place, cut in enumerate(cuts):
        task = about.task("list.true", [cut.span], about.as_sentence())
        closed = about.name.way != "_completes"  # what a sentence leaves out may be true of its subject all the same
        wrong = like_member(task, about.value, cut) if closed and place % 2 else []
        wrong = [each for each in wrong if not echoes(about, each.text)]
        wrong = [each for each in wrong if each.text not in said and not affirmed(about, each)]
        if not wrong and place % 2 and about.name.is_name and counts(about):
            others = outsiders(task, about.value, cut)
            wrong = [each for each in others if each.text not in said and not affirmed(about, each)]
        if wrong:
            said.add(wrong[0].text)
            false = about.task("list.false", about.spans, about.as_sentence())
            slot = wrong[0], [about.none_of(), *about.texts]
            yield true_false(false, membership(about, wrong[0].text), slot, explains=True)
        elif len(cut.text.split()) >= FEWEST_STATED.get(about.name.way, 1) and not of_many(cut.text):
            part = all(cut.span != each.span for each in about.cuts)
            stem = membership(about, cut.text, part=part)
            if about.alone(cut.text):
                stem = task.say("statement", name=about.source.name, text=finished(cut.text))
            yield beside(about, cut, true_false(task, stem))


def beside(about: Asked, cut: Cut, draft: Draft) -> Draft:
    """A draft about one heading with the other headings of its list cited."""
    return replace(draft, why=(*draft.why, *about.beside([cut.span])))


def of_many(text: str) -> bool:
    """Whether so many things are named in a row that nobody can judge them as one."""
    return any(part.count(",") >= MOST_JUDGED for part in re.split(r"[;:.]\s", text))


def counts(about: Asked) -> bool:
    """Whether the source counts the items of a list, so that nothing else it says near them is one as well."""
    return about.value.announced == len(about.cuts) or about.value.kind == "ordinal"


def agentless(text: str, words: Wording) -> bool:
    """Whether it says what was done and not by whom: "the schools were named as a task"."""
    verbs, ends = ("|".join(map(re.escape, sorted(words.words[name]))) for name in ("past_copulas", "past_endings"))
    agents = "|".join(map(re.escape, sorted(words.words["agents"])))
    done = bool(verbs and ends and agents) and re.search(rf"\b(?:{verbs})\s\w+(?:{ends})\b", text)
    return bool(done) and not re.search(rf"\b(?:{agents})\b", text)


def attempts(text: str, words: Wording) -> bool:
    """Whether it says no more than that something will be tried: anybody grants that."""
    return any(f" {effort} " in text for effort in words.words["efforts"])


def affirmed(about: Asked, wrong: Wrong) -> bool:
    """Whether the document says something itself, or most of it, so that only the name of the list makes it false."""
    own = wrong.source is about.source
    return (
        own or about.index.says(about.source, about.index.stems(wrong.text, about.source)) or named_alike(about, wrong)
    )


def named_alike(about: Asked, wrong: Wrong) -> bool:
    """Whether another document says it of much the same thing: "the new age calls for" beside "rules for the new age".
    Who knows that it is false knows which of them printed it, and no more."""
    assert wrong.source
    assert wrong.span
    source, stems = wrong.source, about.index.stems
    own = stems(about.name.called, about.source)
    lists = [point.value for point in source.points if isinstance(point.value, EnumList)]
    holding = [value for value in lists if inside(wrong.span, value.statement)]
    leads = (source.text[value.statement[0] : value.items[0].start] for value in holding)
    return any(len(own & stems(lead, source)) >= ALIKE for lead in leads)


def echoes(about: Asked, text: str) -> bool:
    """Whether a false member shares an idea with a true one: alone in a statement, with no true one beside it to be
    preferred, it would be half right."""
    said = " ".join(word for word in WORD.findall(text) if word_class(word, about.words) != "adjective")
    own = about.index.stems(said, about.source)  # what is "international" may be anything
    return any(
        own & about.index.stems(shown(about.source, (each.start, each.end)), about.source) for each in about.value.items
    )
