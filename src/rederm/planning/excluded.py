"""Why a device is not among the plans, with the course that comes nearest."""

from collections.abc import Sequence
from typing import Any

from rederm.devices import Device, PublishedUse, StudiedRange, make_setting, outside_studied
from rederm.planning.candidates import by_group
from rederm.planning.plan_types import Exclusion
from rederm.planning.trial import Trial
from rederm.safety import Finding
from rederm.skin.names import ROMAN
from rederm.sources import joined, sentence


def by_findings(device: Device, findings: Sequence[Finding]) -> list[Exclusion]:
    """One exclusion for each rule that blocks."""
    return [
        Exclusion(device.name, f.kind, f.rule, f.told, joined("; ", f.do), f.source, f.title)
        for f in findings
        if f.strength == "block"
    ]


def by_evidence(client: Any, device: Device, sites: Sequence[str]) -> Exclusion:
    """Nothing was published for these sites in this skin type."""
    if device.simulation_only:
        only = sentence("{device} can be simulated only: no setting was published.", device=device.title)
        return Exclusion(device.name, "no-evidence", "", only, "", ())
    groups = [group for group in by_group(sites) if group in device.sites]
    said = [line for group in groups for line in outside_studied(make_setting(device, {}), group, client.fitzpatrick)[:1]]
    uses: list[PublishedUse | StudiedRange] = [*device.used, *(r for dial in device.dials.values() for r in dial.studied)]
    types: dict[str, list[int]] = {}
    for use in uses:
        types.setdefault(use.site, []).extend(use.fitzpatrick)
    treated = [
        sentence("{site} in skin types {low} to {high}", site=site, low=ROMAN[min(t) - 1], high=ROMAN[max(t) - 1])
        for site, t in types.items()
    ]
    nearest = sentence("published use: {uses}", uses=joined("; ", treated)) if treated else ""
    source = tuple(dict.fromkeys(key for u in uses for key in u.source))
    return Exclusion(device.name, "no-evidence", "", joined(" ", said), nearest, source)


def by_trial(trial: Trial) -> list[Exclusion]:
    """What the nearest course of a device misses: its limits, and rules on simulated figures."""
    device, text = trial.candidate.device, trial.candidate.course.text
    found = [
        Exclusion(
            device.name,
            f.kind,
            f.rule,
            f.told,
            sentence("nearest: {course}; {do}", course=text, do=joined("; ", f.do)),
            f.source,
            f.title,
        )
        for f in trial.blocks
    ]
    return found + [
        Exclusion(
            device.name,
            "limit",
            v.limit,
            v.words,
            sentence("nearest: {course}; a limit would hold at {needed}", course=text, needed=v.needed),
            (),
        )
        for v in trial.missed
    ]
