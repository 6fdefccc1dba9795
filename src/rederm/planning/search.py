"""plan(client): every device is tried, judged and either ranked or ruled out with a reason.

First the rules that need no simulation; then every candidate with few draws; then, with all draws, the few of each device that
may be its best, with variants: another interval, and the aids that a rule names as lowering a risk. Draws of the first pass are
the first of the last pass, so that a candidate does not change its nature between them. Work is spread through the one seam
and comes back in order: the same bytes at any number of workers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rederm.devices import Device, device_names, load_device
from rederm.draws import spread
from rederm.planning.candidates import Candidate, by_group, candidates, concern_sites, default_course
from rederm.planning.excluded import by_evidence, by_findings, by_trial
from rederm.planning.plan_types import Exclusion, Plan, PlannedCourse
from rederm.planning.trial import Trial, run
from rederm.planning.words import verdict, why
from rederm.safety import Finding, check, offers, parts

FIRST_DRAWS = 24
_MARGIN = 0.15  # how far a share of 24 draws may miss and still be tried with all of them
_BEST_TRIED = 2  # of each device, with all draws
_WORTH = 0.05  # a lighter setting is taken within this share of the best one's gain
_GENTLER = 0.7  # a gentler second course of a device must keep this share of the gain, with half of the downtime
_PRESCRIBED = ("steroid_days", "hydroquinone_after")  # given only where a course fails without


@dataclass(frozen=True)
class _Lot:
    """One device: what may be simulated, and what already rules it out."""

    device: Device
    candidates: tuple[Candidate, ...]
    excluded: tuple[Exclusion, ...]


def plan(client: Any, *, draws: int = 100, seed: int = 0, start: date | None = None, prices: Any = None) -> Plan:
    """The courses that give most within the client's limits, and why every other device is out.

    draws, seed: of the simulations; same seed, same plan. start: day of the first session (today). prices: a clinic's list.
    """
    start = start or date.today()
    sites = concern_sites(client)
    days = None if client.limits.ready_by is None else (client.limits.ready_by - start).days
    lots = [_lot(client, load_device(name), sites, days) for name in device_names()]

    def tried(todo: list[Candidate], count: int) -> dict[str, list[Trial]]:
        done = [
            trial
            for wave in _waves(todo)
            for trial in spread(lambda candidate: run(client, candidate, count, seed, start, prices), wave)
        ]
        return _by_device(done)

    first = tried([c for lot in lots for c in lot.candidates], min(FIRST_DRAWS, draws))
    finals = tried([c for trials in first.values() for c in _finalists(client, trials)], draws)
    chosen = sorted((t for trials in finals.values() for t in _chosen(trials)), key=lambda t: -t.value)
    excluded = [e for lot in lots for e in lot.excluded]
    for trials in finals.values():
        if not any(t.fits for t in trials):
            excluded += by_trial(_nearest(trials))
    return Plan(
        client=client,
        plans=tuple(_planned(client, rank, trial, chosen) for rank, trial in enumerate(chosen, 1)),
        excluded=tuple(excluded),
        verdict=verdict(client, chosen, bool(finals)),
        start=start,
        seed=seed,
        draws=draws,
    )


def _lot(client: Any, device: Device, sites: Sequence[str], days: int | None) -> _Lot:
    """Candidates that no rule blocks before simulation; where none is left, why."""
    plain = check(client, default_course(device, sites))
    always = [f for f in plain if f.strength == "block" and f.rule != "site-refused"]
    if not any(group in device.sites for group in by_group(sites)):
        return _Lot(device, (), tuple(by_findings(device, plain)))
    found: dict[str, Candidate] = {}
    blocked: list[list[Finding]] = []
    for candidate in candidates(client, device, sites, days):
        cared, blocks = _cleared(client, candidate)
        if cared is None:
            blocked.append(blocks)
        else:
            found.setdefault(cared.course.text, cared)
    if found:
        return _Lot(device, tuple(found.values()), ())
    if blocked:
        return _Lot(device, (), tuple(by_findings(device, min(blocked, key=len))))
    return _Lot(device, (), (*by_findings(device, always), by_evidence(client, device, sites)))


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
    # What a physician prescribes is given only where a course fails without it.
    care = {key: value for key, value in offers(findings).items() if key not in _PRESCRIBED}
    return (candidate.with_care(care) if care else candidate), []


def _touches(site: str, named: str) -> bool:
    """Whether a finding's sites ("cheek, chin") lie in this site."""
    return bool(set(parts((site,))) & set(parts(tuple(named.split(", ")))))


