"""The arithmetic of the chain: what a row's code is made of, and what is wrong with a chain.

    mac_n = HMAC-SHA256(key, mac_(n-1) | row n)        seal = HMAC-SHA256(key, "head" | n | mac_n)

Whoever lacks the key can neither change a row, nor take one out, nor cut off the end, without this showing. An old copy
of the whole database, put back, is found by an anchor: the number and code of a row, written down elsewhere.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

FIELDS = ("seq", "actor", "clinic", "action", "kind", "object", "before", "after", "key_id")
KEY_ID = "audit-1"


def mac_of(key: bytes, row: Any, previous: str) -> str:
    """The code of a row (anything with the attributes of an Entry) after this one."""
    said = [str(getattr(row, name)) for name in FIELDS] + [row.at.astimezone(UTC).isoformat(timespec="microseconds")]
    return hmac.new(key, json.dumps([previous, *said]).encode(), hashlib.sha256).hexdigest()


def seal_of(key: bytes, seq: int, mac: str) -> str:
    """The code of the end of the chain."""
    return hmac.new(key, json.dumps(["head", seq, mac]).encode(), hashlib.sha256).hexdigest()


def faults(key: bytes, rows: Iterable[Any], head: Any, anchors: Iterable[tuple[int, str]] = ()) -> list[str]:
    """What is wrong, one line each, in the order of the rows; empty where all is well. head None: the table of it is empty."""
    found: list[str] = []
    expected = dict(anchors)
    seq, mac = 0, ""
    for row in rows:
        if row.seq != seq + 1:
            found.append(f"rows {seq + 1} to {row.seq - 1} are missing")
        elif row.previous != mac or mac_of(key, row, row.previous) != row.mac:
            found.append(f"row {row.seq} was changed, or the one before it")
        if expected.get(row.seq, row.mac) != row.mac:
            found.append(f"row {row.seq} is not the one that was anchored")
        expected.pop(row.seq, None)
        seq, mac = row.seq, row.mac
    if head is None or head.seal != seal_of(key, head.seq, head.mac):
        found.append("the end of the chain was changed")
    elif (head.seq, head.mac) != (seq, mac):
        found.append(f"the log ends with row {seq} where row {head.seq} was the last")
    return found + [f"row {seq} was anchored and is missing" for seq in sorted(expected)]
