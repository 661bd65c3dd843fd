from datetime import UTC, datetime

import pytest

from quizzes.figures.scorelines import BOTTOM, TOP, boxes, line

DAY = datetime(2026, 3, 2, tzinfo=UTC)


def test_boxes_stand_side_by_side():
    drawn = boxes(["good", "bad", "open"])
    assert drawn.boxes == ((0, "good"), (20, "bad"), (40, "open"))
    assert drawn.width == 56


def test_no_questions_are_no_boxes():
    assert boxes([]).width == 0


def test_a_line_runs_from_the_first_score_to_the_newest():
    drawn = line([(DAY, 5, False), (DAY, 7, False), (DAY, 10, True)], 10)
    assert drawn.path == "58.0,79.0 170.0,53.0 282.0,14.0"
    assert drawn.ticks == ((144.0, 0.0), (79.0, 5.0), (14.0, 10))
    assert [point.is_now for point in drawn.points] == [False, False, True]


def test_a_number_stands_above_its_point_unless_it_would_leave_the_chart():
    low, high = line([(DAY, 1, False), (DAY, 10, True)], 10).points
    assert low.label_y < low.y
    assert high.label_y > high.y


@pytest.mark.parametrize("middle", [0.0, 0.5, 2, 5, 7.5, 8, 9.5, 10])
@pytest.mark.parametrize("newest", [0.0, 1, 5, 8, 9, 10])
def test_the_label_of_the_median_stands_in_nobodys_way(newest, middle):
    chart = line([(DAY, 5.0, False), (DAY, newest, True)], 10, middle)
    label, last = chart.middle[1], chart.points[-1]
    assert TOP <= label <= BOTTOM
    assert abs(label - last.label_y) >= 14
    assert abs(label - last.y) >= 10
