"""The queries and changes of the pages that are asked for most often, put into SQL once.

Django takes longer to put one of them into SQL than a database to answer it, and each time the outcome is the same but
for the keys.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models, transaction
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

Row = TypeVar("Row")
Rows = TypeVar("Rows", bound=models.Model)
Key = int | str | date | datetime

NUMBERS = range(32_001, 32_767)
"""Stand for the keys while the SQL is made; as large as the smallest column of numbers can be compared with."""
MOST_ROWS = 200
"""At once; SQLite takes 32,766 values in one statement."""
FAR = datetime(2999, 1, 1, tzinfo=UTC)
"""From here on days and moments stand for others."""

LARGEST = {"Int2": 2**15 - 1, "Int4": 2**31 - 1, "Int8": 2**63 - 1, "int": 2**63 - 1}
"""What databases compare a key with, at most; a larger one is nobody's."""


class Prepared(Generic[Row]):
    """A queryset of rows, or of `values_list`, in which only keys differ from one call to the next.

    `make` is given a number, a text, a day or a moment for each key. The SQL is kept for each number of keys, and for
    each of the `choices`, of which there must be few. What it is mostly asked with, types of keys and choices, is said
    where it is made, for `prepare`.
    """

    def __init__(
        self, make: Callable[..., "models.QuerySet[Any, Row]"], *mostly: type[Key], **choices: Hashable
    ) -> None:
        self._make = make
        self._ready: dict[Any, _Statement] = {}
        if mostly:
            EXPECTED.append(partial(self._prepare, mostly, choices))

    def all(self, *keys: Key, **choices: Hashable) -> list[Row]:
        if len(keys) > len(NUMBERS):
            return list(self._make(*keys, **choices))
        which = (len(keys), *choices.items())
        ready = self._ready.get(which)
        if ready is None:
            # Two threads may both make it at first, and make the same.
            try:
                ready = self._prepare([type(key) for key in keys], choices)
            except EmptyResultSet:  # Django knows without asking, as of what is among no keys
                return []
        return list(ready.rows(keys))

    def get(self, *keys: Key, **choices: Hashable) -> Row | None:
        """The only row, if there is one."""
        return next(iter(self.all(*keys, **choices)), None)

    def _prepare(self, kinds: Sequence[type[Key]], choices: dict[str, Hashable]) -> "_Statement":
        marks = [mark(place, kind) for place, kind in enumerate(kinds)]
        ready = self._statement(marks, choices)
        self._ready[len(kinds), *choices.items()] = ready
        return ready

    def _statement(self, marks: Sequence[Key], choices: dict[str, Hashable]) -> "_Statement":
        return _Statement(self._make(*marks, **choices), marks)


class Stamping(Prepared[Row]):
    """As `Prepared`, for rows of one table, which are given a moment on the way: the last key is written into `field`
    of each that has none there. The rows come as they are then.
    """

    def __init__(self, field: str, make: Callable[..., "models.QuerySet[Any, Row]"], *mostly: type[Key]) -> None:
        super().__init__(make, *mostly)
        self._field = field

    def _statement(self, marks: Sequence[Key], choices: dict[str, Hashable]) -> "_Statement":
        *keys, moment = marks
        return _Statement(self._make(*keys, **choices), marks, (self._field, moment))


EXPECTED: list[Callable[[], object]] = []
"""Each puts into SQL what a queryset is mostly asked with."""


def prepare() -> None:
    """Put into SQL what is mostly asked, where servers are going to be forked: they share it.

    Each of them would take megabytes to compose it, all its threads at once, and keep them.
    """
    with transaction.atomic():  # Django composes what locks rows in transactions alone
        for make in EXPECTED:
            make()


def mark(place: int, kind: type[Key]) -> Key:
    """What stands for a key of this type in this place."""
    if issubclass(kind, int):
        return NUMBERS[place]
    if issubclass(kind, str):
        return f"the text in place {place}"
    far = FAR + timedelta(days=place)
    return far if issubclass(kind, datetime) else far.date()


