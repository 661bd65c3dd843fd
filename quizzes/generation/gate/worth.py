"""Is it worth asking, and does what is shown of its sentence stand by itself: F06, F19 to F22 and F26."""

import re

from content.extraction.outline import Concept, Fact
from quizzes.generation.cutting import run_together
from quizzes.generation.definitions import definition
from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.gate.stems import padded, plainly_named, sentence_shown
from quizzes.generation.people import facts
from quizzes.generation.phrases import inside
from quizzes.generation.sizes import is_number
from quizzes.generation.stemming import WORD, tokens
from quizzes.generation.wording import Wording
from quizzes.kinds.base import N_

FEWEST_OF_MEMBER = 3
"""Content words of a member of a list that could be wrong; with fewer it is friendly talk or needs a name or number."""

SHORT_ADVICE = 10
"""Words of advice that anybody would grant."""

SCOPE = 5
"""Words after a superlative among which stands what it is the most of."""

HEAD = 6
"""Words at the head of a sentence that still set its scene."""

SHORT_DENIAL = 12
"""Words of a sentence that denies something and has no room to say what is so instead."""

MOST_STEPS = 3
"""Steps, each something to do, of which anybody knows the order."""

DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def friendly(reading: Reading) -> bool:
    """F26: a true statement that nobody would doubt: one of a few words ("monitor your progress is one of the steps"),
    a short piece of advice, or one of no list, in which stands no name, no number and nothing in quotation marks."""
    if reading.draft.kind != "true_false" or not reading.draft.key["true"] or not reading.draft.rule:
        return False
    said = reading.draft.lit[0].text if reading.list else sentence_shown(reading)
    content = sum(token.content for token in tokens(said, reading.words))
    first, *rest = WORD.findall(said) or [""]
    named = any(word[0].isupper() for word in rest)
    figure = any(any(char.isdigit() for char in word) for word in (first, *rest))
    figure = figure or (not reading.list and "“" in said)
    few = content < reading.words.limit(FEWEST_OF_MEMBER)
    advice = reading.words.is_in("imperatives", first) and 1 + len(rest) <= SHORT_ADVICE and "“" not in said
    return (few or advice or not reading.list) and not named and not figure


def defines(reading: Reading) -> bool:
    """F26: a true definition, which most people take for true."""
    value = reading.point.value if reading.point else None
    true = reading.draft.kind == "true_false" and reading.draft.key["true"]
    return (
        bool(true)
        and isinstance(value, Concept)
        and reading.point is not None
        and definition(reading.index, reading.source, reading.point, value) is not None
    )


def bare_answer_shown(reading: Reading) -> bool:
    """F22: another wording that is taken for right stands in what is shown: "trade" in "Balanced Trade"."""
    if reading.draft.kind != "cloze" or not reading.draft.rule:
        return False
    others = [text for accepted in reading.draft.key["blanks"] for text in accepted[1:]]
    shown = padded(reading.visible)
    return any(padded(text) in shown for text in others if not is_number(text, reading.words))


def beside_number(reading: Reading) -> bool:
    """F20: the name at the head of a sentence with a number, of which the number is the thing to know."""
    if reading.draft.rule not in ("concept.cloze", "concept.term"):
        return False
    if not sentence_shown(reading).partition(reading.words.blank)[0].count(" ") <= 1:
        return False
    sentence = (reading.draft.evidence.start, reading.draft.evidence.end)
    return any(
        fact.unit is not None and inside((fact.start, fact.end), sentence) for fact in facts(reading.source, "quantity")
    )


def judged_phrase(reading: Reading) -> bool:
    """F20: a phrase in quotation marks at the head of a sentence that passes a judgement on it and does not say what
    it is ("“____” are a risk"), or in one that only says what something is not: "Talks need not be a “____” affair"."""
    value = reading.point.value if reading.point else None
    words = reading.words
    if reading.draft.rule != "concept.cloze" or not isinstance(value, Concept) or value.source != "quoted":
        return False
    text = sentence_shown(reading)
    denies = any(words.is_in("negatives", word) or re.search("n[’']t$", word) for word in WORD.findall(text))
    if denies and len(text.split()) <= words.limit(SHORT_DENIAL):
        return True
    after = re.match(rf"\W*{re.escape(words.blank)}\W+(\w+)\s(\w+)", text)
    return bool(after and words.is_in("plural_verbs", after[1]) and words.is_in("indefinite", after[2]))


def stock_phrase(reading: Reading) -> bool:
    """F21: the blank is the noun of two adjectives that any noun of their sort fits: "a fair, rules-based ____"."""
    if reading.draft.kind != "cloze" or not reading.words.words["articles"]:
        return False
    articles = "|".join(sorted(reading.words.words["articles"]))
    before, blank, _ = sentence_shown(reading).partition(reading.words.blank)
    return bool(blank) and bool(re.search(rf"\b(?:{articles})\s+[\w-]+,\s+[\w-]+\s+$", before, re.IGNORECASE))


