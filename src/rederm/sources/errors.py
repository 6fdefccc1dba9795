"""What a person sees when the input cannot be used: what was given, what is allowed, what to do."""

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """Input from a person that cannot be used. Its text is one line that says what to do."""


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Return "; did you mean X?" for the known name closest to `name`, or nothing."""
    match = get_close_matches(name.lower(), list(allowed), n=1, cutoff=0.5)
    return f"; did you mean {match[0]}?" if match else ""
