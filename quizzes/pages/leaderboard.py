"""The boards of a course: what is kept of its ledger (quizzes.models.standing), and who others see there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery

from accounts.http import User
from content.models import Course
from quizzes.models import Board, Quiz, Standing, counting
from quizzes.models.standing import Key, key_at
from quizzes.pages.studying import Study, studied
from quizzes.periods import WEEK, Span

TOP = 12
"""Rows of a board before the rest is asked for, and then at a time."""

ABOVE, BELOW = 3, 2
"""Rows around the viewer's own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One learner on a board. `name` is None for the viewer when nobody else sees them.

    `place` is None without points; `recall` in percent, None without reviews; `movement` in places
    since last week, up being positive, None when there is nothing to compare with.
    """

    learner_id: int
    name: str | None
    is_me: bool
    points: int
    attempts: int
    place: int | None
    is_tied: bool
    movement: int | None
    days: int
    recall: int | None

    @property
    def direction(self) -> str:
        """up, down or same; new for who had no points last week, empty for who has none now."""
        if self.place is None:
            return ""
        if self.movement is None:
            return "new"
        return "up" if self.movement > 0 else "down" if self.movement < 0 else "same"

    @property
    def moved(self) -> int:
        return abs(self.movement or 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """The points that are missing to reach the next place above; none where only the attempts are more."""

    points: int
    place: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """`rows` is a page of those who let themselves be seen, of whom there are `listed`, the best first. `around` is the
    viewer's own row with those next to it, where the page does not hold it.

    `mine` is None for who is not ranked: nobody but learners is. `next` asks for the page after this one, and a
    later page is not the first.
    """

    course: Course
    quiz: Quiz | None
    period: str
    span: Span
    today: date
    rows: tuple[Row, ...]
    around: tuple[Row, ...]
    listed: int
    mine: Row | None
    gap: Gap | None
    next: str
    is_later: bool

    @property
    def closes_tonight(self) -> bool:
        return self.today == self.span.last


def board(
    course: Course,
    period: str,
    viewer: User,
    now: datetime,
    after: tuple[int, int] | None = None,
    quiz: Quiz | None = None,
) -> BoardPage:
    """A page of who has how many points, of those who want to be seen, and the viewer among their neighbours.

    `after` is the score and the learner that the page before ended with. Four queries, whose cost does not grow with
    the learners.
    """
    key = Key(quiz_id=quiz.pk) if quiz else key_at(course, period, now)
    before = key_at(course, WEEK, now - timedelta(days=7)) if key.period == WEEK else None
    boards = Board.objects.seen_by(viewer).open(course, [key, *([before] if before else [])])
    kept, earlier = boards[key], boards[before] if before else None
    kept.course = course
    mine = kept.standing_of(viewer)
    found = read(kept, mine, after, earlier)
    following = [one for one in found if after is None or stands(one) < after]
    more, page = len(following) > TOP, following[:TOP]
    end = page[-1] if page else None
    if mine and not after and belongs(mine, page, more):
        page = sorted([*page, mine], key=stands, reverse=True)
    around = neighbours(found, mine) if mine and mine not in page else []
    above = next_above(found, mine) if mine else None
    rows, places = rows_of([*page, *around, *([mine] if mine else [])], above, kept, earlier, viewer)
    return BoardPage(
        course=course,
        quiz=quiz,
        period=key.period,
        span=kept.span,
        today=now.astimezone(kept.span.zone).date(),
        rows=tuple(rows[one.learner_id] for one in page),
        around=tuple(rows[one.learner_id] for one in around),
        listed=kept.listed,  # type: ignore[attr-defined]  # as seen_by annotates it
        mine=rows[viewer.pk] if mine else None,
        gap=Gap(above.points - mine.points, places[above.rank or 0]) if above and mine else None,
        next=f"{end.score}-{end.learner_id}" if end and more else "",
        is_later=after is not None,
    )


def read(board: Board, mine: Standing | None, after: tuple[int, int] | None, earlier: Board | None) -> list[Standing]:
    """All that the page can need, the best first: one more than it shows, and those next to the viewer; each with its
    score on the `earlier` board as `was`. One query.
    """
    all_of_it = board.standings.all()
    parts = [(all_of_it.below(*after) if after else all_of_it.ranked())[: TOP + 1]]
    if mine and mine.rank:
        parts += [
            all_of_it.above(mine.rank, mine.learner_id)[:ABOVE],
            all_of_it.below(mine.rank, mine.learner_id)[:BELOW],
        ]
        parts += [all_of_it.better(mine.rank)[:1]]
    was = Standing.objects.filter(board=earlier, learner=OuterRef("learner")).values("score")
    found = Standing.objects.together(*parts).select_related("learner").annotate(was=Subquery(was))
    return sorted(found, key=stands, reverse=True)


def stands(standing: Standing) -> tuple[int, int]:
    """The higher, the better; of equals the newest member comes first."""
    return standing.rank or 0, standing.learner_id


def belongs(mine: Standing, page: Sequence[Standing], more: bool) -> bool:
    """Whether the viewer, whom nobody else sees, would stand among these."""
    if mine.rank is None or mine in page:
        return False
    return not more or stands(mine) > stands(page[-1])


def neighbours(found: Sequence[Standing], mine: Standing) -> list[Standing]:
    """Those next to the viewer, and the viewer, the best first; nobody where they have no place."""
    if mine.rank is None:
        return []
    above = [one for one in found if stands(one) > stands(mine)]
    below = [one for one in found if stands(one) < stands(mine)]
    return [*above[-ABOVE:], mine, *below[:BELOW]]


def next_above(found: Sequence[Standing], mine: Standing) -> Standing | None:
    """Who has the next higher score."""
    higher = [one for one in found if mine.rank and one.rank and one.rank > mine.rank]
    return higher[-1] if higher else None


def rows_of(
    standings: Sequence[Standing], above: Standing | None, board: Board, earlier: Board | None, viewer: User
) -> tuple[dict[int, Row], dict[int, int]]:
    """Each standing as others read it, by its learner; and the place of each score."""
    people = {standing.learner_id: standing.learner for standing in standings}
    was = {standing.learner_id: standing.was for standing in standings if standing.learner_id != viewer.pk}  # type: ignore[attr-defined]
    if earlier and (mine := earlier.standing_of(viewer)):
        was[viewer.pk] = mine.rank
    ranks = {standing.rank for standing in [*standings, *([above] if above else [])]}
    of_now, of_then = (
        {(kept.pk, one) for one in scores if one} for kept, scores in ((board, ranks), (earlier or board, was.values()))
    )
    counts = counting.places(of_now | of_then)
    study = studied(board.course, board.span, people) if board.quiz_id is None else {}

    def row(standing: Standing) -> Row:
        pk, rank = standing.learner_id, standing.rank
        place, equal = counts[board.pk, rank] if rank else (None, 0)
        then = counts[earlier.pk, was[pk]][0] if earlier and was.get(pk) else None
        did = study.get(pk, Study())
        return Row(
            learner_id=pk,
            name=standing.learner.board_name(),
            is_me=pk == viewer.pk,
            points=standing.points,
            attempts=standing.attempts,
            place=place,
            # the viewer's own standing is among them only when others see it
            is_tied=bool(rank) and equal > standing.others_see_it,
            movement=then - place if place and then else None,
            days=len(did.days),
            recall=did.recall,
        )

    places = {score: place for (kept, score), (place, _equal) in counts.items() if kept == board.pk}
    return {standing.learner_id: row(standing) for standing in standings}, places
