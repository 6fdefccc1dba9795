"""A language in which every message stands in brackets, so that what was not said through `tr` can be found.

with bracketed():
    view = runsheet_view(plan)
assert bare(view, allowed=DATES) == []
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

OPEN, CLOSE = "«", "»"  # which the typeface of the papers has
DATE = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
_INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_LETTER = re.compile(r"[^\W\d_]")


@contextmanager
def bracketed() -> Iterator[None]:
    """Every message said inside the block is «so»; English dates and numbers are as they were."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rederm.output.language._translate", _bracket)
        yield


def bare(view: Any, allowed: Iterable[str] = (), keys: Iterable[str] = ()) -> list[str]:
    """The strings of a JSON-like view that hold letters outside brackets, each once.

    allowed: regular expressions of what may stand bare, such as DATE. keys: what stands under them is not looked at.
    """
    patterns = list(allowed)
    return list(dict.fromkeys(text for text in _strings(view, set(keys)) if _LETTER.search(outside(text, patterns))))


def outside(text: str, allowed: Iterable[str] = ()) -> str:
    """What is left of a text without its brackets and what stands in them, and without what may stand bare."""
    while (inner := _INNERMOST.sub("", text)) != text:
        text = inner
    for pattern in allowed:
        text = re.sub(pattern, "", text)
    return text


def _bracket(one: str, many: str | None, count: int | None) -> str:
    return f"{OPEN}{one if many is None or count == 1 else many}{CLOSE}"


def _strings(view: Any, passed: set[str]) -> Iterator[str]:
    if isinstance(view, str):
        yield view
    elif isinstance(view, Mapping):
        for key, value in view.items():
            if key not in passed:
                yield from _strings(value, passed)
    elif isinstance(view, list | tuple):
        for value in view:
            yield from _strings(value, passed)
