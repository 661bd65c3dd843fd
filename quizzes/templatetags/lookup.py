"""{% load lookup %}"""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(values: Mapping[Any, Any] | None, key: Any) -> Any:
    """What a mapping holds for a key; nothing where it holds none."""
    return values.get(key) if values else None
