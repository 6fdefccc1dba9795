"""What terminal and report both say of a plan: how far the search came, what one more would buy, chances to stay within."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from rederm.devices import device_names, load_device
from rederm.output.language import tr, trn
from rederm.output.naming import label, named
from rederm.output.words import LIMITS, SHORT_LIMITS, allowed, measured, money, percent
from rederm.sources import listed

_WORTH = 0.02  # a course outside the limits is named where it gains this much more than the best within
_NEAR = 0.15  # and misses no limit by more than this share of it
_NEAREST = 5  # courses shown beside the limits where none fits


def stopped_line(plan: Mapping[str, Any]) -> str:
    """Where a search was stopped: how far it came, and which devices it did not reach."""
    told = trn(
        "The search was stopped before its end, after {count} course. A better course may exist.",
        "The search was stopped before its end, after {count} courses. A better course may exist.",
        sum(plan["simulated"].values()),
    )
    missing = ", ".join(tr(load_device(name).title) for name in not_reached(plan))
    return " ".join((told, tr("Not reached: {devices}.", devices=missing))) if missing else told


def not_reached(plan: Mapping[str, Any]) -> list[str]:
    """Devices of which a plan says nothing, because the search was stopped before it came to them."""
    told = {part for kind in ("plans", "excluded", "front") for entry in plan[kind] for part in entry["device"].split("+")}
    return [name for name in device_names() if name not in told] if plan["partial"] else []


def adapted_lines(plan: Mapping[str, Any]) -> list[str]:
    """What was observed so far and what it changed, in sentences; none where nothing was."""
    adapted = plan["adapted"]
    return [] if adapted is None else [tr(line) for line in adapted["words"]]


def trade_lines(plan: Mapping[str, Any]) -> list[str]:
    """What one more of each limit would buy, the most first; limits of which more buys nothing share a sentence."""
    buying = sorted((t for t in plan["trades"] if t["course"] is not None), key=lambda t: -t["gain"])
    idle = ", ".join(tr(SHORT_LIMITS[t["limit"]]) for t in plan["trades"] if t["course"] is None)
    told = [tr(t["words"]) for t in buying]
    if idle and told:
        told.append(tr("One step more of the others buys nothing that was tried: {limits}.", limits=idle))
    elif idle:
        told.append(tr("One step more of any one limit buys nothing that was tried: {limits}.", limits=idle))
    outside = outside_line(plan)
    return [*told, outside] if outside else told


def outside_line(plan: Mapping[str, Any]) -> str:
    """The course of most gain that only just misses the limits, and what it asks of them; empty where none beats the plans."""
    limits = {limit["limit"]: limit for limit in plan["limits"]}
    best = max((entry["robust_gain"] for entry in plan["plans"]), default=0.0)
    near = [
        (point, missed)
        for point in plan["front"]
        if (missed := _missed(point, limits)) and point["robust_gain"] >= best + _WORTH and max(missed.values()) <= _NEAR
    ]
    if not near:
        return ""
    point, missed = max(near, key=lambda found: float(found[0]["robust_gain"]))
    return tr(
        "Just outside the limits: {course}, gains {gain} in 8 of 10 draws, but asks {asked}.",
        course=named(point),
        gain=percent(point["robust_gain"]),
        asked=listed(_asked(point["asks"][name], limits[name]) for name in missed),
    )


def _missed(point: Mapping[str, Any], limits: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """By how much of itself each limit is missed."""
    most = {name: limit["allowed"] for name, limit in limits.items()}
    missed = {name: asked for name, asked in point["asks"].items() if asked > most[name]}
    return {name: (asked - most[name]) / most[name] if most[name] > 0 else math.inf for name, asked in missed.items()}


def _asked(value: float, limit: Mapping[str, Any]) -> str:
    """Downtime of the course 21.4 days (allowed 21 days): rounded up, so that it never looks like what is allowed."""
    scale, digit = (100, 0.1) if limit["unit"] == "%" else (1, 1.0 if limit["limit"] == "budget" else 0.1)
    shown = math.ceil(value * scale / digit - 1e-9) * digit
    figure = money(shown, limit["unit"]) if limit["limit"] == "budget" else measured(f"{shown:.4g}", limit["unit"])
    limited = tr(LIMITS[limit["limit"]])
    return tr("{limit} {figure} (allowed {allowed})", limit=limited, figure=figure, allowed=allowed(limit))


def limit_rows(plan: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first courses by limits: {"label", "device", "cells": [{"text", "share", "holds"}]}; where none fits, the nearest."""
    if plan["plans"]:
        return [_limit_row(entry, plan["limits"]) for entry in plan["plans"][:most]]
    nearest = sorted(plan["front"], key=lambda point: -min(point["chance_within"].values(), default=0.0))
    alike = {label(entry): entry for entry in reversed(nearest)}  # of each device and number of sessions the nearest
    return [_limit_row(entry, plan["limits"]) for entry in list(reversed(alike.values()))[:_NEAREST]]


def _limit_row(entry: Mapping[str, Any], limits: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    rank = f"{entry['rank']} " if "rank" in entry else ""
    return {
        "label": f"{rank}{label(entry)}",
        "device": entry["device"],
        "cells": [_chance(entry["chance_within"].get(limit["limit"]), limit) for limit in limits],
    }


def _chance(share: float | None, limit: Mapping[str, Any]) -> dict[str, Any]:
    """A price has no draws: it is met or not."""
    if share is None:
        return {"text": tr("no price") if limit["limit"] == "budget" else tr("no data"), "share": 0.0, "holds": True}
    holds = share >= limit["confidence"]
    if limit["limit"] == "budget":
        return {"text": tr("within") if holds else tr("above"), "share": share, "holds": holds}
    return {"text": percent(share), "share": share, "holds": holds}


def setting_line(entry: Mapping[str, Any]) -> str:
    """What a course text says beside device, sites and aids: dials and interval. Of several devices all but the aids."""
    blocks = [block.partition(", with ")[0] for block in str(entry["course"]).split("; ")]
    return "; ".join(blocks) if "+" in entry["device"] else blocks[0].partition(" at ")[2]
