"""One device before simulation: the lattice of courses that no rule bars, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rederm.devices import Device
from rederm.planning.candidates import Candidate, by_group, default_course
from rederm.planning.excluded import by_evidence, by_findings
from rederm.planning.plan_types import Exclusion
from rederm.planning.space import Space, space_of
from rederm.safety import Finding, check, offers, parts

PRESCRIBED = ("steroid_days", "hydroquinone_after")  # aids that a physician prescribes: only where a course fails without
STARTS = (0.5, 0.0, 1.0)  # levels of all dials together from which a search begins: the middle, the mildest, the strongest


@dataclass(frozen=True)
class Lot:
    """One device: what may be searched (None: nothing), and what already rules it out."""

    device: Device
    space: Space | None
    excluded: tuple[Exclusion, ...]


def lot_of(client: Any, device: Device, sites: Sequence[str]) -> Lot:
    """The lattice, where a rule leaves a single session at the middle, the mildest or the strongest setting; else why not."""
    plain = check(client, default_course(device, sites))
    always = [f for f in plain if f.strength == "block" and f.rule != "site-refused"]
    if not any(group in device.sites for group in by_group(sites)):
        return Lot(device, None, tuple(by_findings(device, plain)))
    space = space_of(client, device, sites)
    if space is None:
        return Lot(device, None, (by_evidence(client, device, sites), *by_findings(device, always)))
    tried = [cleared(client, space.candidate(space.point(level, 1))) for level in STARTS]
    if any(candidate for candidate, _ in tried):
        return Lot(device, space, ())
    return Lot(device, None, tuple(by_findings(device, min((blocks for _, blocks in tried), key=len))))


def cleared(client: Any, candidate: Candidate) -> tuple[Candidate | None, list[Finding]]:
    """The candidate with the aids that rules offer and without the sites that rules close, and the findings on it.

    Where a rule bars all of it: None, and the findings that block.
    """
    findings = check(client, candidate.course)
    blocks = [f for f in findings if f.strength == "block"]
    if any(not f.site for f in blocks):
        return None, blocks
    if blocks:
        closed = {s: f.told for f in blocks for s in candidate.course.sites if _touches(s, f.site)}
        smaller = candidate.without(closed)
        return (None, blocks) if smaller is None else cleared(client, smaller)
    care = {key: value for key, value in offers(findings).items() if key not in PRESCRIBED}
    return (candidate.with_care(care) if care else candidate), findings


def prescribed(findings: Sequence[Finding]) -> Mapping[str, Any]:
    """Aids that these findings offer and that a physician prescribes."""
    return {key: value for key, value in offers(list(findings)).items() if key in PRESCRIBED}


def _touches(site: str, named: str) -> bool:
    """Whether a finding's sites ("cheek, chin") lie in this site."""
    return bool(set(parts((site,))) & set(parts(tuple(named.split(", ")))))
