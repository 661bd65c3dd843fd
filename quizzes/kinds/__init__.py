"""The question kinds, by name. Adding one: docs/adding.md."""

from quizzes.kinds.base import Kind
from quizzes.kinds.choice import Choice
from quizzes.kinds.cloze import Cloze
from quizzes.kinds.matching import Matching
from quizzes.kinds.ordering import Ordering
from quizzes.kinds.recall import Recall

KINDS: dict[str, Kind] = {kind.name: kind for kind in (Choice(), Cloze(), Ordering(), Matching(), Recall())}
