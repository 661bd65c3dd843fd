"""The queries of the pages that are asked for most often, put into SQL once.

Django takes longer to put one of them into SQL than a database to answer it, and each time the outcome is the same but
for the keys.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=models.Model)

MARKS = range(32_001, 32_020)
"""Stand for the keys while the SQL is made; as large as the smallest column of numbers can be compared with."""

LARGEST = {"Int2": 2**15 - 1, "Int4": 2**31 - 1, "Int8": 2**63 - 1, "int": 2**63 - 1}
"""What databases compare a key with, at most; a larger one is nobody's."""


class Prepared(Generic[Row]):
    """A queryset in which only keys differ from one call to the next: `make` is given one for each."""

    def __init__(self, make: Callable[..., "models.QuerySet[Row]"]) -> None:
        self._make = make
        self._ready: _Statement | None = None

    def all(self, *keys: int) -> list[Row]:
        # Two threads may both make it at first, and make the same.
        if self._ready is None:
            marks = MARKS[: len(keys)]
            self._ready = _Statement(self._make(*marks), marks)
        return list(self._ready.rows(keys))

    def get(self, *keys: int) -> Row | None:
        """The only row, if there is one."""
        return next(iter(self.all(*keys)), None)


class _Statement:
    """What django.db.models.query.ModelIterable works out for each query anew."""

    def __init__(self, queryset: Any, marks: range) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, given = compiler.as_sql()
        places = [marks.index(value) if isinstance(value, int) and value in marks else None for value in given]
        if set(places) - {None} != set(range(len(marks))):
            raise ValueError("Each key must be seen in the SQL.")
        self.given = list(zip(places, given, strict=True))
        info, select = compiler.klass_info, compiler.select
        self.model, fields = info["model"], info["select_fields"]
        self.own = slice(fields[0], fields[-1] + 1)
        self.names = [column.target.attname for column, *_ in select[self.own]]
        self.related = get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]  # stubs of 6.1
        self.annotated = compiler.annotation_col_map or {}
        self.converters = list(compiler.get_converters([column for column, *_ in select]).items())

    def rows(self, keys: tuple[int, ...]) -> Iterator[Any]:
        for place, value in self.given:
            if place is not None and keys[place] > LARGEST.get(type(value).__name__, LARGEST["int"]):
                return
        with connection.cursor() as cursor:
            # A mark has the type of its column, which psycopg is told of by a class.
            cursor.execute(
                self.sql, [value if place is None else type(value)(keys[place]) for place, value in self.given]
            )
            found = cursor.fetchall()
        for row in map(list, found):
            for position, (converters, expression) in self.converters:
                for convert in converters:
                    row[position] = convert(row[position], expression, connection)
            one = self.model.from_db(connection.alias, self.names, row[self.own])
            for related in self.related:
                related.populate(row, one)
            for name, position in self.annotated.items():
                setattr(one, name, row[position])
            yield one