def _waves(todo: Iterable[Candidate]) -> list[list[Candidate]]:
    """One candidate of every setting first, then the others: two workers never solve the same lesion at the same time."""
    leading: list[Candidate] = []
    following: list[Candidate] = []
    seen: set[tuple[object, ...]] = set()
    for candidate in todo:
        lesions = {(*s.setting.key().items(), s.sites) for s in candidate.course.sessions}
        (following if lesions <= seen else leading).append(candidate)
        seen |= lesions
    return [leading, following]


def _by_device(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        found.setdefault(trial.candidate.device.name, []).append(trial)
    return found


def _finalists(client: Any, trials: Sequence[Trial]) -> list[Candidate]:
    """Of one device: its best candidates after few draws, lighter ones, the one likeliest to fit, and variants of the best."""
    near = [t for t in trials if t.shortfall <= _MARGIN * max(1, len(t.missed)) and not t.blocks]
    ranked = sorted(near, key=lambda t: -t.value) if near else sorted(trials, key=lambda t: (t.shortfall, t.burden))
    best = ranked[:_BEST_TRIED]
    light = [t for t in near if t.value >= (1 - _WORTH) * best[0].value or _gentler(t, best[0])]
    likeliest = min(trials, key=lambda t: (t.shortfall, t.burden))
    picked = [t.candidate for t in (*best, *sorted(light, key=lambda t: t.burden)[:1], likeliest)]
    picked.append(_respaced(picked[0]))
    picked += [c for t in _risky(trials, best) for c in _protected(client, t.candidate)]
    unique = {c.course.text: c for c in picked}
    return list(unique.values())


def _respaced(candidate: Candidate) -> Candidate:
    """The same course with a longer interval, halfway from the usual to the longest (or to twice the usual)."""
    values, usual = candidate.device.values, candidate.interval_days
    if candidate.sessions == 1 or "interval.ceiling" not in values:
        return candidate
    return candidate.spaced(round((usual + min(values["interval.ceiling"].value, 2 * usual)) / 2))


def _risky(trials: Sequence[Trial], best: Sequence[Trial]) -> list[Trial]:
    """Candidates of more gain that miss only a risk of dark marks, the best first; aids may bring them within."""
    floor = best[0].value if best[0].fits else float("-inf")
    only = [t for t in trials if t.missed and not t.blocks and {v.limit for v in t.missed} == {"pih_risk"} and t.value > floor]
    return sorted(only, key=lambda t: (t.shortfall, -t.value))[:1]


def _protected(client: Any, candidate: Candidate) -> list[Candidate]:
    found = offers(check(client, candidate.course))
    care = {key: value for key, value in found.items() if key in _PRESCRIBED}
    return [candidate.with_care(care)] if care else []


def _chosen(trials: Sequence[Trial]) -> list[Trial]:
    """Of one device: its best course (of nearly equal ones the lightest), and a gentler one where there is a useful one."""
    fitting = [t for t in trials if t.fits]
    if not fitting:
        return []
    top = max(fitting, key=lambda t: t.value)
    best = min((t for t in fitting if t.value >= top.value - _WORTH * abs(top.value)), key=lambda t: t.burden)
    gentler = [t for t in fitting if _gentler(t, best)]
    return [best, *([max(gentler, key=lambda t: t.value)] if gentler else [])]


def _gentler(trial: Trial, best: Trial) -> bool:
    keeps = trial.value >= _GENTLER * best.value > 0
    return keeps and trial.downtime <= best.downtime / 2 and best.downtime >= 1


def _nearest(trials: Sequence[Trial]) -> Trial:
    return min(trials, key=lambda t: (t.shortfall, -t.value))


def _planned(client: Any, rank: int, trial: Trial, chosen: Sequence[Trial]) -> PlannedCourse:
    return PlannedCourse(
        rank=rank,
        device=trial.candidate.device.name,
        course=trial.candidate.course,
        interval_days=trial.candidate.interval_days,
        outlook=trial.outlook,
        gain=trial.gain,
        chance_within={v.limit: v.share for v in trial.verdicts},
        findings=trial.findings,
        untreated=trial.candidate.left,
        why=why(client, trial, chosen),
    )
