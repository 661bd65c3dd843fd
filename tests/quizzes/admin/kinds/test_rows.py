from django.http import QueryDict

from quizzes.admin.kinds.rows import MOST, Cell, Rows, RowsField


def field() -> RowsField:
    return RowsField("Left", "Right side", choose="Right")


def read(**posted) -> Rows:
    data = QueryDict(mutable=True)
    data.update({name.replace("_", "-"): value for name, value in posted.items()})
    return field().widget.value_from_datadict(data, {}, "rows")


def test_rows_are_read_with_their_ids():
    rows = read(rows_count="1", rows_0_0=" one  two ", rows_0_0_id="a1", rows_0_1="three", rows_chosen="0")
    assert rows == Rows(((Cell("one two", "a1"), Cell("three")),), (0,))


def test_empty_rows_are_left_out_and_the_choice_moves_along():
    rows = Rows(((Cell(),), (Cell("a"),), (Cell(),), (Cell("b"),)), marked=(3,))
    assert rows.filled() == Rows(((Cell("a"),), (Cell("b"),)), marked=(1,))


def test_an_empty_row_cannot_be_the_right_one():
    assert Rows(((Cell("a"),), (Cell(),)), marked=(1,)).filled().chosen is None


def test_a_tampered_count_is_bounded():
    assert len(read(rows_count="999999").cells) == MOST
    assert read(rows_count="many", rows_chosen="x") == Rows()


def test_a_form_shows_spare_rows_and_names_every_input():
    page = field().widget.render("rows", Rows(((Cell("a<b", "i1"), Cell("c")),), (0,)))
    assert 'value="a&lt;b"' in page
    assert page.count('type="radio"') == 6
    assert page.count(" checked") == 1
    assert 'aria-label="Right side 6"' in page


def test_several_rows_can_be_chosen():
    field = RowsField("Option", choose="Right", several=True)
    data = {
        "rows-count": "3",
        "rows-0-0": "a",
        "rows-1-0": "",
        "rows-2-0": "c",
        "rows-0-chosen": "1",
        "rows-2-chosen": "1",
    }
    rows = field.clean(field.widget.value_from_datadict(data, {}, "rows"))
    assert rows == Rows(((Cell("a"),), (Cell("c"),)), (0, 1))
    page = field.widget.render("rows", rows)
    assert (page.count('type="checkbox"'), page.count('type="radio"'), page.count(" checked")) == (6, 0, 2)


def test_spare_rows_are_no_change():
    rows = Rows(((Cell("a"), Cell("b")),))
    assert not field().has_changed(rows, Rows((*rows.cells, (Cell(), Cell()))))
    assert field().has_changed(rows, Rows((*rows.cells, (Cell("c"), Cell()))))