def adapted(key: Key) -> Any:
    """A key as the database is given it."""
    if isinstance(key, int | str):
        return key
    if isinstance(key, datetime):
        return connection.ops.adapt_datetimefield_value(key)
    return connection.ops.adapt_datefield_value(key)


class _Statement:
    """What the iterables of django.db.models.query work out for each query anew."""

    def __init__(self, queryset: Any, marks: Sequence[Key], stamp: tuple[str, Key] | None = None) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, given = compiler.as_sql()
        if stamp:
            self.sql, given = stamping(compiler, *stamp)
        seen = {adapted(mark): place for place, mark in enumerate(marks)}
        places = [seen.get(value) if isinstance(value, int | str | date) else None for value in given]
        if set(places) - {None} != set(range(len(marks))):
            raise ValueError("Each key must be seen in the SQL.")
        # A mark has the type of its column, which psycopg is told of by a class.
        kinds = [type(value) if isinstance(value, int) else None for value in given]
        self.given = list(zip(places, given, kinds, strict=True))
        select = compiler.select
        info = None if queryset._fields else compiler.klass_info  # of `values_list` no rows are made
        self.width = compiler.col_count
        self.converters = list(compiler.get_converters([column for column, *_ in select[: self.width]]).items())
        self.model = _Rows(info["model"]) if info else None
        if info:
            fields = info["select_fields"]
            self.own = slice(fields[0], fields[-1] + 1)
            self.names = [column.target.attname for column, *_ in select[self.own]]
            self.related = get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]  # stubs of 6.1
            make_by_rows(self.related)
            self.annotated = compiler.annotation_col_map or {}

    def rows(self, keys: Sequence[Key]) -> Iterator[Any]:
        this = connections[DEFAULT_DB_ALIAS]  # by itself, as `connection` looks for it with each word
        own = [adapted(key) for key in keys]
        values = []
        for place, value, kind in self.given:
            if place is None:
                values.append(value)
            elif kind is None:
                values.append(own[place])
            elif own[place] > LARGEST.get(kind.__name__, LARGEST["int"]):
                return
            else:
                values.append(kind(own[place]))
        with this.cursor() as cursor:
            cursor.execute(self.sql, values)
            found = cursor.fetchall()
        for row in found:
            yield self.made(list(row), this) if self.converters or self.model else row[: self.width]

    def made(self, row: list[Any], this: Any) -> Any:
        """A row that this connection gave as the queryset would give it."""
        for position, (converters, expression) in self.converters:
            for convert in converters:
                row[position] = convert(row[position], expression, this)
        if self.model is None:
            return tuple(row[: self.width])
        one = self.model.from_db(this.alias, self.names, row[self.own])
        for related in self.related:
            related.populate(row, one)
        for name, position in self.annotated.items():
            setattr(one, name, row[position])
        return one


def stamping(compiler: Any, name: str, moment: Key) -> tuple[str, list[Any]]:
    """What a query of one table asks for, as SQL that writes a moment first, and its values."""
    meta, quoted = compiler.query.model._meta, connection.ops.quote_name
    table, column = quoted(meta.db_table), quoted(meta.get_field(name).column)
    where, wanted = compiler.compile(compiler.query.where)
    parts = [
        (sql if alias is None else f"{sql} AS {quoted(alias)}", values) for _, (sql, values), alias in compiler.select
    ]
    asked = ", ".join(sql for sql, _ in parts)
    sql = f"UPDATE {table} SET {column} = COALESCE({table}.{column}, %s) WHERE {where} RETURNING {asked}"  # noqa: S608
    return sql, [adapted(moment), *wanted, *(value for _, values in parts for value in values)]


