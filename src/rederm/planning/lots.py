"""One device before simulation: the candidates that no rule bars, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rederm.devices import Device
from rederm.planning.candidates import Candidate, by_group, candidates, default_course
from rederm.planning.excluded import by_evidence, by_findings
from rederm.planning.plan_types import Exclusion
from rederm.safety import Finding, check, offers, parts

PRESCRIBED = ("steroid_days", "hydroquinone_after")  # aids that a physician prescribes: only where a course fails without


@dataclass(frozen=True)
class Lot:
    """One device: what may be simulated, and what already rules it out."""

    device: Device
    candidates: tuple[Candidate, ...]
    excluded: tuple[Exclusion, ...]


def lot_of(client: Any, device: Device, sites: Sequence[str], days: int | None) -> Lot:
    """Candidates that no rule blocks before simulation; where none is left, why."""
    plain = check(client, default_course(device, sites))
    always = [f for f in plain if f.strength == "block" and f.rule != "site-refused"]
    if not any(group in device.sites for group in by_group(sites)):
        return Lot(device, (), tuple(by_findings(device, plain)))
    found: dict[str, Candidate] = {}
    blocked: list[list[Finding]] = []
    for candidate in candidates(client, device, sites, days):
        cared, blocks = _cleared(client, candidate)
        if cared is None:
            blocked.append(blocks)
        else:
            found.setdefault(cared.course.text, cared)
    if found:
        return Lot(device, tuple(found.values()), ())
    if blocked:
        return Lot(device, (), tuple(by_findings(device, min(blocked, key=len))))
    return Lot(device, (), (*by_findings(device, always), by_evidence(client, device, sites)))


def _cleared(client: Any, candidate: Candidate) -> tuple[Candidate | None, list[Finding]]:
    """The candidate with the aids that rules offer and without the sites that rules close; None and the blocks where barred."""
    findings = check(client, candidate.course)
    blocks = [f for f in findings if f.strength == "block"]
    if any(not f.site for f in blocks):
        return None, blocks
    if blocks:
        closed = {s: f"{f.title}. {f.reason}" for f in blocks for s in candidate.course.sites if _touches(s, f.site)}
        smaller = candidate.without(closed)
        return (None, blocks) if smaller is None else _cleared(client, smaller)
    care = {key: value for key, value in offers(findings).items() if key not in PRESCRIBED}
    return (candidate.with_care(care) if care else candidate), []


def _touches(site: str, named: str) -> bool:
    """Whether a finding's sites ("cheek, chin") lie in this site."""
    return bool(set(parts((site,))) & set(parts(tuple(named.split(", ")))))
