"""Frozen values as JSON keeps them, and back."""

from collections.abc import Callable, Hashable
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def kept(value: Any) -> dict[str, Any]:
    """A dataclass of plain values, tuples and dataclasses as a dict; tuples become lists once it is JSON."""
    return asdict(value)


def restored(kind: type[T], found: dict[str, Any]) -> T:
    """The value that `kept` made this of. A field that came later takes its default, one that went is passed over."""
    made: T = maker(cast(Hashable, kind))(found)
    return made


@cache
def maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this type of its JSON."""
    if is_dataclass(kind):
        return whole(kind)
    arguments = get_args(kind)
    if get_origin(kind) is tuple and arguments[-1] is Ellipsis:
        make = maker(arguments[0])
        return lambda found: tuple([make(one) for one in found])
    if get_origin(kind) is tuple:
        return tuple
    if get_origin(kind) in (Union, UnionType) and type(None) in arguments:
        (given,) = (argument for argument in arguments if argument is not type(None))
        make = maker(given)
        return lambda found: None if found is None else make(found)
    return lambda found: found


def whole(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    makers = {field.name: maker(hints[field.name]) for field in fields(kind)}
    return lambda found: kind(**{name: make(found[name]) for name, make in makers.items() if name in found})
