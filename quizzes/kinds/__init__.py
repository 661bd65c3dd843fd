"""The question kinds, by name. Adding one: docs/adding.md."""

from quizzes.kinds.base import Kind

KINDS: dict[str, Kind] = {}
