from quizzes.figures.strips import CELLS, WIDTH, strip


def test_a_cell_is_as_wide_as_its_paragraph_is_long():
    cells = strip([(100, [1]), (300, [4])]).cells
    assert [(cell.x, cell.width, cell.level) for cell in cells] == [(0.0, 119.0, 1), (120.0, 359.0, 4)]


def test_what_nothing_stands_on_is_plain_and_several_points_meet_in_the_middle():
    assert [cell.level for cell in strip([(50, []), (50, [1, 4, 4])]).cells] == [0, 3]


def test_of_many_paragraphs_neighbours_share_a_cell():
    found = strip([(10, [1])] * 1_000)
    assert len(found.cells) == CELLS
    assert sum(cell.width for cell in found.cells) < WIDTH


def test_an_empty_text_has_no_cells():
    assert strip([]).cells == ()
