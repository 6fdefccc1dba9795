"""Filters of the templates: words and numbers as the reports say them."""

from typing import Any

from django.template import Library

from rederm.devices import show
from rederm.output.language import tr

register = Library()


@register.filter
def words(text: Any) -> str:
    """A sentence of the rooms above in the language of the page."""
    return tr(text)


@register.filter
def percent(share: float) -> str:
    """0.05 as 5 %."""
    return f"{100 * share:.0f} %" if share >= 0.1 or share == 0 else f"{100 * share:.2g} %"


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """mapping[key], None where it is not there."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def may(user: Any, right: str) -> bool:
    """Whether the person holds the right."""
    return bool(user.is_authenticated and user.may(right))


@register.filter
def dial(value: Any) -> str:
    """60 of 60.0, roller of roller: a dial as it is written."""
    return "none" if value is None else show(value)


@register.filter
def dot(first: Any, second: Any) -> str:
    """The name of a field: 0.power_W."""
    return f"{first}.{second}"


@register.filter
def count_to(last: int) -> range:
    """1, 2, .. last."""
    return range(1, int(last) + 1)
