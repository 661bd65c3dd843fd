"""The verb of a sentence moved to where a question wants it: "Wald founded a school" as "did Wald found a school"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from quizzes.generation.phrases import in_sentence, is_gerund, is_plural
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording

LONGEST_SUBJECT = 10
"""Words before a verb that are one subject."""

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Parted:
    """A sentence at its verb: `rest` is all after it."""

    subject: str
    verb: str
    rest: str


def asking(text: str, index: CourseIndex, words: Wording) -> str:
    """A statement as it goes on after "in which year": "did Wald found a school", "was the school founded". "" where
    it is not certain which word is its verb, what the base of that is, or whether its first word is a name."""
    parted = at_verb(text, words)
    if parted is None or not settled(parted.subject, index, words):
        return ""
    who, verb, rest = in_sentence(parted.subject, index, words), parted.verb, parted.rest
    if words.is_in("auxiliaries", verb) and not owns(parted, words):
        return words.say("asks_moved", verb=verb, who=who, text=rest).rstrip()
    base, past = base_of(verb, words)
    plural = not past and is_plural(WORD.findall(who)[-1], words)  # "these studies show", read as "study"
    if not base or plural or by_somebody(rest, words):
        return ""
    return words.say("asks_past" if past else "asks_present", who=who, verb=base, text=rest).rstrip()


def settled(subject: str, index: CourseIndex, words: Wording) -> bool:
    """Whether the first word of a sentence is known to be a name, or to be none."""
    first, *rest = WORD.findall(subject)
    known = first in index.large or first[1:].isupper() or any(word[0].isupper() for word in rest[:1])
    return known or in_sentence(subject, index, words)[0].islower()


def at_verb(text: str, words: Wording) -> Parted | None:
    """A sentence of one clause, parted at its finite verb; None where something else might be that verb."""
    plain = QUOTED.sub(lambda found: "_" * len(found.group()), text)
    found = [*verbs_in(plain, words)]
    if not found or not words.verb_first or contracted(plain, words):
        return None
    first, *others = found
    moved = words.is_in("auxiliaries", first.group())
    rivals = (each for each in others if words.is_in("auxiliaries", each.group()) or (not moved and told(each, words)))
    subject, rest = text[: first.start()].strip(), plain[first.end() :]
    if any(rivals) or another_clause(rest, words) or (first.group() in present(words) and based(rest, words)):
        return None
    return Parted(subject, first.group(), text[first.end() :].strip()) if is_subject(subject, words) else None


def verbs_in(text: str, words: Wording) -> Iterator[re.Match[str]]:
    """The words of a text, but for its first one, that can be told verbs."""
    for found in [*WORD.finditer(text)][1:]:
        word = found.group()
        # "health-related" and "entitled" are no verbs, and a "been" is none alone.
        plain = word[0].islower() and "-" not in word
        plain = plain and not any(words.is_in(name, word) for name in ("prepositions", "infinite"))
        if plain and (words.is_in("auxiliaries", word) or told(found, words) or word in present(words)):
            yield found


def contracted(text: str, words: Wording) -> bool:
    """Whether a text is a question, or joins a verb with another word: "doesn’t", "it’s"."""
    ends = tuple(words.words["contractions"]) or ("\0",)
    return "?" in text or any(word.endswith(ends) for word in WORD.findall(text.casefold()))


def another_clause(rest: str, words: Wording) -> bool:
    """Whether a word opens a clause of its own: "but", "because", "which"."""
    return any(words.is_in("conjunctions", word) and not words.is_in("joining", word) for word in WORD.findall(rest))


def based(rest: str, words: Wording) -> bool:
    """Whether the base of a verb stands where a plural would have it: "new studies by the council show"."""
    found = [word.casefold() for word in WORD.findall(rest)]
    free = (word for before, word in pairwise(["", *found]) if not held(before, words))
    return any(word in bases(words) or word in words.verbs.values() for word in free)


def held(before: str, words: Wording) -> bool:
    """Whether what follows a word is hardly the verb of its sentence: "to show", "a show", "in show"."""
    names = ("determiners", "prepositions", "infinitives", "conjunctions")
    return any(words.is_in(name, before) for name in names) or before.endswith(tuple(words.words["adjective_endings"]))


def told(found: re.Match[str], words: Wording) -> bool:
    """Whether a word has the form of a past."""
    word = found.group()
    return word in words.verbs or words.is_in("past", word) or word.endswith(tuple(words.words["past_endings"]))


def is_subject(text: str, words: Wording) -> bool:
    """Whether what stands before a verb is one subject, and no clause or preposition is among it."""
    found = WORD.findall(text)
    if not 1 <= len(found) <= LONGEST_SUBJECT or re.search(r"[,;:]", text) or words.is_in("prepositions", found[0]):
        return False
    opening = words.is_in("stop", found[0]) and not words.is_in("determiners", found[0])  # "once", "since"
    if opening or found[0].casefold() in bases(words) or words.is_in("objectives", found[0]):
        return False
    small = [word for word in found if word[0].islower()]  # "WHO" is no "who"
    cut = any(words.is_in(name, found[-1]) for name in ("determiners", "prepositions", "conjunctions", "articles"))
    cut = cut and found[-1] in small
    clauses = (words.is_in(name, word) for word in small for name in ("relatives", "subordinators"))
    return not cut and not any(clauses) and not is_gerund(found[0], words)


def owns(parted: Parted, words: Wording) -> bool:
    """Whether a "has" or "did" is the verb itself: "has 50 ships", and not "has agreed"."""
    after = [word for word in WORD.findall(parted.rest)[:2] if not word.endswith(tuple(words.words["adverb_endings"]))]
    done = after and (
        words.is_in("participles", after[0])
        or after[0] in words.verbs
        or after[0].endswith(tuple(words.words["past_endings"]))
    )
    return not done and words.is_in("owning", parted.verb)


def by_somebody(rest: str, words: Wording) -> bool:
    """Whether a form in "-ed" is passive: "the treaty signed by both"."""
    return any(words.is_in("agents", word) for word in WORD.findall(rest)[:1])


def base_of(verb: str, words: Wording) -> tuple[str, bool]:
    """The base of a verb, "" where nobody wrote it down, and whether the form is of the past."""
    if words.verbs.get(verb):
        return words.verbs[verb], True
    if verb in pasts(words):
        return pasts(words)[verb], True
    return present(words).get(verb, ""), False


@cache
def bases(words: Wording) -> frozenset[str]:
    return words.words["bases"] | words.words["imperatives"]


@cache
def pasts(words: Wording) -> dict[str, str]:
    """The regular pasts of the verbs that are known ("placed", "studied", "planned"), with their bases."""
    regular = bases(words) - {*words.verbs.values()}
    return unique((form, base) for base in regular for form in formed("past_rules", base, words))


def formed(rules: str, base: str, words: Wording) -> Iterator[str]:
    """A base with each ending that the rules of its spelling give it."""
    for rule in words.words[rules]:
        pattern, _, ending = rule.partition(" -> ")
        form, changed = re.subn(pattern, ending, base, count=1)
        if changed:
            yield form


@cache
def present(words: Wording) -> dict[str, str]:
    """The third persons of the verbs that are known, with their bases."""
    known = bases(words) | {*words.verbs.values()}
    return unique((form, base) for base in known for form in formed("third_rules", base, words))


def unique(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Forms with their bases, none of which belongs to two."""
    found: dict[str, str] = {}
    for form, base in sorted(pairs):
        found[form] = "" if found.get(form, base) != base else base
    return {form: base for form, base in found.items() if base}


def done_to(gerund: str, words: Wording) -> str:
    """ "placed" of "placing"; "" where nobody wrote the verb down, or it may be spelled in two ways."""
    base = gerunds(words).get(gerund, "")
    found = [form for form, regular in pasts(words).items() if base and regular == base]
    return found[0] if len(found) == 1 else ""


@cache
def gerunds(words: Wording) -> dict[str, str]:
    """The gerunds of the verbs that are known, with their bases."""
    return unique((form, base) for base in bases(words) for form in formed("gerund_rules", base, words))
