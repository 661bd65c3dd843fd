"""Terms as options: which concepts can be asked for, and which of them are fair wrong answers."""

import re
from collections import defaultdict
from functools import lru_cache

from content.extraction.outline import Concept, Span
from quizzes.generation.bank import Source
from quizzes.generation.making import Task, Wrong
from quizzes.generation.options import MOST, chosen
from quizzes.generation.phrases import is_gerund, is_plural, shape
from quizzes.generation.stemming import WORD, Stems, tokens
from quizzes.generation.support import NEAR, CourseIndex, neighbours
from quizzes.generation.wording import Wording

TermForm = tuple[str, bool, bool, int, bool, bool, bool]

MOST_BETWEEN = 4
"""Words in which the article of a term stands before it."""

JOINED = 4
"""Words of two things joined, the second of which has a noun for both."""

REACH = 60
"""Letters before a term in which its article is looked for."""


def like_term(task: Task, concept: Concept, claim: Stems, most: int = MOST) -> list[Wrong]:
    """Other terms of the course that have the key's form, fill no place that it fills, and of which the
    course says nothing like the claim."""
    index = task.index
    own = index.stems(concept.term, task.source)
    if concept.source != "quoted" and is_name(concept.term, index):
        return []  # of what sort a name is, its form does not tell

    def fits(each: Wrong) -> bool:
        assert each.source
        stems = index.stems(each.text, each.source)
        apart = not stems & own and not index.share_slot(concept.term, each.text)
        return apart and index.support(stems, claim) < NEAR

    # A term that the author coined stands among its like; mere phrases would look pale beside it.
    others = (
        Wrong(other.term, task.words.say("why_term", name=source.name), source, (other.start, other.end))
        for source, other in terms(index).get(term_form(task.source, concept, index), ())
        if concept.source == "phrase" or other.source != "phrase"
    )
    return chosen(task, concept.term, others, fits, most)


@lru_cache(maxsize=1)
def terms(index: CourseIndex) -> dict[TermForm, list[tuple[Source, Concept]]]:
    """All concepts of a course that can be asked for, by their form."""
    found: defaultdict[TermForm, list[tuple[Source, Concept]]] = defaultdict(list)
    for source, point in index.points.values():
        value = point.value
        if isinstance(value, Concept) and established(value) and stands_alone(source, value, index):
            found[term_form(source, value, index)].append((source, value))
        if isinstance(value, Concept) and (half := second_half(source, value, index.wordings[source.letter])):
            found[term_form(source, half, index)].append((source, half))
    return dict(found)


def second_half(source: Source, concept: Concept, words: Wording) -> Concept | None:
    """Of two sorts of one thing ("economic and technology diplomacy") the second, which is whole by itself."""
    found = [*tokens(source.text[concept.start : concept.end], words, concept.start)]
    if concept.source != "phrase" or len(found) != JOINED or not words.is_in("conjunctions", found[1].word):
        return None
    span = found[2].start, found[3].end
    return Concept(source.text[slice(*span)], *span, "phrase", concept.statement, mentions=(span,))


def stands_alone(source: Source, concept: Concept, index: CourseIndex) -> bool:
    """Whether a concept is worth asking for: no person, no everyday word in quotes, no part of a longer name,
    no phrase that always goes on with the same word."""
    span = (concept.start, concept.end)
    if named_person(concept.term, index) or (concept.source == "quoted" and everyday(concept)):
        return False
    words = index.wordings[source.letter]
    if concept.source == "defined" and bound(source, concept, words):
        return False
    if concept.source == "quoted" and possessed(source, concept, words):
        return False
    if concept.source != "phrase":
        return True
    if part_of_name(source, span, words) or len(concept.term.split()) < 2 or sentence_start(concept, index):
        return False
    around = [set(neighbours(source.text, place, words)) for place in {span, *concept.mentions}]
    return not set.intersection(*around)


def possessed(source: Source, concept: Concept, words: Wording) -> bool:
    """Whether what stands in quotation marks belongs to somebody: "your ‘common words’" coins no term."""
    lead = WORD.findall(source.text[max(0, concept.start - 20) : concept.start])
    return bool(lead) and words.is_in("possessives", lead[-1])


