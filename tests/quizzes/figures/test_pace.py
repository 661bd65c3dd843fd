import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.figures.pace import Half, middle_half, pace, timeline, typical


class TestMiddleHalf:
    @pytest.mark.parametrize(
        ("values", "half"),
        [
            ([], None),
            ([7], Half(7, 7, 7)),
            ([1, 2, 3, 4, 5], Half(2, 3, 4)),
            ([5, 1, 4, 2, 3], Half(2, 3, 4)),
            ([10, 20], Half(12.5, 15, 17.5)),
        ],
    )
    def test_is_what_lies_between_the_quarters(self, values, half):
        assert middle_half(values) == half


class TestTypical:
    def test_is_the_median_of_each_answer_in_the_order_given(self):
        assert typical([(10, 20, 30), (30, 12, 60), (50, 14, 90)]) == (12, 30, 60)

    def test_leaves_out_who_gave_fewer(self):
        assert typical([(10, 20), (30,)]) == (20, 20)

    def test_of_nobody_is_nothing(self):
        assert typical([]) == ()


class TestTimeline:
    def test_measures_all_lanes_by_one_axis(self):
        drawn = timeline([(2, (0, 41)), (1, (60, 510))])
        assert [lane.number for lane in drawn.lanes] == [2, 1]
        # nine minutes from 118 to 776
        assert [lane.end for lane in drawn.lanes] == ["168.0", "739.4"]
        assert drawn.lanes[0].marks == ("118.0", "168.0")
        assert [(tick.number, tick.unit) for tick in drawn.ticks] == [(minute, "min") for minute in range(10)]

    @pytest.mark.parametrize(
        ("longest", "last"),
        [(0, (1, "s")), (9, (9, "s")), (41, (45, "s")), (700, (12, "min")), (30_000, (9, "h")), (10**6, (12, "d"))],
    )
    def test_the_axis_ends_just_after_the_longest(self, longest, last):
        tick = timeline([(1, (longest,))]).ticks[-1]
        assert (tick.number, tick.unit) == last

    def test_grows_with_its_lanes(self):
        assert timeline([(1, ()), (None, ())]).height == timeline([(1, ())]).height + 36

    @given(st.lists(st.lists(st.floats(0, 10**7), max_size=5), min_size=1, max_size=4))
    def test_stays_within_its_frame_and_its_gridlines_are_few(self, attempts):
        drawn = timeline([(number, offsets) for number, offsets in enumerate(attempts)])
        assert all(118 <= float(mark) <= 776 for lane in drawn.lanes for mark in (*lane.marks, lane.end))
        assert 2 <= len(drawn.ticks) <= 11


class TestPace:
    def test_shows_this_attempt_as_a_dot_and_the_class_as_a_bar(self):
        column = pace([1], {1: 3.1}, {1: Half(14, 24, 33)}).columns[0]
        top, bottom, dot = float(column.top), float(column.top) + float(column.height), float(column.dot)
        assert 14 < top < bottom < dot < 260

    def test_leaves_out_what_nobody_measured(self):
        first, second = pace([1, 2], {1: 5.0}, {2: Half(10, 20, 30)}).columns
        assert (first.top, first.height, second.dot) == (None, None, None)
        assert first.dot is not None

    def test_gridlines_enclose_what_is_drawn(self):
        ticks = pace([1, 2], {1: 2.6, 2: 9.8}, {1: Half(12, 40, 96)}).ticks
        assert [(tick.number, tick.unit) for tick in ticks] == [
            (2, "s"), (5, "s"), (10, "s"), (30, "s"), (1, "min"), (2, "min"),
        ]  # fmt: skip

    def test_with_nothing_to_show_there_is_still_a_scale(self):
        assert pace([1], {}, {}).ticks

    @given(st.dictionaries(st.integers(1, 20), st.floats(0, 10**6), min_size=1))
    def test_stays_within_its_frame(self, mine):
        drawn = pace(sorted(mine), mine, {})
        assert all(14 <= float(column.dot) <= 260 and 44 <= float(column.left) <= 800 for column in drawn.columns)

    def test_writes_numbers_as_svg_wants_them(self):
        column = pace([1], {1: 3.1}, {}).columns[0]
        assert column.dot.count(".") == 1
        assert "," not in column.dot
