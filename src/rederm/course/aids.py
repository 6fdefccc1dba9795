"""Aids of a session as people write them: "numbing 60 min", "cool mask", "moist care"."""

import re
from dataclasses import replace
from typing import Any

from rederm.course.model import Aftercare
from rederm.course.numbers import NUMBER, written
from rederm.sources import InputError, load_table, nearest

AIDS: dict[str, tuple[str, Any]] = {
    "nerve block": ("anaesthesia", "nerve block"),
    "sedation": ("anaesthesia", "sedation"),
    "no numbing": ("numbing_minutes", 0.0),
    "cold air": ("cold_air", True),
    "no cold air": ("cold_air", False),
    "contact cooling": ("contact_cooling", True),
    "no contact cooling": ("contact_cooling", False),
    "cool mask": ("cool_mask", True),
    "no cool mask": ("cool_mask", False),
    "dry care": ("moist", False),
    "moist care": ("moist", True),
    "sun protected": ("sun_protected", True),
    "no sunscreen": ("sunscreen", "never"),
    "sunscreen sometimes": ("sunscreen", "sometimes"),
    "sunscreen daily": ("sunscreen", "daily"),
    "antiviral": ("antiviral", True),
    "hydroquinone after": ("hydroquinone_after", True),
}
_NUMBING = re.compile(rf"numbing (?:for )?({NUMBER}) ?min(?:s|utes?)?")
_STEROID = re.compile(rf"steroid (?:for )?({NUMBER}) ?(days?)")


def read_aids(items: list[str]) -> Aftercare:
    """The aftercare that these aids say; what none of them says stays None. Raises InputError for what contradicts."""
    care = Aftercare()
    said: dict[str, str] = {}
    for item in items:
        key, value = _read(item)
        if key in said and said[key] != item:
            raise InputError(f"{said[key]!r} and {item!r} contradict each other; keep one")
        said[key] = item
        care = replace(care, **{key: value})
    if care.sun_protected and care.sunscreen == "never":
        raise InputError("'sun protected' and 'no sunscreen' contradict each other; keep one")
    return care


def write_aids(care: Aftercare) -> list[str]:
    """The aids that say this aftercare, in a fixed order."""
    items = [] if not care.numbing_minutes else [f"numbing {written(care.numbing_minutes)} min"]
    items += [aid for aid, (key, value) in AIDS.items() if getattr(care, key) == value and getattr(care, key) is not None]
    if care.steroid_days:
        items.append(f"steroid {written(care.steroid_days)} day{'' if care.steroid_days == 1 else 's'}")
    return items


def _read(item: str) -> tuple[str, Any]:
    if item in AIDS:
        return AIDS[item]
    for pattern, key, unit in ((_NUMBING, "numbing_minutes", "min"), (_STEROID, "steroid_days", "d")):
        match = pattern.fullmatch(item)
        if match:
            longest = load_table("posterior/time").number(f"longest.{key}", unit)
            if not 0 <= float(match[1]) <= longest:
                raise InputError(f"{item!r} is outside 0..{longest:g} {unit}")
            return key, float(match[1])
    known = [*AIDS, "numbing M min", "steroid D days"]
    raise InputError(f"unknown aid {item!r}{nearest(item, known) or ';'} aids: {', '.join(known)}")