class _Rows:
    """As the `from_db` of a model, without its `__init__`: that looks for what a caller got wrong, half of all that
    a row costs. Nobody here listens to its signals.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model

    def from_db(self, alias: str, names: Sequence[str], values: Sequence[Any]) -> Any:
        one = self._model.__new__(self._model)
        state = ModelState()
        state.adding, state.db = False, alias
        one.__dict__.update(zip(names, values, strict=True), _state=state)
        return one


def make_by_rows(related: Any) -> None:
    """Let what `select_related` reads be made likewise."""
    for populator in related:
        populator.model_cls = _Rows(populator.model_cls)
        make_by_rows(populator.related_populators)


def write(row: models.Model, *names: str) -> None:
    """As `row.save(update_fields=names)`, for fields of its own table and without signals, put into SQL once.

    :raises DatabaseError: when the row is not there any more
    """
    change, this = _update(type(row), names), connections[DEFAULT_DB_ALIAS]
    with this.cursor() as cursor:
        values = [field.get_db_prep_save(field.pre_save(row, False), this) for field in change.fields]
        cursor.execute(change.sql, values)
        if cursor.rowcount != 1:
            raise DatabaseError(f"{type(row).__name__} {row.pk} is not there any more.")


def add(rows: Sequence[Rows]) -> list[Rows]:
    """As `bulk_create`, for rows of one table whose keys the database gives: they have them then."""
    return [one for some in _batches(rows) for one in _insert(type(some[0])).run(some)]


def put(rows: Sequence[Rows], unique: tuple[str, ...]) -> list[Rows]:
    """As `add`; a row that agrees with another one of the table in the `unique` fields takes its place and key."""
    return [one for some in _batches(rows) for one in _insert(type(some[0]), unique).run(some)]


def _batches(rows: Sequence[Rows]) -> Iterator[Sequence[Rows]]:
    return (rows[first : first + MOST_ROWS] for first in range(0, len(rows), MOST_ROWS))


class _Change(NamedTuple):
    """What it is in SQL, and the fields whose values it is given, in their order."""

    sql: str
    fields: tuple[Any, ...]

    def run(self, rows: Sequence[Rows]) -> Sequence[Rows]:
        """Insert them."""
        row = f"({', '.join(['%s'] * len(self.fields))})"
        this = connections[DEFAULT_DB_ALIAS]
        values = [field.get_db_prep_save(field.pre_save(one, True), this) for one in rows for field in self.fields]
        with this.cursor() as cursor:
            cursor.execute(self.sql.format(rows=", ".join([row] * len(rows))), values)
            for one, (key,) in zip(rows, cursor.fetchall(), strict=True):
                one.pk = key
                one._state.adding, one._state.db = False, this.alias
        return rows


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> _Change:
    meta, quoted = model._meta, connection.ops.quote_name
    fields: list[Any] = [*(meta.get_field(name) for name in names), meta.pk]
    *changes, key = (f"{quoted(field.column)} = %s" for field in fields)
    return _Change(f"UPDATE {quoted(meta.db_table)} SET {', '.join(changes)} WHERE {key}", tuple(fields))  # noqa: S608


@cache
def _insert(model: type[models.Model], unique: tuple[str, ...] = ()) -> _Change:
    """`unique`: the fields of a constraint; a row that breaks it changes the one that was there."""
    meta, quoted = model._meta, connection.ops.quote_name
    fields: list[Any] = [one for one in meta.local_concrete_fields if not (one.primary_key or one.generated)]
    key: Any = meta.pk
    names = ", ".join(quoted(field.column) for field in fields)
    conflict = ""
    if unique:
        agree = ", ".join(quoted(field.column) for field in fields if field.name in unique)
        others = [quoted(field.column) for field in fields if field.name not in unique]
        changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in others)
        conflict = f" ON CONFLICT ({agree}) DO UPDATE SET {changes}"
    table = quoted(meta.db_table)
    sql = f"INSERT INTO {table} ({names}) VALUES {{rows}}{conflict} RETURNING {quoted(key.column)}"  # noqa: S608
    return _Change(sql, tuple(fields))
