"""New figures into the posterior tables: comments, notes, priors and every other entry stay byte for byte."""

import math
import re
from collections.abc import Mapping
from pathlib import Path

from rederm.draws.noise import Tie, tied
from rederm.evidence.terms import Bounds
from rederm.sources import DATA, load_table, write_whole

DIGITS = 3


def posterior_path(area: str) -> Path:
    return DATA / "posterior" / f"{area}.toml"


def rounded(number: float) -> float:
    """To three significant digits, which is more than any of these is known to."""
    if number == 0.0:
        return 0.0
    return round(float(number), DIGITS - 1 - math.floor(math.log10(abs(number))))


def rewritten(text: str, entries: Mapping[str, Mapping[str, float]]) -> str:
    """The text of a table with these fields of these entries set, for example value, low and high.

    Raises KeyError for an entry that the table lacks, or that does not state such a field of its own.
    """
    lines = text.splitlines(keepends=True)
    heads = {line.strip()[1:-1]: place for place, line in enumerate(lines) if line.startswith("[")}
    for key, fields in entries.items():
        if key not in heads:
            raise KeyError(f"no entry [{key}] to set")
        left = dict(fields)
        place = heads[key] + 1
        while left and place < len(lines) and not lines[place].startswith("["):
            name = lines[place].partition("=")[0].strip()
            if name in left:
                lines[place] = f"{name} = {rounded(left.pop(name))!r}\n"
            place += 1
        if left:
            raise KeyError(f"[{key}] states no {', '.join(left)}")
    return "".join(lines)


def write_posterior(entries: Mapping[str, Bounds]) -> list[Path]:
    """Set these entries, named as in draws ("outcome.d.gamma"), in the tables that ship; return the files written."""
    areas: dict[str, dict[str, Mapping[str, float]]] = {}
    for name, bounds in entries.items():
        area, _, key = name.partition(".")
        areas.setdefault(area, {})[key] = dict(zip(("value", "low", "high"), bounds, strict=True))
    return _write(areas)


def write_numbers(area: str, numbers: Mapping[str, float]) -> list[Path]:
    """Set the value of these entries of one table, which state no bounds."""
    return _write({area: {key: {"value": number} for key, number in numbers.items()}})


CORRELATION = DATA / "posterior" / "correlation.toml"


def write_tie(group: str, tie: Tie) -> Path:
    """Set one group of names that are drawn together; the other groups stay byte for byte."""
    write_whole(CORRELATION, regrouped(CORRELATION.read_text("utf-8"), group, tie))
    tied.cache_clear()
    return CORRELATION


def regrouped(text: str, group: str, tie: Tie) -> str:
    """The text of the table of correlations with this group in it, at its old place or at the end."""
    names = ", ".join(f'"{name}"' for name in tie.names)
    rows = "".join(f"  [{', '.join(repr(r) for r in row)}],\n" for row in tie.lower)
    new = f"[{group}]\nnames = [{names}]\nlower = [\n{rows}]\n"
    head, *parts = re.split(r"(?m)^(?=\[\w)", text)
    known = [part.partition("]")[0][1:] for part in parts]
    if group not in known:
        return "".join([head, *parts]).rstrip("\n") + "\n\n" + new
    place = known.index(group)
    parts[place] = new + ("\n" if place + 1 < len(parts) else "")
    return "".join([head, *parts])


def _write(areas: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[Path]:
    texts = {posterior_path(area): rewritten(posterior_path(area).read_text("utf-8"), new) for area, new in areas.items()}
    for path, text in texts.items():
        write_whole(path, text)
    load_table.cache_clear()
    return list(texts)
