"""Whether parts of a sentence are alike enough to be members of one series, and where the first one begins.

A parser would tell, at a hundred times the cost and with half the recall; the form of the members tells nearly as much:
all gerunds, all bare verbs, all nouns, all with an article.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.extraction.words import Word

# How alike two heads are. A bare word may be a noun, an adjective or an unknown verb, so it goes with most.
_ALIKE = {
    frozenset("WD"): 0.6,
    frozenset("WG"): 0.5,
    frozenset("WV"): 0.6,
    frozenset("WN"): 0.6,
    frozenset("DN"): 0.6,
    frozenset("DX"): 0.6,
    frozenset("WX"): 0.7,
    frozenset("NX"): 0.4,
    frozenset("TV"): 0.5,
    frozenset("WR"): 0.3,
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
    "D": 0.5,
    "S": 0.7,
    "O": 0.4,
    "R": 0.3,
}
_NO_BOUNDARY = -0.8
_HEADS = "WDGVNTPXR"
_LONGEST = {"W": 9, "D": 11, "X": 9, "N": 11, "G": 22, "V": 22, "T": 22, "P": 10, "R": 3}
_CLAUSAL = frozenset("VGT")


def head(words: Sequence[Word]) -> str:
    """The class of the word that a member begins with; an adverb before a verb form does not count."""
    for word in words:
        if word.tag != "R":
            return word.tag
    return "R" if words else ""


def alike(one: str, other: str) -> float:
    return 1.0 if one == other else _ALIKE.get(frozenset((one, other)), 0.0)


def clausal(words: Sequence[Word]) -> bool:
    return head(words) in _CLAUSAL


def may_be_member(words: Sequence[Word], last: str) -> bool:
    """A whole part between commas: no clause of its own, not too long, and like the last member."""
    kind = head(words)
    if not kind or kind not in _HEADS or alike(kind, last) == 0 or len(words) > _LONGEST[kind]:
        return False
    if words[0].tag == "P":
        return last == "P"
    # "…, recognizing this and that", "…, based on this and that": a participle behind a comma leads to what follows.
    verb = next((i for i, word in enumerate(words) if word.tag != "R"), 0)
    participle = kind == "V" and verb + 1 < len(words) and words[verb + 1].tag in "PT"
    if (kind == "G" and len(words) > 1) or participle:
        return last == kind
    if kind in _CLAUSAL:
        return True
    # A pronoun or a finite verb makes a part a clause; a form of a verb may still be an adjective or a noun.
    return not any(word.tag in "AMOS" for word in words) and not _finite(words)


def _finite(words: Sequence[Word]) -> bool:
    """A verb with an object or complement behind its subject."""
    return any(
        here.tag == "V" and i > 0 and following.tag in "DTPONX" for i, (here, following) in enumerate(pairwise(words))
    )


def nominal(words: Sequence[Word]) -> bool:
    """ "growing international standing": a gerund right before adjective and noun is an adjective itself."""
    return len(words) > 2 and words[0].tag == "G" and all(word.tag in "WG" for word in words[1:])


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
    kinds = [head(other) for other in others]
    best: Start | None = None
    for i in range(len(words) - 1, max(-1, len(words) - 1 - int(2.5 * length + 4)), -1):
        tail = words[i:]
        boundary = _boundary(words, i)
        if i == lead or (i == 0 and opens):
            boundary = 1.5
        elif i == comma and head(tail) in _CLAUSAL:
            boundary = 1.6
        likeness = sum(alike(head(tail), kind) for kind in kinds) / len(kinds)
        if likeness < 0.5 or boundary < 0 or not _whole(tail, kinds):
            continue
        score = 2 * likeness + min(len(tail), length) / max(len(tail), length) + boundary + _echo(tail, others)
        if best is None or score > best.score:
            best = Start(i, score, boundary)
    return best


def _boundary(words: Sequence[Word], i: int) -> float:
    if i == 0:
        return 0.6
    before, here = words[i - 1].tag, words[i].tag
    if here in "GN" and before == "W":
        return 0.5
    if here == "R":
        return max(_BOUNDARY.get(before, 0.2), 0.2)
    if before == "C":
        return -1.0
    return _BOUNDARY.get(before, _NO_BOUNDARY)


def _whole(tail: Sequence[Word], kinds: Sequence[str]) -> bool:
    """The first member holds no clause and no lead-in of its own."""
    if head(tail) in _CLAUSAL:
        return True
    return not any(word.tag in "AMOST" for word in tail) and len(tail) <= 1.5 * _LONGEST["W"]


def _echo(tail: Sequence[Word], others: Sequence[Sequence[Word]]) -> float:
    """The same frame of small words ("… as …", "… of …") and the same second step are what parallels look like."""
    frame = [word.tag for word in tail if word.tag in "PD"]
    frames = [[word.tag for word in other if word.tag in "PD"] for other in others]
    second = [other[1].tag if len(other) > 1 else "" for other in others]
    step = tail[1].tag if len(tail) > 1 else ""
    return (0.4 * sum(frame == other for other in frames) + 0.3 * second.count(step)) / len(others)


def end_of_last(words: Sequence[Word], others: Sequence[Sequence[Word]], binds: Sequence[bool]) -> int:
    """How many words of the last part belong to the last member. `binds` says which words are like "of"."""
    kind = head(words)
    if kind in _CLAUSAL:
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
        if tag != "V" or (i + 1 < len(words) and words[i + 1].tag in "DTPONXRS"):
            return i
    return len(words)
