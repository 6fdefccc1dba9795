"""Shares of a cohort as its file writes them: every key known, every share 0..1, all together 1."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.sources import nearest

Shares = tuple[float, ...]
_ROUNDING = 1e-6


def read_shares(keys: Sequence[str], given: Any) -> Shares:
    """The shares in the order of `keys`. Raises ValueError, which says what is allowed."""
    example = "{ " + ", ".join(f"{key} = {1 / len(keys):.2g}" for key in keys[:2]) + ", ... }"
    if isinstance(given, tuple) and len(given) == len(keys):  # the default, read before
        return given
    if not isinstance(given, Mapping) or not given:
        raise ValueError(f"must be a table of shares, for example {example}")
    for key, share in given.items():
        if key not in keys:
            raise ValueError(f"must be shares by {', '.join(keys)}: {key!r} is not known{nearest(str(key), keys)}")
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise ValueError(f"must be shares of 0..1, and {key} is not")
    total = sum(given.values())
    if abs(total - 1) > _ROUNDING:
        raise ValueError(f"must be shares that make 1 together, and these make {total:.4g}")
    return tuple(float(given.get(key, 0.0)) for key in keys)


def one(key: str, keys: Sequence[str]) -> Shares:
    """Everyone is `key`."""
    return tuple(float(key == each) for each in keys)
