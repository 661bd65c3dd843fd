"""The question kinds, by name. Adding one: docs/adding.md."""

from random import Random

from quizzes.kinds.base import Json, Kind
from quizzes.kinds.choice import Choice
from quizzes.kinds.cloze import Cloze
from quizzes.kinds.date import Date
from quizzes.kinds.grouping import Grouping
from quizzes.kinds.matching import Matching
from quizzes.kinds.multiple import Multiple
from quizzes.kinds.numeric import Numeric
from quizzes.kinds.ordering import Ordering
from quizzes.kinds.recall import Recall
from quizzes.kinds.short_answer import ShortAnswer
from quizzes.kinds.true_false import TrueFalse

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Choice(),
        Multiple(),
        TrueFalse(),
        Cloze(),
        ShortAnswer(),
        Numeric(),
        Date(),
        Matching(),
        Grouping(),
        Ordering(),
        Recall(),
    )
}


def present(kind: str, shown: Json, key: Json, rng: Random, shuffle: bool) -> Json:
    """The item as one learner sees it, so that a form handed in as it came is never all right."""
    asking = KINDS[kind]
    while True:
        seen = asking.present(shown, rng, shuffle)
        if asking.judge(seen, key, asking.draft(seen, {})).fraction < 1:
            return seen
