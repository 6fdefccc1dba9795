"""Why a device is not among the plans, with the course that comes nearest."""

from collections.abc import Sequence
from typing import Any

from rederm.devices import Device, PublishedUse, StudiedRange, make_setting, outside_studied
from rederm.planning.candidates import by_group
from rederm.planning.plan_types import Exclusion
from rederm.planning.trial import Trial
from rederm.safety import Finding
from rederm.skin.names import ROMAN


def by_findings(device: Device, findings: Sequence[Finding]) -> list[Exclusion]:
    """One exclusion for each rule that blocks."""
    return [
        Exclusion(device.name, f.kind, f.rule, f"{f.title}. {f.reason}", "; ".join(f.do), f.source)
        for f in findings
        if f.strength == "block"
    ]


def by_evidence(client: Any, device: Device, sites: Sequence[str]) -> Exclusion:
    """Nothing was published for these sites in this skin type."""
    if device.simulation_only:
        return Exclusion(
            device.name, "no-evidence", "", f"{device.title} can be simulated only: no setting was published.", "", ()
        )
    groups = [group for group in by_group(sites) if group in device.sites]
    said = [line for group in groups for line in outside_studied(make_setting(device, {}), group, client.fitzpatrick)[:1]]
    uses: list[PublishedUse | StudiedRange] = [*device.used, *(r for dial in device.dials.values() for r in dial.studied)]
    types: dict[str, list[int]] = {}
    for use in uses:
        types.setdefault(use.site, []).extend(use.fitzpatrick)
    nearest = "; ".join(f"{site} in skin types {ROMAN[min(t) - 1]} to {ROMAN[max(t) - 1]}" for site, t in types.items())
    source = tuple(dict.fromkeys(key for u in uses for key in u.source))
    return Exclusion(device.name, "no-evidence", "", " ".join(said), f"published use: {nearest}" if nearest else "", source)


def by_trial(trial: Trial) -> list[Exclusion]:
    """What the nearest course of a device misses: its limits, and rules on simulated figures."""
    device, text = trial.candidate.device, trial.candidate.course.text
    found = [
        Exclusion(device.name, f.kind, f.rule, f"{f.title}. {f.reason}", f"nearest: {text}; {'; '.join(f.do)}", f.source)
        for f in trial.blocks
    ]
    return found + [
        Exclusion(device.name, "limit", v.limit, v.words, f"nearest: {text}; a limit would hold at {v.needed}", ())
        for v in trial.missed
    ]
