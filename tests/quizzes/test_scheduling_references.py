"""The schedule agrees with the reference implementation in Rust, and with Anki itself.

Both are asked, never copied: `fsrs_rs_python` is the former's binding, `anki` the latter's own package.
Stability, difficulty and the day of return are compared; both references count in single precision.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from zoneinfo import ZoneInfo

import fsrs_rs_python
import pytest
from anki.cards_pb2 import FsrsMemoryState
from anki.collection import Collection
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes import scheduling
from quizzes.scheduling import AGAIN, EASY, GOOD, HARD, RATINGS

DAY = date(2026, 3, 2)
CLOSE = 1e-4
RUST = fsrs_rs_python.FSRS(fsrs_rs_python.DEFAULT_PARAMETERS)
NAMES = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}

retentions = st.sampled_from([0.80, 0.85, 0.90, 0.95, 0.97])
gaps = st.one_of(st.integers(0, 3), st.integers(0, 400))
histories = st.lists(st.tuples(gaps, st.sampled_from(RATINGS)), min_size=1, max_size=20)

# Hours between reviews: within a session, overnight, around a whole day, and long.
waits = st.one_of(st.floats(0, 1), st.floats(6, 12), st.floats(22, 26), st.floats(24, 3000))
moments = st.lists(st.tuples(waits, st.sampled_from(RATINGS)), min_size=1, max_size=12)

FIXED = [
    [(0, GOOD), (2, GOOD), (11, GOOD), (46, GOOD), (163, GOOD)],
    [(0, AGAIN), (0, AGAIN), (0, GOOD), (1, HARD), (2, EASY)],
    [(0, EASY), (8, AGAIN), (0, HARD), (1, GOOD), (400, GOOD), (0, EASY)],
    [(0, HARD), (0, HARD), (0, EASY), (1, AGAIN), (1, AGAIN), (1, AGAIN)],
]


def same_as_rust(history, retention, weights=()):
    """Every step of a history of (days since the last review, rating), one after the other."""
    mine = theirs = None
    rust = fsrs_rs_python.FSRS(list(weights)) if weights else RUST
    day = DAY
    for gap, rating in history:
        gap = gap if mine else 0
        day += timedelta(days=gap)
        step = getattr(rust.next_states(theirs, retention, gap), NAMES[rating])
        mine, theirs = scheduling.review(mine, rating, day, retention, weights), step.memory
        assert mine.stability == pytest.approx(theirs.stability, rel=CLOSE)
        assert mine.difficulty == pytest.approx(theirs.difficulty, abs=CLOSE)
        if rating == AGAIN:
            assert mine.due == day
        elif not_between_two_days(step.interval):
            assert (mine.due - day).days == min(scheduling.LONGEST_INTERVAL, max(1, round(step.interval)))


def not_between_two_days(interval):
    """Half a day: single and double precision may round it to different days."""
    return abs(interval % 1 - 0.5) > CLOSE * max(1, interval)


@pytest.mark.parametrize("retention", [0.80, 0.90, 0.97])
@pytest.mark.parametrize("history", FIXED)
def test_fixed_histories_agree_with_rust(history, retention):
    same_as_rust(history, retention)


@settings(deadline=None, max_examples=100)
@given(histories, retentions)
def test_any_history_agrees_with_rust(history, retention):
    same_as_rust(history, retention)


fitted = st.lists(st.floats(0.8, 1.2), min_size=21, max_size=21).map(
    lambda factors: scheduling.clipped(
        round(weight * factor, 4) for weight, factor in zip(scheduling.STANDARD, factors, strict=True)
    )
)


@settings(deadline=None, max_examples=50)
@given(histories, retentions, fitted)
def test_any_history_agrees_with_rust_under_fitted_parameters_too(history, retention, weights):
    same_as_rust(history, retention, weights)


class Anki:
    """A collection of its own. Its clock and its zone are those of the machine; moments are laid before its today."""

    def __init__(self, folder):
        self.collection = Collection(str(folder / "collection.anki2"))
        self.collection.set_config("fsrs", True)
        deck = self.collection.decks.config_dict_for_deck_id(1)
        deck["new"]["delays"] = deck["lapse"]["delays"] = []
        self.collection.decks.update_config(deck)
        self.timing = self.collection._backend.sched_timing_today()
        self.tomorrow = datetime.fromtimestamp(self.timing.next_day_at, UTC)
        self.count = 0

    @property
    def zone(self):
        """A zone in which days begin when this collection's do."""
        past = self.timing.next_day_at - scheduling.ROLLOVER * 3600
        return timezone(timedelta(seconds=-((past + 43_200) % 86_400 - 43_200)))

    def card(self, log):
        """A card that was reviewed at these (moment, rating)."""
        note = self.collection.new_note(self.collection.models.by_name("Basic"))
        note["Front"] = str(len(log))
        self.collection.add_note(note, 1)
        (card,) = note.card_ids()
        for number, (moment, rating) in enumerate(log):
            self.count += 1  # their ids are milliseconds, and each stands once
            row = (
                int(moment.timestamp()) * 1000 + self.count % 1000,
                card,
                -1,
                rating,
                10,
                10,
                2500,
                1000,
                int(number > 0),
            )
            self.collection.db.execute("insert or ignore into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
        return card

    def memory(self, log):
        return self.collection.compute_memory_state(self.card(log))

    @cached_property
    def steady(self):
        """A card on whose intervals Anki's fuzz, which hangs on the card's id, lays next to nothing."""
        fuzz = self.collection._backend.fuzz_delta
        return next(card for _ in range(10_000) if not fuzz(card_id=(card := self.card([])), interval=2000))

    def buttons(self, state, today):
        """What answering today would do: rating -> (days, stability)."""
        card = self.collection.get_card(self.steady)
        card.type = card.queue = 2
        card.ivl = 1  # else a new interval that is longer is made longer by a day at least
        card.due = self.timing.days_elapsed - (today - state.last_day).days + card.ivl
        overdue = timedelta(days=(today - state.last_day).days, hours=12)
        card.last_review_time = int((self.tomorrow - overdue).timestamp())
        card.memory_state = FsrsMemoryState(stability=state.stability, difficulty=state.difficulty)
        card.desired_retention = scheduling.RETENTION
        self.collection.update_card(card)
        states = self.collection._backend.get_scheduling_states(card.id)
        after = {rating: getattr(states, NAMES[rating]).normal.review for rating in (HARD, GOOD, EASY)}
        return {rating: (one.scheduled_days, one.memory_state.stability) for rating, one in after.items()}


@pytest.fixture(scope="module")
def anki(tmp_path_factory):
    anki = Anki(tmp_path_factory.mktemp("anki"))
    yield anki
    anki.collection.close()


def same_as_anki(anki, log, zone):
    theirs = anki.memory(log)
    mine = scheduling.replay([(rating, scheduling.learner_day(moment, zone)) for moment, rating in log])
    assert mine.stability == pytest.approx(theirs.stability, rel=CLOSE)
    assert mine.difficulty == pytest.approx(theirs.difficulty, abs=CLOSE)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_any_log_of_moments_agrees_with_anki(anki, data):
    """The same session, over midnight, over the rollover, days and years apart."""
    log, moment = [], anki.tomorrow - timedelta(days=2000)
    for hours, rating in data.draw(moments):
        moment += timedelta(seconds=round(hours * 3600) + 2)
        log.append((moment, rating))
    same_as_anki(anki, log, anki.zone)


@pytest.mark.parametrize(
    "hours",
    [
        pytest.param((20, 1), id="over midnight, before the rollover: the same day"),
        pytest.param((20, 10), id="over the rollover: the next day"),
        pytest.param((-1, 2), id="an hour before and after the rollover"),
        pytest.param((1, 22), id="22 hours of one day"),
        pytest.param((23, 2, 2), id="twice on one day, then after the rollover"),
    ],
)
def test_midnight_and_the_rollover_agree_with_anki(anki, hours):
    moment, log = anki.tomorrow - timedelta(days=100), []
    for wait in hours:
        moment += timedelta(hours=wait)
        log.append((moment, GOOD))
    same_as_anki(anki, log, anki.zone)


@pytest.mark.parametrize("change", [date(2026, 3, 8), date(2026, 11, 1)], ids=["23 hours", "25 hours"])
def test_days_on_which_clocks_change_agree_with_anki(anki, change):
    """Anki counts days of 24 hours back from its next rollover; away from that hour, both count the same."""
    zone = ZoneInfo("America/New_York")
    log = []
    for days, hour in ((-2, 9), (-1, 21), (0, 9), (0, 22), (1, 9), (2, 23), (3, 7)):
        local = datetime.combine(change, datetime.min.time(), zone) + timedelta(days=days)
        log.append((local.replace(hour=hour).astimezone(UTC), GOOD if days else HARD))
    # Laid over the days of the machine's Anki: its rollover is put where New York's is in winter.
    shift = (anki.timing.next_day_at - (scheduling.ROLLOVER + 5) * 3600) % 86_400
    theirs = anki.memory([(moment - timedelta(days=1000) + timedelta(seconds=shift), rating) for moment, rating in log])
    mine = scheduling.replay([(rating, scheduling.learner_day(moment, zone)) for moment, rating in log])
    assert mine.stability == pytest.approx(theirs.stability, rel=CLOSE)
    assert mine.difficulty == pytest.approx(theirs.difficulty, abs=CLOSE)


def fuzz(days):
    """How far Anki lays an interval at most: a day, and 15, 10, then 5 percent of it."""
    return 1 + 0.15 * min(max(0, days - 2.5), 4.5) + 0.1 * min(max(0, days - 7), 13) + 0.05 * max(0, days - 20)


@settings(deadline=None, max_examples=100)
@given(histories, st.integers(1, 200))
def test_the_day_of_return_agrees_with_ankis_buttons(anki, history, overdue):
    """Anki keeps its buttons a day apart, and rounds after its fuzz: one day more or less from three days on."""
    day, log = DAY, []
    for gap, rating in history:
        day += timedelta(days=gap)
        log.append((rating, day))
    state = scheduling.replay(log)
    # As many digits as a card of Anki's keeps.
    state = replace(state, stability=round(state.stability, 4), difficulty=round(state.difficulty, 3))
    today = state.last_day + timedelta(days=overdue)
    fewest = 2
    for rating, (days, stability) in anki.buttons(state, today).items():
        mine = scheduling.review(state, rating, today)
        assert stability == pytest.approx(mine.stability, rel=CLOSE)
        expected = min(scheduling.LONGEST_INTERVAL, max((mine.due - today).days, fewest))
        # Where the button before cuts its fuzz short, Anki goes to the middle of what is left.
        assert days == pytest.approx(expected, abs=1 if fewest <= expected - fuzz(expected) else fuzz(expected))
        fewest = days + 1
