"""What a sentence names in a row, asked for where it is no list that a lesson is built around."""

from quizzes.generation.asked import Asked
from quizzes.generation.cutting import run_together
from quizzes.generation.naming import of_sort
from quizzes.generation.phrases import connector_of, inside, is_clause, is_plural, plain, sentence_at
from quizzes.generation.setting import major_lists
from quizzes.generation.stemming import WORD

FEWEST, MOST = 3, 5
"""Things named in a row that one can be asked to recall."""

FEWEST_HELD = 3
"""Words of each of several things that an item of a longer list is made of."""

MOST_NAMED = 6
"""Items of a list that one can be asked to name, where each is a sentence or long phrase."""

LONGEST_LEAD = 18
"""Words before them that are read as one."""

LONGEST = 30
"""Words of all of them together."""


def worth_recalling(about: Asked) -> bool:
    """Whether a sentence that stands by itself ends on several things, one of them at least more than a word, or all
    with one adjective: three bare words are a stock phrase, and examples ("such as") are never all of them."""
    texts = about.texts
    lengths = [len(text.split()) for text in texts]
    alike = all(map(plainly, texts)) and not heads_names(about)
    said = WORD.findall(" ".join([*about.name.text.split()[:1], *texts]))
    alike = alike and not any(about.words.is_in("others", word) for word in said) and not alternatives(about)
    fits = alike and FEWEST <= len(texts) <= MOST and sum(lengths) <= about.words.limit(LONGEST)
    if about.name.is_name:
        return fits and of_sort(about.source, about.value, about.index) is not None
    fits = fits and (max(lengths) > 1 or about.words.is_in("sharing", about.name.text.split()[-1]))
    own = about.name.way == "_completes" and not about.name.renamed and not done_to(about)
    if exemplifies(about):
        return fits and own and in_list_too_long(about) and min(lengths) > 1
    return fits and own and states(about) and whole(about)


def done_to(about: Asked) -> bool:
    """Whether they are what is done to something ("tasks are sorted, grouped, and tracked"): near in sense, and nothing
    that a name calls to mind."""
    words = about.words
    endings = tuple(words.words["past_endings"])
    done = [not endings or WORD.findall(text)[0].casefold().endswith(endings) for text in about.texts]
    return words.is_in("passives", WORD.findall(about.name.text)[-1]) and 2 * sum(done) > len(done)


def plainly(text: str) -> bool:
    """Whether it is written in words alone: no code, no bracket."""
    return all(char.isalnum() or char in " -’'“”,./&%$" for char in text) and "(" not in text


def heads_names(about: Asked) -> bool:
    """Whether the first thing holds the noun of all of them: "the variants Less, Greater and Equal"."""
    first, *others = about.texts
    named = all(text[:1].isupper() for text in others)
    return named and first[:1].islower() and is_plural(first.split()[0], about.words)


def alternatives(about: Asked) -> bool:
    """Whether one of them is enough: "by land, by sea or by air"."""
    *_, one, last = about.value.items
    between = WORD.findall(about.source.text[one.end : last.start])
    return any(about.words.is_in("alternatives", word) for word in between)


def states(about: Asked) -> bool:
    """Whether the words before them state something, or tell somebody to do something."""
    words, lead = about.words, about.name.text
    found = WORD.findall(lead)
    told = is_clause(lead, words) or words.is_in("imperatives", found[0])
    return told and len(found) <= words.limit(LONGEST_LEAD)


def exemplifies(about: Asked) -> bool:
    """Whether the things are but examples: "buildings such as"."""
    words = about.words
    last = " ".join(WORD.findall(about.name.text)[-2:]).casefold()
    examples = words.words["exemplifying"] | words.words["example_leads"] | words.words["examples"]
    return any(last == each or last.endswith(f" {each}") for each in examples)


def in_list_too_long(about: Asked) -> bool:
    """Whether they stand in an item of a list of so many that nobody is asked to name them all: of such a list one
    asks for the examples in an item, as examples."""
    return any(
        len(value.items) > MOST_NAMED
        and any(inside(about.value.statement, (item.start, item.end)) for item in value.items)
        for value in major_lists(about.index)[about.source.letter]
    )


def whole(about: Asked) -> bool:
    """Whether the question has the sentence from its beginning to the last thing."""
    source, value = about.source, about.value
    sentence = sentence_at(source, value.items[0].start)
    if not sentence or not value.intro or not inside(value.statement, sentence):
        return False
    before = plain(source.text[sentence[0] : value.intro[0]]).strip().removeprefix(f"({source.name})").strip(" -–—")
    opens = before in ("", source.name) or connector_of(before, about.words) == before.rstrip(",").casefold()
    opens = opens or (before.endswith(",") and source.text[value.intro[0]].isupper())
    ends = source.text[value.items[-1].end : value.items[-1].end + 1] in (".", ",", ";", ":", ")", "”")
    return opens and ends and not (held(about) or run_together(source.text[slice(*sentence)], about.words))


def held(about: Asked) -> bool:
    """Whether it is named inside an item of a list that is asked about as a whole, in words too few to be told from
    the rest of that item."""
    return in_longer_item(about) and min(len(text.split()) for text in about.texts) < FEWEST_HELD


def in_longer_item(about: Asked) -> bool:
    """Whether an item of another list holds it whole."""
    items = (item for value in major_lists(about.index)[about.source.letter] for item in value.items)
    return any(inside(about.value.statement, (item.start, item.end)) for item in items)
