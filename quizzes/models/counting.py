"""The sums of the boards in SQL that SQLite and PostgreSQL share: adding to what is there needs no reading before."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from quizzes.periods import Span
from quizzes.points import WIDTHS, score

ROWS = 400
"""At once; SQLite takes 32,766 values in one statement."""

LISTED = """EXISTS (
  SELECT 1 FROM content_membership m JOIN accounts_user u ON u.id = m.user_id
  WHERE m.course_id = %s AND m.user_id = {learner} AND m.role = 'learner' AND m.left_at IS NULL
    AND u.is_active AND u.on_boards <> 'hidden')"""
"""As MembershipQuerySet.listed has it."""

ADD = """
INSERT INTO quizzes_standing (board_id, learner_id, points, attempts, is_listed) VALUES {rows}
ON CONFLICT (board_id, learner_id) DO UPDATE SET
  points = quizzes_standing.points + excluded.points, attempts = quizzes_standing.attempts + excluded.attempts
RETURNING board_id, learner_id, points, attempts, is_listed"""

SHIFT = """
INSERT INTO quizzes_level (board_id, width, bucket, count) VALUES {rows}
ON CONFLICT (board_id, width, bucket) DO UPDATE SET count = quizzes_level.count + excluded.count"""

FILL = "INSERT INTO quizzes_standing (board_id, learner_id, points, attempts, is_listed) "
SUMS = """
SELECT %s, l.learner_id, SUM(l.points), SUM(l.attempts), {listed}
FROM quizzes_ledgerentry l {joined} WHERE l.course_id = %s {within} GROUP BY l.learner_id"""

BETWEEN = "SELECT COALESCE(SUM(count), 0) FROM quizzes_level WHERE board_id = %s AND width = %s AND bucket > %s"
ABOVE = f"({BETWEEN} AND bucket < %s) + ({BETWEEN} AND bucket < %s) + ({BETWEEN})"
"""As three sums: put into one by OR, SQLite reads every bucket of the board."""

LEVEL_WITH = "COALESCE((SELECT count FROM quizzes_level WHERE board_id = %s AND width = %s AND bucket = %s), 0)"

LEVEL = """
INSERT INTO quizzes_level (board_id, width, bucket, count)
SELECT s.board_id, w.width, s.score / w.width, COUNT(*) FROM quizzes_standing s CROSS JOIN ({widths}) w
WHERE s.board_id IN ({boards}) AND s.score IS NOT NULL GROUP BY s.board_id, w.width, s.score / w.width"""


def add(course: int, gains: Mapping[tuple[int, int], tuple[int, int]]) -> None:
    """Add (points, attempts) to the standings of (board, learner), in this order, and move them between the levels."""
    moved: Counter[tuple[int, int | None]] = Counter()
    for some in batches(list(gains.items())):
        row = f"(%s, %s, %s, %s, {LISTED.format(learner='%s')})"
        values = [(board, learner, *gain, course, learner) for (board, learner), gain in some]
        for board, learner, points, attempts, is_listed in run(ADD, row, values):
            if is_listed:
                new, more = gains[board, learner]
                moved[board, score(points, attempts)] += 1
                moved[board, score(points - new, attempts - more)] -= 1
    shift(moved)


def shift(moved: Mapping[tuple[int, int | None], int]) -> None:
    """Count so many more, or fewer, learners of each (board, score). None is the score of who is not ranked."""
    steps: Counter[tuple[int, int, int]] = Counter()
    for (board, ranks), step in moved.items():
        if ranks is not None:
            steps.update({(board, width, ranks // width): step for width in WIDTHS})
    for some in batches(sorted((key, step) for key, step in steps.items() if step)):
        run(SHIFT, "(%s, %s, %s, %s)", [(*key, step) for key, step in some], fetch=False)


def places(wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Of each (board, score) the place that it has there, or would have, and how many learners have this score.

    One query: the buckets above a score are added up, wide ones where they fit.
    """
    ones, point, many = WIDTHS
    values: list[int] = []
    for board, each in wanted:
        of_point, of_many = each // point, each // many
        values += (board, each, board, ones, each, (of_point + 1) * point)
        values += (board, point, of_point, (of_many + 1) * (many // point), board, many, of_many)
        values += (board, ones, each)
    if not values:
        return {}
    with connection.cursor() as cursor:
        row = f"SELECT %s, %s, {ABOVE}, {LEVEL_WITH}"
        cursor.execute(" UNION ALL ".join([row] * len(wanted)), values)
        return {(board, score): (1 + int(higher), equal) for board, score, higher, equal in cursor.fetchall()}


def fill(course: int, boards: Sequence[tuple[int, int | None, Span]]) -> None:
    """Sum the ledger of a course into boards that have nothing yet: each of a quiz, or of a stretch of time."""
    if not boards:
        return
    parts, values = zip(*(sums(course, *board) for board in boards), strict=True)
    widths = " UNION ALL ".join(f"SELECT {width} AS width" for width in WIDTHS)
    with connection.cursor() as cursor:
        cursor.execute(FILL + " UNION ALL ".join(parts), [value for some in values for value in some])
        level = LEVEL.format(widths=widths, boards=", ".join("%s" for _ in boards))
        cursor.execute(level, [board for board, *_ in boards])


def sums(course: int, board: int, quiz: int | None, span: Span) -> tuple[str, list[Any]]:
    """What one board holds, as SQL and its values."""
    within = ""
    bounds: list[Any] = []
    for bound, sign in ((span.since, ">="), (span.until, "<")):
        if bound is not None:
            within += f" AND l.counts_at {sign} %s"
            bounds.append(bound)
    joined = "JOIN quizzes_attempt a ON a.id = l.attempt_id" if quiz else ""
    if quiz:
        within += " AND a.quiz_id = %s"
        bounds.append(quiz)
    sql = SUMS.format(listed=LISTED.format(learner="l.learner_id"), joined=joined, within=within)
    return sql, [board, course, course, *map(adapted, bounds)]


def adapted(value: Any) -> Any:
    """A moment as the database keeps it."""
    return value if isinstance(value, int) else connection.ops.adapt_datetimefield_value(value)


def batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[first : first + ROWS] for first in range(0, len(rows), ROWS))


def run(sql: str, row: str, values: Sequence[Iterable[Any]], fetch: bool = True) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(rows=", ".join([row] * len(values))), [value for each in values for value in each])
        return cursor.fetchall() if fetch else []
