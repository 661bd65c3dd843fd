from datetime import date, timedelta

import pytest

from quizzes.figures import charts

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def test_a_deck_shows_what_was_graded_what_is_asked_and_what_is_left():
    deck = charts.deck([3, 1, 4, 2], left=3)
    assert [tick.kind for tick in deck.ticks] == ["good", "again", "easy", "hard", "now", "todo", "todo"]
    assert [tick.x for tick in deck.ticks] == [0, 16, 32, 48, 64, 80, 96]
    assert deck.width == 108


def test_a_deck_that_is_done_asks_nothing():
    assert [tick.kind for tick in charts.deck([3], left=0).ticks] == ["good"]
    assert charts.deck([], left=0).ticks == ()


@pytest.mark.parametrize(
    ("done", "left", "now"), [(0, 500, 0), (10, 500, 10), (500, 500, 30), (500, 10, 50), (500, 1, 59)]
)
def test_a_long_session_shows_what_lies_around_the_card_that_is_asked(done, left, now):
    kinds = [tick.kind for tick in charts.deck([3] * done, left).ticks]
    assert len(kinds) == 60
    assert kinds.index("now") == now


def test_a_long_session_that_is_done_shows_its_last_grades():
    assert [tick.kind for tick in charts.deck([1] * 500 + [3] * 60, 0).ticks] == ["good"] * 60


class TestBars:
    def test_each_day_has_its_bar_and_today_its_new_ones_on_top(self):
        chart = charts.bars(MONDAY, [18, 9, 0, 4], charts.FORECAST_FRAME, extra=2)
        assert [(bar.day, bar.total) for bar in chart.bars[:2]] == [(MONDAY, 20), (MONDAY + DAY, 9)]
        assert [line.value for line in chart.gridlines] == [5, 10, 15, 20]
        first, second, nothing, _ = chart.bars
        assert (first.extra_y, chart.gridlines[-1].y) == (12, 12)
        assert first.extra_y + first.extra_height == pytest.approx(first.y, abs=0.1)
        assert second.y + second.height == pytest.approx(206, abs=0.1)
        assert nothing.height == 0
        assert chart.tallest is first
        assert not chart.is_tied
        assert charts.bars(MONDAY, [4, 9, 9], charts.FORECAST_FRAME).is_tied

    @pytest.mark.parametrize("counts", [[0] * 7, [1] + [0] * 6, [999] * 14, [3, 70_000]])
    def test_bars_stay_inside_their_frame(self, counts):
        frame = charts.WEEK_FRAME
        chart = charts.bars(MONDAY, counts, frame)
        assert all(frame.top <= bar.y <= frame.bottom for bar in chart.bars)
        assert chart.bars[-1].x + chart.bars[-1].width <= frame.width + 0.2
        assert len(chart.gridlines) <= 5


class TestHeat:
    def test_forty_weeks_end_with_today(self):
        thursday = MONDAY + 3 * DAY
        chart = charts.heat({thursday: 3}, thursday)
        assert len(chart.cells) == 39 * 7 + 4
        assert chart.cells[0].day.weekday() == 0
        assert (chart.cells[-1].day, chart.cells[-1].count) == (thursday, 3)
        assert (chart.width, chart.height) == (667, 127)
        assert len(chart.weeks) == 40

    def test_the_middle_day_is_at_the_second_step(self):
        counts = {MONDAY - n * DAY: count for n, count in enumerate((1, 6, 6, 7, 10, 11, 50))}
        levels = [cell.level for cell in charts.heat(counts, MONDAY).cells[-7:]]
        assert levels == [4, 3, 3, 2, 2, 2, 1]
        assert charts.heat(counts, MONDAY).top_from == 13

    def test_what_lies_before_is_left_out(self):
        chart = charts.heat({MONDAY - 400 * DAY: 5}, MONDAY)
        assert (chart.total, chart.days) == (0, 0)
        assert {cell.level for cell in chart.cells} == {0}

    def test_months_are_named_over_their_first_week(self):
        chart = charts.heat({}, MONDAY)
        assert chart.months[-1] == (30 + 39 * 16, MONDAY)  # 2 March
        assert len(chart.months) == 10


def test_the_steadiest_weekday():
    assert charts.steadiest({MONDAY: 1, MONDAY - 7 * DAY: 1, MONDAY + DAY: 30}) == 0
    assert charts.steadiest({MONDAY: 1, MONDAY + DAY: 30}) is None
    assert charts.steadiest({}) is None
