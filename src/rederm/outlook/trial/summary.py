"""From the sums of a trial to what it found."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from rederm.draws import band
from rederm.outlook.trial.accumulate import Accumulated, accumulate
from rederm.outlook.trial.contrast import Contrast, contrast, spread
from rederm.outlook.trial.power import clopper_pearson, power
from rederm.outlook.trial.result import ArmFigures, Comparison, Difference, EffectSize, Outcome, Subgroup, TrialResult
from rederm.outlook.trial.subgroups import GROUPS, MANY
from rederm.outlook.trial.sums import Numbers
from rederm.sources import mark, sentence

if TYPE_CHECKING:
    from rederm.outlook.trial.spec import TrialSpec

Z95 = 1.959963984540054
POOLED = mark("pooled sd of the two arms")
OF_DIFFERENCES = mark("sd of the differences within persons")
TESTS = {
    ("parallel", False): mark("Welch's t test"),
    ("parallel", True): mark("Fisher's exact test"),
    ("split-face", False): mark("paired t test"),
    ("split-face", True): mark("McNemar's exact test"),
}


def summarise(columns: Mapping[str, Numbers], spec: "TrialSpec") -> TrialResult:
    """What the rows of a whole trial tell, one row a client and arm."""
    return summarised(accumulate(columns, spec), spec)


def summarised(sums: Accumulated, spec: "TrialSpec") -> TrialResult:
    """What the added sums of a trial's parts tell."""
    outcomes = tuple(_outcome(sums, spec, place) for place in range(len(sums.measures)))
    names = tuple(arm.name for arm in spec.arms)
    size = (spec.n, spec.replicates, spec.alpha, spec.seed)
    return TrialResult(spec.name, spec.allocation, names, *size, outcomes, _notes(sums, spec, outcomes))


def _outcome(sums: Accumulated, spec: "TrialSpec", place: int) -> Outcome:
    measure = sums.measures[place]
    arms = tuple(_arm(sums, place, k, arm.name) for k, arm in enumerate(spec.arms))
    comparisons = tuple(_comparison(sums, spec, place, k) for k in range(1, len(spec.arms)))
    return Outcome(measure.key, measure.kind, measure.day, arms, comparisons)


def _arm(sums: Accumulated, place: int, arm: int, name: str) -> ArmFigures:
    seen = sums.arms[place, :, arm, 0]
    means, n = seen.mean, float(seen.n.mean())
    told = means[np.isfinite(means)]
    mean = float(told.mean()) if told.size else None
    enrolled = float(sums.enrolled[place, :, arm, 0].mean())
    if sums.measures[place].binary:
        interval = (None, None) if mean is None else clopper_pearson(round(mean * n), round(n))
        return ArmFigures(name, enrolled, n, mean, band(means), None, *interval)
    variance = seen.variance
    sd = float(np.sqrt(np.nanmean(variance))) if np.isfinite(variance).any() else None
    return ArmFigures(name, enrolled, n, mean, band(means), sd, None, None)


def _comparison(sums: Accumulated, spec: "TrialSpec", place: int, arm: int) -> Comparison:
    found = contrast(sums, place, arm)
    binary = sums.measures[place].binary
    return Comparison(
        spec.arms[arm].name,
        spec.arms[0].name,
        TESTS[spec.allocation, binary],
        _difference(found),
        None if binary else effect_size(found, sums.pairs is not None),
        power(sums, place, arm, spec.n, spec.alpha, spec.seed),
        _subgroups(sums, place, arm),
    )


def _difference(found: Contrast) -> Difference | None:
    told = spread(found.difference, found.squared_error)
    if told is None:
        return None
    share = None
    if told.sd_law is not None:
        whole = told.sd_law**2 + told.sd_sampling**2
        share = told.sd_law**2 / whole if whole > 0 else 0.0
    return Difference(told.estimate, told.low, told.high, told.sd_sampling, told.sd_law, share)


def effect_size(found: Contrast, paired: bool) -> EffectSize | None:
    """Cohen's d: the mean difference over the root mean square sd of the same replicates, so that its sign is that of the
    difference told; with the interval of 95 % of Hedges and Olkin 1985 (large samples):

    d +- 1.96 sqrt((n0 + n1) / (n0 n1) + d^2 / (2 (n0 + n1)))        paired: d_z +- 1.96 sqrt(1/n + d_z^2 / (2 n))
    """
    told = np.isfinite(found.difference) & np.isfinite(found.sd)
    sd = float(np.sqrt(np.mean(found.sd[told] ** 2))) if told.any() else 0.0
    if sd == 0.0:
        return None
    d, n = float(found.difference[told].mean()) / sd, float(found.n.mean())
    error = Z95 * float(np.sqrt(1.0 / n + d**2 / (2.0 * n) if paired else 2.0 / n + d**2 / (4.0 * n)))
    return EffectSize(d, d - error, d + error, OF_DIFFERENCES if paired else POOLED)


def _subgroups(sums: Accumulated, place: int, arm: int) -> tuple[Subgroup, ...]:
    rows = []
    for group, (factor, level) in enumerate(GROUPS):
        found = contrast(sums, place, arm, group)
        told = spread(found.difference, found.squared_error)
        if group and told is not None:
            rows.append(Subgroup(factor, level, float(found.n.mean()), told.estimate, told.low, told.high, told.replicates))
    return tuple(rows)


def _notes(sums: Accumulated, spec: "TrialSpec", outcomes: tuple[Outcome, ...]) -> tuple[str, ...]:
    notes = [MANY]
    powers = [(outcome.endpoint, one.power) for outcome in outcomes for one in outcome.comparisons]
    torn = dict.fromkeys(key for key, power in powers if min(power.more, power.less) > spec.alpha)
    if torn:
        notes.append(
            sentence(
                "Of {endpoints} some trials find more in one arm and others in the other: it is not known which arm has more. "
                "Power is then the chance to find either, not the chance to find what is so.",
                endpoints=", ".join(torn),
            )
        )
    if spec.replicates == 1:
        notes.append(
            sentence(
                "One replicate: bands hold the chance of sampling alone; "
                "what is not known of the law is not in them, nor in power."
            )
        )
    enrolled, seen = sums.enrolled[..., 0], sums.arms.n[..., 0]
    lost = 1.0 - float((seen.sum(axis=(1, 2)) / np.maximum(enrolled.sum(axis=(1, 2)), 1)).min())
    if lost > 0:
        notes.append(
            sentence(
                "Clients who left are missing at later visits: up to {share} of a visit's figures. "
                "Each visit is compared among those seen; figures are not filled in. Sizes count clients who began.",
                share=f"{100 * lost:.1f} %",
            )
        )
    return tuple(notes)
