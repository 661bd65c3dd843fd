"""Whether parts of a sentence are alike enough to be members of one series, and where the first one begins.

A parser would tell, at a hundred times the cost and with half the recall; the form of the members tells nearly as much:
all gerunds, all bare verbs, all nouns, all with an article.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from content.extraction.words import Word

# Kinds of members, by what they begin with: as the classes of words, but "V" is a verb for certain (an article or
# pronoun follows) and "v" a form that may also be a noun ("work", "reports").
_ALIKE = {
    frozenset("Vv"): 1.0,
    frozenset("vW"): 0.8,
    frozenset("WX"): 0.8,
    frozenset("WD"): 0.6,
    frozenset("WN"): 0.6,
    frozenset("DN"): 0.6,
    frozenset("DX"): 0.6,
    frozenset("WR"): 0.3,
    frozenset("WG"): 0.3,
    frozenset("TV"): 0.3,
    frozenset("Tv"): 0.3,
}
# How well a place behind a word of this class begins a series: "of | peace", "will | safeguard", "the | rule".
_BOUNDARY = {
    "P": 1.0,
    "T": 1.0,
    "M": 1.0,
    "A": 0.9,
    "V": 0.9,
    "G": 0.8,
    "X": 0.8,
    "S": 0.7,
    "D": 0.5,
    "O": 0.4,
    "R": 0.3,
}
_NO_BOUNDARY = -0.8
_PAIR_BOUNDARY = -1.0
_OPENED = 1.5
_AFTER_COMMA = 1.6
_LONGEST = {"W": 9, "D": 11, "X": 9, "N": 11, "G": 22, "V": 22, "v": 16, "T": 22, "P": 10, "R": 3}
_CLAUSAL = frozenset("VvGT")


def kind(words: Sequence[Word]) -> str:
    """What a member begins with; an adverb before it does not count."""
    i = next((i for i, word in enumerate(words) if word.tag != "R"), None)
    if i is None:
        return "R" if words else ""
    tag = words[i].tag
    after = words[i + 1].tag if i + 1 < len(words) else ""
    if tag == "G" and not after:
        return "W"
    if tag in "VW" and after and after in "DO":
        # No noun stands right before an article or pronoun, so even an unknown word is a verb here.
        return "V"
    return "v" if tag == "V" else tag


def alike(one: str, other: str) -> float:
    return 1.0 if one == other else _ALIKE.get(frozenset((one, other)), 0.0)


def clausal(words: Sequence[Word]) -> bool:
    return kind(words) in _CLAUSAL


def nominal(words: Sequence[Word]) -> bool:
    """ "growing international standing": a gerund right before adjective and noun is an adjective itself."""
    return len(words) > 2 and words[0].tag == "G" and all(word.tag in "WG" for word in words[1:])


def may_be_member(words: Sequence[Word], last: str) -> bool:
    """A whole part between commas: no clause of its own, not too long, and like the last member."""
    own = kind(words)
    if own not in _LONGEST or len(words) > _LONGEST[own]:
        return False
    if words[0].tag == "P":
        return last == "P"
    if own == "G" or _participle(words):
        # "…, recognizing this and that", "…, based on this and that": a participle leads to what follows it.
        return alike(own, last) == 1
    if alike(own, last) < 0.5 and not (own == "W" and last == "G"):
        return False
    # A pronoun or a finite verb makes a part a clause; a form of a verb may still be an adjective or a noun.
    return own in _CLAUSAL or not (any(word.tag in "AMOS" for word in words) or finite(words))


def finite(words: Sequence[Word]) -> bool:
    """A verb between its subject and its object or complement."""
    bare = [word for i, word in enumerate(words) if word.tag != "R" or i + 1 == len(words)]
    return any(
        before.tag in "WNV" and here.tag == "V" and after.tag in "DTONXR"
        for before, here, after in zip(bare, bare[1:], bare[2:], strict=False)
    )


def _participle(words: Sequence[Word]) -> bool:
    verb = next((i for i, word in enumerate(words) if word.tag != "R"), 0)
    return words[verb].tag == "V" and verb + 1 < len(words) and words[verb + 1].tag in "PT"


def agree(members: Sequence[Sequence[Word]]) -> bool:
    """Whether most members are of one kind and none is of a quite different one."""
    kinds = [kind(words) for words in members]
    common = max(set(kinds), key=lambda one: sum(alike(one, other) >= 0.8 for other in kinds))
    same = sum(alike(common, one) >= 0.8 for one in kinds)
    fits = all(alike(common, one) >= 0.6 or nominal(words) for one, words in zip(kinds, members, strict=True))
    return fits and same * 5 >= len(kinds) * 3


@dataclass(frozen=True, slots=True)
class Start:
    index: int
    score: float
    boundary: float


def first_member(
    words: Sequence[Word], others: Sequence[Sequence[Word]], *, opens: bool, lead: int = -1, comma: int = -1
) -> Start | None:
    """Where in `words` the first member begins, given the other members.

    `opens` says that the part begins right after a colon or bracket, `lead` is the word after "such as" and its
    like, `comma` the word after the last comma, if members are not parted by commas.
    """
    length = sum(map(len, others)) / len(others)
    kinds = [kind(other) for other in others]
    best: Start | None = None
    for i in range(len(words) - 1, max(-1, len(words) - 1 - int(2.5 * length + 4)), -1):
        tail = words[i:]
        boundary = _boundary(words, i)
        if i == lead or (i == 0 and opens):
            boundary = _OPENED
        elif i == comma and clausal(tail):
            boundary = _AFTER_COMMA
        likeness = sum(alike(kind(tail), one) for one in kinds) / len(kinds)
        if likeness < 0.5 or boundary < 0 or not _whole(tail):
            continue
        score = 2 * likeness + min(len(tail), length) / max(len(tail), length) + boundary + _echo(tail, others)
        if best is None or score > best.score:
            best = Start(i, score, boundary)
    return best


def _boundary(words: Sequence[Word], i: int) -> float:
    if i == 0:
        return 0.6
    before, here = words[i - 1].tag, words[i].tag
    if before == "W" and (here == "N" or (here == "G" and i + 1 < len(words))):
        return 0.5
    if before == "C":
        return _PAIR_BOUNDARY
    if here == "R":
        return max(_BOUNDARY.get(before, 0.2), 0.2)
    return _BOUNDARY.get(before, _NO_BOUNDARY)


def _whole(tail: Sequence[Word]) -> bool:
    """The first member holds no clause and no lead-in of its own."""
    if clausal(tail):
        return True
    return not any(word.tag in "AMOST" for word in tail) and len(tail) <= 1.5 * _LONGEST["W"] and not finite(tail)


def _echo(tail: Sequence[Word], others: Sequence[Sequence[Word]]) -> float:
    """The same frame of small words ("… as …", "… of …") and the same second step are what parallels look like."""
    frame = [word.tag for word in tail if word.tag in "PD"]
    frames = [[word.tag for word in other if word.tag in "PD"] for other in others]
    same = sum(frame == other for other in frames)
    steps = sum(len(tail) > 1 and len(other) > 1 and tail[1].tag == other[1].tag for other in others)
    # A preposition that no other member has leads to the members ("as the | machinery, materials and goods").
    leads = "P" in frame and not any("P" in other for other in frames)
    return (0.4 * same + 0.3 * steps) / len(others) - 0.6 * leads


def end_of_last(words: Sequence[Word], others: Sequence[Sequence[Word]], binds: Sequence[bool]) -> int:
    """How many words of the last part belong to the last member. `binds` says which words are like "of"."""
    if clausal(words):
        stops = "S"
    elif any(word.tag == "P" for other in others for word in other[1:]):
        stops = "SAMOTV"
    else:
        stops = "SAMOTVPBG"
    for i in range(1, len(words)):
        tag = words[i].tag
        if tag not in stops or binds[i] or (tag == "G" and words[i - 1].tag in "DWPN"):
            continue
        # A verb form ends the member only when it governs something; else it is a noun ("mutual benefit").
        if tag != "V" or (i + 1 < len(words) and words[i + 1].tag in "DTONXRS"):
            return i
    return len(words)