def bound(source: Source, concept: Concept, words: Wording) -> bool:
    """Whether a term is cut off before its "of" ("known as the founder of social ecology" defines no founder), or is
    what somebody gives a name to ("Comte named the study of society positivism")."""
    following = WORD.match(source.text, concept.end + 1)
    if following and words.is_in("genitives", following.group()):
        return True
    lead = WORD.findall(source.text[max(0, concept.start - 60) : concept.start])
    if lead and words.is_in("articles", lead[-1]):
        lead.pop()
    named = len(lead) > 2 and words.is_in("namings", lead[-1]) and lead[-2][0].isupper()
    return named and not words.is_in("name_relatives", lead[-3])


def established(concept: Concept) -> bool:
    """Whether a concept is more than words that met once: set off, used again, or a name."""
    return (
        concept.source != "phrase"
        or len(concept.mentions) > 1
        or all(word[0].isupper() for word in concept.term.split())
    )


def everyday(concept: Concept) -> bool:
    """One plain word in quotes: the author keeps a distance to it rather than coins it."""
    return bool(re.fullmatch(r"[^\W\d_]+", concept.term)) and concept.term.islower()


def sentence_start(concept: Concept, index: CourseIndex) -> bool:
    """Whether a phrase is written large only because a sentence begins with it; it may begin with a verb."""
    first, *rest = concept.term.split()
    return first[0].isupper() and first.casefold() in index.lower and not any(word[0].isupper() for word in rest)


def part_of_name(source: Source, span: Span, words: Wording) -> bool:
    """Whether a phrase is cut out of a longer name or quotation, or stands in a bracket."""
    before, after = source.text[max(0, span[0] - 200) : span[0]], source.text[span[1] : span[1] + 40]
    if before.rfind("“") > before.rfind("”") or before.rfind("(") > before.rfind(")"):
        return True
    links = "|".join(sorted(words.words["name_links"]))
    joined_before = re.search(rf"(?:[A-Z][\w’']*|\d\w*)\s(?:(?:{links})\s)*$", before)
    joined_after = re.match(rf"\s(?:(?:{links})\s)*[A-Z]", after)
    return source.text[span[0]].isupper() and bool(joined_before or joined_after)


def is_name(term: str, index: CourseIndex) -> bool:
    """Whether a term is written as a name: its words are large, and the course never writes them small."""
    words = [word for word in WORD.findall(term) if len(word) > 3]
    return bool(words) and all(word[0].isupper() and word.casefold() not in index.lower for word in words)


def named_person(term: str, index: CourseIndex) -> bool:
    """Whether a term is a person's name or office, or holds one."""
    plain = f" {term.casefold()} "
    names = [name for person in index.people.values() for name in (person.name, *person.roles)]
    return any(f" {name.casefold()} " in plain or plain in f" {name.casefold()} " for name in names)


def term_form(source: Source, concept: Concept, index: CourseIndex) -> TermForm:
    """First word, number, conjunction within, length in steps of four words, whether it names a doing ("statistical
    learning") and whether it takes an article."""
    words = index.wordings[source.letter]
    found = WORD.findall(concept.term)
    joined = any(words.is_in("conjunctions", word) for word in found)
    form = shape(concept.term, index, words), is_plural(found[-1], words), joined, len(found) // 4
    bare = concept.source == "quoted" or stands_bare(source, concept, words)
    return *form, is_gerund(found[-1], words), counted(source, concept, words), bare


def stands_bare(source: Source, concept: Concept, words: Wording) -> bool:
    """Whether the source ever says a term without an article or the like: "political system" takes one always."""
    if not words.words["articles"] or is_plural(concept.term, words):
        return True
    spans = {(concept.start, concept.end), *concept.mentions}
    alike = [start for start, end in spans if source.text[start:end].casefold() == concept.term.casefold()]
    return not all(determined(source.text[max(0, start - REACH) : start], words) for start in alike)


def determined(lead: str, words: Wording) -> bool:
    """Whether an article stands before a phrase, adjectives between them: "no strong and"."""
    found = WORD.findall(re.split(r"[.;:]", lead)[-1])
    for word in reversed(found[-MOST_BETWEEN:]):
        if words.is_in("determiners", word) or words.is_in("negatives", word) or word.endswith(("’s", "'s", "s’")):
            return True
        if words.is_in("prepositions", word) or words.is_in("auxiliaries", word):
            return False
    return False


def counted(source: Source, concept: Concept, words: Wording) -> bool:
    """Whether the source ever says "a" before a term: "a model", but no "a learning"."""
    leads = (WORD.findall(source.text[max(0, start - 12) : start])[-1:] for start, _ in concept.mentions)
    return any(words.is_in("indefinite", lead[0]) for lead in leads if lead)