def owner_of_gap(reading: Reading) -> bool:
    """F21: an "of" after the blank that belongs to an earlier noun is read with what is missing: "awareness across the
    ____ of the envoys' role"."""
    words = reading.words
    if reading.draft.kind != "cloze" or not words.words["articles"] or not words.words["genitives"]:
        return False
    before, after, links = ("|".join(sorted(words.words[name])) for name in ("prepositions", "genitives", "articles"))
    gap = rf"\w\s(?:{before})\s(?:{links})\s{re.escape(words.blank)}\s(?:{after})\b"
    return bool(re.search(gap, sentence_shown(reading), re.IGNORECASE))


def broken_sentence(reading: Reading) -> bool:
    """F24: a sentence of the source with two predicates, which is as hard to read in a question; of its parts only one
    that stands alone is asked about."""
    whole = run_together(reading.draft.evidence.text, reading.words)
    return any(run_together(text, reading.words) or (whole and ", " in text) for text in stated(reading))


def unscoped_superlative(reading: Reading) -> bool:
    """F19: a "most" that does not say of what: "the most used is ImageNet"."""
    return any(most_of_nothing(text, reading.words) for text in stated(reading))


def most_of_nothing(text: str, words: Wording) -> bool:
    found = WORD.findall(text)
    for place, word in enumerate(found):
        if not words.is_in("superlatives", word) or (place and words.is_in("superlative_exceptions", found[place - 1])):
            continue
        if words.has_plurals and not (place and words.is_in("articles", found[place - 1])):
            continue
        after = found[place + 1 : place + 1 + (SCOPE if words.has_plurals else 1)]
        if not any(words.is_in("prepositions", each) or words.is_in("relatives", each) for each in after):
            return True
    return False


def directionless(reading: Reading) -> bool:
    """F19: a "before" or "above" without what it is before: "the layers in front are usually ..."."""
    phrases = "|".join(map(re.escape, sorted(reading.words.words["directions"])))
    if not phrases:
        return False
    for text in stated(reading):
        for found in re.finditer(rf"\b(?:{phrases})\b", text, re.IGNORECASE):
            after = WORD.search(text, found.end())
            word = after.group() if after else ""
            verb = any(reading.words.is_in(name, word) for name in ("auxiliaries", "vague"))
            if verb or not text[found.end() :].strip(" .,;:"):
                return True
    return False


def aim_of_nothing(reading: Reading) -> bool:
    """F19: an aim that does not say whose it is: "the supreme objective is safeguarding ..."."""
    words = reading.words
    if not words.words["aims"] or not words.words["articles"]:
        return False
    articles, aims = ("|".join(sorted(words.words[name])) for name in ("articles", "aims"))
    verbs = "|".join(sorted(words.words["defining"] | words.words["past_copulas"]))
    opening = re.compile(rf"\W*(?:{articles})\s(?:[\w-]+\s)?(?:{aims})\s(?:{verbs})\b", re.IGNORECASE)
    return any(opening.match(text) for text in stated(reading))


def timeless_past(reading: Reading) -> bool:
    """F19: a share or number of a past that is not told: "the causes were ..., accounting for ____ percent"."""
    fact = reading.point.value if reading.point else None
    if not isinstance(fact, Fact) or fact.kind != "quantity":
        return False
    text = sentence_shown(reading)
    found = WORD.findall(text)
    past = any(reading.words.is_in("past_copulas", word) for word in found)
    named = any(word[0].isupper() for word in found[1:])
    return past and not named and not DATED.search(text)


def stated(reading: Reading) -> list[str]:
    """The words of the source that are put forward, but for options, which are read beside each other."""
    item = reading.words.parts_in(plainly_named(reading)).get("item")
    return [text for text in (sentence_shown(reading), item or "") if text]


def steps_of_anybody(reading: Reading) -> bool:
    """F06: a few steps, each an order: find, choose, watch. Nobody needs the source to sort them."""
    value = reading.list
    if reading.draft.kind != "ordering" or value is None or value.kind == "ordinal":
        return False
    orders = all(reading.words.is_in("imperatives", text.split()[0]) for text in reading.right)
    return len(reading.right) <= MOST_STEPS and orders


CHECKS = (
    Check("F26f", N_("It is true, and nobody would doubt it: it is short, or holds no name and no number."), friendly),
    Check("F26g", N_("It is the definition of a word, which most people take for true."), defines),
    Check("F22d", N_("Another wording of the answer stands in the question."), bare_answer_shown),
    Check("F20e", N_("It asks for the name in a sentence of which the number is to be known."), beside_number),
    Check("F20g", N_("A judgement on a quoted phrase does not tell which phrase is missing."), judged_phrase),
    Check("F21d", N_("Two adjectives before the blank go with many a noun."), stock_phrase),
    Check("F21e", N_("What follows the blank belongs to a word before it."), owner_of_gap),
    Check("F24d", N_("Its sentence has two predicates that nothing joins."), broken_sentence),
    Check("F19b", N_("It says “most” and not of what."), unscoped_superlative, warns=True),
    Check("F19c", N_("It says “before” or “above” and not what."), directionless),
    Check("F19e", N_("It speaks of an aim and does not say whose."), aim_of_nothing),
    Check("F19d", N_("It speaks of a past and does not say of which time or place."), timeless_past),
    Check("F06b", N_("Anybody knows the order of so few things to do."), steps_of_anybody),
)
