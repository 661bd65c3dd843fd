"""What every question kind is made of. A kind is stateless: values in, values out.

What is shown and what is right never share a field: `shown` goes to the page before the answer is
in, `key` does not. All three of shown, key and answer are JSON objects whose form belongs to the kind.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, ClassVar, Literal

Json = dict[str, Any]
Posted = Mapping[str, Sequence[str]]
"""Form fields as posted: each name with all its values."""


def N_(text: str) -> str:
    """Marks a sentence for the translation catalogues; the shell translates it where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person. `text` is translated first, then filled with `params` by str.format."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.params)


class BadAnswer(Exception):
    """A malformed answer: the question is asked again, nothing is scored."""

    def __init__(self, text: str, **params: object) -> None:
        self.message = Message(text, params)
        super().__init__(str(self.message))


@dataclass(frozen=True, slots=True)
class Part:
    """One gradable part of an answer: an option, a blank, a row. `right` is worth 1, else `credit` in 0..1.

    `given` and `expected` are in words, for the feedback.
    """

    id: str
    right: bool
    given: str
    expected: str
    credit: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """How good an answer is: `fraction` in 0..1, and why; `note` says what the parts alone do not."""

    fraction: float
    parts: tuple[Part, ...] = ()
    note: Message | None = None

    @property
    def verdict(self) -> str:
        """good, part or bad."""
        if self.fraction >= 1:
            return "good"
        return "part" if self.fraction > 0 else "bad"


@dataclass(frozen=True, slots=True)
class Examples:
    """One item of a kind with answers of every sort, as posted. The contract test runs them all.

    `partly` is None for kinds without partial credit. `right` scores 1, `partly` between, `wrong` 0;
    each of `malformed` raises BadAnswer. `disputed` is one that could be right, too, where `wrong` and `partly` say too
    little for that. `faulty` are (shown, key) pairs that `problems` must refuse.
    """

    shown: Json
    key: Json
    right: Posted
    wrong: Posted
    malformed: tuple[Posted, ...]
    partly: Posted | None = None
    disputed: Posted | None = None
    faulty: tuple[tuple[Json, Json], ...] = ()


Role = Literal["stem", "frame", "right", "wrong"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an item that a learner reads, before the answer or after it, and what they are there for.

    The `stem` asks. A `frame` stands around the answer: the text beside a blank, a left-hand side, the label of a
    list. `right` ones answer, so the source must say them; `wrong` ones do not, and come from elsewhere. `id` is
    that of the option or item, under which `Draft.why` cites its words.
    """

    role: Role
    text: str
    id: str = ""


class Kind(ABC):
    """One way to ask. Its template is quizzes/kinds/<name>.html."""

    name: ClassVar[str]
    label: ClassVar[str]
    hint: ClassVar[str]

    @abstractmethod
    def problems(self, shown: Json, key: Json) -> list[Message]:
        """What is wrong with an item, one sentence each; empty when it can be asked."""

    @abstractmethod
    def present(self, shown: Json, rng: Random, shuffle: bool) -> Json:
        """The item as one learner sees it; kept on the response, so that it never moves."""

    @abstractmethod
    def parse(self, shown: Json, posted: Posted) -> Json:
        """The answer in normal form.

        :raises BadAnswer: when the form is empty, incomplete or tampered with
        """

    @abstractmethod
    def draft(self, shown: Json, posted: Posted) -> Json:
        """What a form holds so far, to fill it again: incomplete perhaps, never refused, never scored."""

    @abstractmethod
    def form(self, shown: Json, answer: Json | None) -> Json:
        """What the template needs to ask the item; `answer` fills the form, None leaves it open."""

    @abstractmethod
    def mark(self, shown: Json, key: Json, answer: Json) -> Mark:
        """Right, wrong or in between, by part."""

    @abstractmethod
    def reveal(self, shown: Json, key: Json, answer: Json | None) -> Json:
        """What the template needs to show the marked item; `answer` is None when none was given."""

    @abstractmethod
    def in_words(self, shown: Json, answer: Json) -> str | Message:
        """The answer as one line, for lists of attempts: a message where a language has its own way to say it."""

    def places(self, shown: Json, key: Json) -> Mapping[str, str | Message]:
        """What each part of an answer is given to, by its id, where the statistics count parts, not whole answers."""
        return {}

    @abstractmethod
    def pieces(self, shown: Json, key: Json) -> tuple[Piece, ...]:
        """Every text of the item that learners read, with its role; what proves each: quizzes/kinds/proof.py."""

    @abstractmethod
    def solve(self, shown: Json, key: Json) -> Posted:
        """The form of somebody who knows: it scores 1."""

    @abstractmethod
    def guess(self, shown: Json, rng: Random) -> Posted:
        """The form of somebody who does not, and answers all the same from what is shown."""

    @abstractmethod
    def examples(self) -> Examples: ...

    def chance(self, shown: Json, key: Json) -> float:
        """The random guess score: what share a blind guess earns on average. Tried out, it is right to about 0.02."""
        answers = (self.parse(shown, self.guess(shown, Random(seed))) for seed in range(GUESSES))  # noqa: S311
        return sum(self.judge(shown, key, answer).fraction for answer in answers) / GUESSES

    # Keys that change once answers are in --------------------------------------

    def rekeyed(self, shown: Json, key: Json, answer: Json, *, instead: bool) -> Json | None:
        """The key under which this answer is right too, or `instead`; None where no sound key says so."""
        new = self.key_of(shown, plain_key(key), answer) if instead else self.admit(shown, key, answer)
        if new is None or self.problems(shown, new) or self.judge(shown, new, answer).fraction < 1:
            return None
        return new

    @abstractmethod
    def key_of(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """The key of which this answer is the right one; None where an answer does not say enough for one."""

    def admit(self, shown: Json, key: Json, answer: Json) -> Json | None:
        """The key with what makes this answer right, too. What was right before stays so.

        Keys beside the first stand under `also`; typed wordings have their own place.
        """
        other = self.key_of(shown, plain_key(key), answer)
        return None if other is None else {**key, "also": [*key.get("also", ()), other]}

    def judge(self, shown: Json, key: Json, answer: Json) -> Mark:
        """The mark by the key that suits the answer best."""
        return self.mark(shown, self.suited(shown, key, answer), answer)

    def suited(self, shown: Json, key: Json, answer: Json | None) -> Json:
        """Of the key and those that were admitted beside it, the first that suits the answer best."""
        others = key.get("also", ())
        if answer is None or not others:
            return plain_key(key)
        return max((plain_key(key), *others), key=lambda one: self.mark(shown, one, answer).fraction)


GUESSES = 400


def plain_key(key: Json) -> Json:
    """Without what was admitted beside it."""
    return {name: value for name, value in key.items() if name != "also"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source: `source` is a document's letter, start and end are offsets into its text."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question before anybody approved it.

    `point` names the key point it asks about. `evidence` quotes the source, the answering words
    first lit (`lit` spans inside the first quote's source). `why` says of an option or item, by its id,
    where it comes from when that is not the evidence.
    """

    kind: str
    point: str
    shown: Json
    key: Json
    explanation: str
    evidence: Quote
    lit: tuple[Quote, ...]
    rule: str
    why: tuple[tuple[str, str, Quote], ...] = ()
    difficulty: float = 0.5
