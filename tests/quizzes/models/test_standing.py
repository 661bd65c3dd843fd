"""What is kept of the boards is what the ledger says, whatever happens, and in whatever order."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from content.models import Course, Membership, Role
from quizzes.demo import remove_class
from quizzes.models import Attempt, Board, Decision, LedgerEntry, Level, Response, Review, Ruling, Standing, counting
from quizzes.models.append_only import WrittenOnce
from quizzes.models.standing import Key, key_at, keys_at
from quizzes.periods import PERIODS, WEEK
from quizzes.points import WIDTHS, score
from tests import factories
from tests.quizzes.boardroom import award, member, reviewed, settled


def kept() -> tuple[dict, dict]:
    """Standings and levels, without those of nothing."""
    standings = {
        (row.board_id, row.learner_id): (row.points, row.attempts, row.is_listed, row.score)
        for row in Standing.objects.all()
        if row.points or row.attempts
    }
    levels = {(row.board_id, row.width, row.bucket): row.count for row in Level.objects.exclude(count=0)}
    return standings, levels


def told_by_the_ledger() -> tuple[dict, dict]:
    """The same, added up entry by entry."""
    entries = list(LedgerEntry.objects.select_related("attempt"))
    standings, levels = {}, Counter()
    for board in Board.objects.select_related("course"):
        of_board = [entry for entry in entries if counts_on(entry, board)]
        seen = set(Membership.objects.filter(course=board.course).listed().values_list("user", flat=True))
        for learner in {entry.learner_id for entry in of_board}:
            mine = [entry for entry in of_board if entry.learner_id == learner]
            points, attempts = sum(entry.points for entry in mine), sum(entry.attempts for entry in mine)
            rank = score(points, attempts) if learner in seen else None
            if points or attempts:
                standings[board.pk, learner] = (points, attempts, learner in seen, rank)
            if rank is not None:
                levels.update({(board.pk, width, rank // width): 1 for width in WIDTHS})
    return standings, dict(levels)


def counts_on(entry: LedgerEntry, board: Board) -> bool:
    if entry.course_id != board.course_id or (board.quiz_id and entry.quiz_id != board.quiz_id):
        return False
    days = board.span
    return days.first is None or days.since <= entry.counts_at < days.until


class Life:
    """What happens to a course: one operation at a time, by chance."""

    def __init__(self, course: Course, now, rng: Random) -> None:
        self.course, self.now, self.rng = course, now, rng
        self.quizzes = [factories.QuizFactory(course=course, counts=counts) for counts in ("best", "last", "average")]
        self.point = self.quizzes[0].questions.first().key_point
        self.reviewer = member(course, "Sơn", role=Role.REVIEWER)
        self.people = [member(course, f"P{n}", rng.choice(["name", "anonymous", "hidden"])) for n in range(9)]

    def step(self) -> None:
        self.rng.choices([self.learn, self.judge, self.come_and_go, self.move_on], [12, 5, 4, 2])[0]()

    def learn(self) -> None:
        learner, at = self.rng.choice(self.people), self.now - timedelta(hours=self.rng.randrange(60))
        deed = self.rng.randrange(4)
        if deed == 0:
            marks = self.rng.choices([1, 0.5, 0, None], k=3)
            settled(self.rng.choice(self.quizzes), learner, at, marks)
        elif deed == 1:
            award(self.course, learner, self.rng.randrange(1, 40), at)
        elif deed == 2:
            LedgerEntry.objects.credit_review(reviewed(self.point, learner, at), at)
        elif review := Review.objects.filter(learner=learner).order_by("?").first():
            LedgerEntry.objects.revoke_review(review, self.now)

    def judge(self) -> None:
        attempt = self.rng.choice([None, *Attempt.objects.order_by("pk")])
        if attempt is None:
            return
        if self.rng.random() < 0.6:
            decision = Decision.RESTORE if attempt.is_excluded else Decision.EXCLUDE
            Ruling.objects.decide(attempt, self.reviewer, decision, "By chance", self.now)
        else:
            answered = Response.objects.filter(attempt=attempt, fraction__isnull=False)
            answered.update(fraction=self.rng.choice([0, 0.25, 1]))
            LedgerEntry.objects.settle(attempt.learner, attempt.quiz, self.now)

    def come_and_go(self) -> None:
        learner = self.rng.choice(self.people)
        membership = Membership.objects.get(user=learner)
        match self.rng.randrange(5):
            case 0:
                membership.leave(self.now)
            case 1:
                self.course.admit(learner, self.now)
            case 2:
                learner.on_boards = self.rng.choice(["hidden", "name", "initials"])
                learner.save()
            case 3:
                membership.role = self.rng.choice([Role.LEARNER, Role.LEARNER, Role.REVIEWER])
                membership.save()
            case 4:
                learner.is_active = not learner.is_active
                learner.save(update_fields=["is_active"])

    def move_on(self) -> None:
        """To another day, perhaps another week; seldom to another time zone, or without somebody."""
        self.now += timedelta(hours=self.rng.randrange(100))
        if self.rng.random() < 0.1:
            self.course.time_zone = self.rng.choice(["UTC", "Asia/Ho_Chi_Minh", "America/Lima"])
            self.course.save()
        if self.rng.random() < 0.05:
            self.people.pop(self.rng.randrange(len(self.people))).delete()
            self.people.append(member(self.course, "New"))


@pytest.mark.parametrize("seed", range(4))
def test_kept_boards_equal_rebuilt_ones_after_whatever_happens(course, now, seed):
    """Two thousand operations in all."""
    life = Life(course, now, Random(seed))
    for number in range(500):
        life.step()
        if number % 100 == 99:
            before = kept()
            assert before == told_by_the_ledger(), f"seed {seed}, operation {number}"
    call_command("rebuild_boards", course.slug, stdout=StringIO())
    assert kept() == before


class TestOpening:
    def test_a_board_that_is_asked_for_first_holds_what_the_ledger_says(self, course, learner, classmate, now):
        award(course, learner, 5, now)
        Board.objects.all().delete()
        board = Board.objects.open(course, [Key()])[Key()]
        assert [(one.learner_id, one.points) for one in board.standings.all()] == [(learner.pk, 5)]

    def test_another_time_zone_opens_boards_of_its_own(self, course, learner, now):
        sunday_night = now.replace(day=1, hour=20)  # Monday morning in Hanoi
        award(course, learner, 5, sunday_night)
        course.time_zone = "Asia/Ho_Chi_Minh"
        award(course, learner, 2, now)
        week = key_at(course, WEEK, now)
        assert Board.objects.open(course, [week])[week].standings.get().points == 7
        assert kept() == told_by_the_ledger()

    def test_it_takes_one_query_once_it_is_there(self, course, now, django_assert_num_queries):
        keys = keys_at(course, now)
        Board.objects.open(course, keys)
        with django_assert_num_queries(1):
            assert set(Board.objects.open(course, keys)) == set(keys)


class TestFollowing:
    @pytest.fixture
    def seen(self, course, now):
        person = member(course, "Amara")
        award(course, person, 5, now)
        return person

    def listed(self, course) -> int:
        return Board.objects.open(course, [Key()])[Key()].standings.ranked().count()

    def test_who_leaves_is_off_and_who_comes_back_is_on(self, course, seen, now):
        Membership.objects.get(user=seen).leave(now)
        assert self.listed(course) == 0
        course.admit(seen, now)
        assert self.listed(course) == 1

    @pytest.mark.parametrize("change", [{"on_boards": "hidden"}, {"is_active": False}])
    def test_who_hides_is_off(self, course, seen, change):
        for name, value in change.items():
            setattr(seen, name, value)
        seen.save(update_fields=list(change))
        assert self.listed(course) == 0

    def test_who_begins_to_teach_is_off(self, course, seen):
        membership = Membership.objects.get(user=seen)
        membership.role = Role.INSTRUCTOR
        membership.save()
        assert self.listed(course) == 0

    def test_who_is_deleted_leaves_no_count_behind(self, seen):
        seen.delete()
        assert not Level.objects.exclude(count=0).exists()

    def test_the_demo_class_leaves_no_count_behind(self, seen):
        User.objects.filter(pk=seen.pk).update(is_demo=True)
        assert remove_class() == 1
        assert not Level.objects.exclude(count=0).exists()

    def test_what_is_no_matter_of_boards_costs_nothing(self, seen, now, django_assert_num_queries):
        seen.last_login = now
        with django_assert_num_queries(1):
            seen.save(update_fields=["last_login"])


class TestRebuilding:
    def test_puts_right_what_went_wrong(self, course, learner, now, capsys):
        award(course, learner, 5, now)
        Standing.objects.update(points=99)
        Level.objects.all().delete()
        call_command("rebuild_boards")
        assert kept() == told_by_the_ledger()
        assert "3 boards rebuilt." in capsys.readouterr().out

    def test_a_course_without_a_board_is_named(self, course):
        with pytest.raises(CommandError, match="nowhere"):
            call_command("rebuild_boards", "nowhere")


def test_an_entry_comes_in_by_one_door(course, learner, now):
    with pytest.raises(WrittenOnce):
        LedgerEntry(course=course, learner=learner, source="reading", points=1, counts_at=now, written_at=now).save()


@pytest.mark.parametrize("period", PERIODS)
def test_places_are_those_of_counting(course, now, period):
    """Over scores that share points, attempts, and buckets of every width."""
    board = Board.objects.open(course, [key_at(course, period, now)])[key_at(course, period, now)]
    scores = [(points, attempts) for points in (1, 2, 63, 64, 65, 128, 500) for attempts in (0, 1, 1, 998, 2_000)]
    for points, attempts in scores:
        person = factories.UserFactory()
        Standing.objects.create(board=board, learner=person, points=points, attempts=attempts, is_listed=True)
    counting.shift(Counter((board.pk, score(*one)) for one in scores))
    ranks = [score(*one) for one in scores]
    assert board.places(set(ranks)) == {rank: 1 + sum(other > rank for other in ranks) for rank in ranks}
    assert board.place(10**9) == 1
    assert board.place(1) == len(scores) + 1


def test_a_score_is_the_same_to_the_database(course, now):
    board = Board.objects.open(course, [Key()])[Key()]
    for points, attempts in [(5, 0), (5, 3), (5, 5_000), (0, 2), (-4, 1)]:
        row = Standing.objects.create(
            board=board, learner=factories.UserFactory(), points=points, attempts=attempts, is_listed=True
        )
        row.refresh_from_db()
        assert row.score == score(points, attempts)


def test_what_begins_soon_is_opened_ahead(course, learner, now, django_assert_num_queries):
    factories.CourseFactory()  # nobody has earned anything there
    award(course, learner, 5, now)
    later = now + timedelta(days=40)
    assert Board.objects.open_ahead(later) == 2
    with django_assert_num_queries(2):
        assert Board.objects.open_ahead(later) == 0
    assert set(keys_at(course, later)) <= {board.key for board in Board.objects.all()}


def test_the_first_points_of_a_period_cost_four_statements_more(course, learner, now, django_assert_num_queries):
    award(course, learner, 5, now)
    with django_assert_num_queries(3):  # hold the boards, write, count
        award(course, learner, 5, now)
    with django_assert_num_queries(7):
        award(course, learner, 5, now + timedelta(days=40))
    told, levels = told_by_the_ledger()
    assert kept() == (told, levels)
