"""A field of several rows of text, each row with its ids, and perhaps rows chosen as the right ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

MOST = 30
"""Rows in one form."""

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """`cells` holds one cell for each column of each row; `marked` are the numbers of the rows that were chosen."""

    cells: tuple[tuple[Cell, ...], ...] = ()
    marked: tuple[int, ...] = ()

    @property
    def chosen(self) -> int | None:
        """The one row that was chosen."""
        return self.marked[0] if self.marked else None

    def filled(self) -> "Rows":
        """Without rows that are empty all through."""
        kept = [n for n, row in enumerate(self.cells) if any(cell.text for cell in row)]
        marked = tuple(kept.index(one) for one in self.marked if one in kept)
        return Rows(tuple(self.cells[n] for n in kept), marked)


class RowsWidget(forms.Widget):
    template_name = "admin/widgets/rows.html"

    def __init__(
        self, columns: tuple[Words, ...], choose: Words = "", several: bool = False, spare: int = 2, least: int = 6
    ) -> None:
        super().__init__()
        self.columns, self.choose, self.several, self.spare, self.least = columns, choose, several, spare, least

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = value if isinstance(value, Rows) else Rows()
        total = min(MOST, max(self.least, len(given.cells) + self.spare))
        empty = tuple(Cell() for _ in self.columns)
        rows = [*given.cells, *(empty for _ in range(total - len(given.cells)))]
        return render_to_string(
            self.template_name,
            {
                "name": name,
                "columns": self.columns,
                "choose": self.choose,
                "several": self.several,
                "marked": given.marked,
                "rows": [list(zip(self.columns, row, strict=True)) for row in rows],
            },
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Rows:
        count = data.get(f"{name}-count", "")
        numbers = range(min(MOST, int(count)) if count.isdecimal() else 0)
        cells = tuple(tuple(self.cell(data, f"{name}-{n}-{c}") for c in range(len(self.columns))) for n in numbers)
        return Rows(cells, self.marked(data, name, numbers))

    def marked(self, data: Mapping[str, Any], name: str, numbers: range) -> tuple[int, ...]:
        if self.several:
            return tuple(n for n in numbers if data.get(f"{name}-{n}-chosen"))
        chosen = data.get(f"{name}-chosen", "")
        return (int(chosen),) if chosen.isdecimal() else ()

    def cell(self, data: Mapping[str, Any], name: str) -> Cell:
        return Cell(" ".join(data.get(name, "").split()), data.get(f"{name}-id", ""))

    def id_for_label(self, id_: str | None) -> str:
        """There is no one input that the label could name; each names itself."""
        return ""


class RowsField(forms.Field):
    """Cleans to Rows without empty ones."""

    def __init__(self, *columns: Words, choose: Words = "", several: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, widget=RowsWidget(columns, choose, several), **kwargs)

    def clean(self, value: Rows) -> Rows:
        return value.filled()

    def has_changed(self, initial: Rows | None, data: Rows | None) -> bool:
        return (initial or Rows()).filled() != (data or Rows()).filled()
