"""One posterior from the two structures of the outcome law, as the product draws it: half of the draws each.

A term of one structure has the mean, spread and correlations of that structure's chains. A shared term is the two together,

    mean = (m_D + m_V) / 2        variance = (s_D^2 + s_V^2) / 2 + (m_D - m_V)^2 / 4

wide where they differ; its correlations C_S with the other shared terms are the mean of both. The terms of a structure follow
the shared ones as its own chains have them, x = B s + rest, and so

    C_DD = B_D C_S B_D' + rest_D      C_DS = B_D C_S      C_DV = B_D C_S B_V'

Terms of D and of V never meet in one draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rederm.draws.noise import Tie
from rederm.evidence.fit_outcome import OutcomeFit
from rederm.evidence.laplace import Fit
from rederm.evidence.mcmc import Chains
from rederm.evidence.outcome_terms import SHARED
from rederm.evidence.terms import Bounds

STRUCTURES = ("d", "v")


@dataclass(frozen=True)
class OutcomePosterior:
    """Figures by name as in draws, the correlation of their noise, and by structure how well the chains have mixed."""

    entries: Mapping[str, Bounds]
    tie: Tie
    diagnostics: Mapping[str, Mapping[str, float]]


def outcome_posterior(models: Mapping[str, OutcomeFit], fits: Mapping[str, Fit]) -> OutcomePosterior:
    """Sample both structures and put them together."""
    chains = {name: models[name].sampled(fits[name]) for name in STRUCTURES}
    return OutcomePosterior(
        entries=entries_of(models, chains),
        tie=tie_of(models, chains),
        diagnostics={name: _mixing(models[name], fits[name], chains[name]) for name in STRUCTURES},
    )


def entries_of(models: Mapping[str, OutcomeFit], chains: Mapping[str, Chains]) -> dict[str, Bounds]:
    """Median and 90 % bounds of every term, by its name in draws."""
    found: dict[str, Bounds] = {}
    for structure in STRUCTURES:
        points = chains[structure].points
        for place, (local, term) in enumerate(models[structure].terms.items()):
            if local not in SHARED:
                found[term.name] = term.bounds(float(points[:, place].mean()), float(points[:, place].std()))
    for local in SHARED:
        x = [chains[s].points[:, list(models[s].terms).index(local)] for s in STRUCTURES]
        means, variances = np.array([each.mean() for each in x]), np.array([each.var() for each in x])
        term = models["d"].terms[local]
        found[term.name] = term.bounds(float(means.mean()), float(np.sqrt(variances.mean() + means.var())))
    return found


def tie_of(models: Mapping[str, OutcomeFit], chains: Mapping[str, Chains]) -> Tie:
    """The correlation of all terms, those of D, of V, and the shared ones."""
    own = {s: [local for local in models[s].terms if local not in SHARED] for s in STRUCTURES}
    found = {s: _correlation(models[s], chains[s], [*own[s], *SHARED]) for s in STRUCTURES}
    shared = sum((found[s][len(own[s]) :, len(own[s]) :] for s in STRUCTURES), np.zeros(1)) / len(STRUCTURES)
    follow, rest = {}, {}
    for s in STRUCTURES:
        n = len(own[s])
        follow[s] = np.linalg.solve(found[s][n:, n:], found[s][n:, :n]).T
        rest[s] = found[s][:n, :n] - follow[s] @ found[s][n:, :n]
    d, v = follow["d"] @ shared, follow["v"] @ shared
    apart = d @ follow["v"].T
    both = np.block([[d @ follow["d"].T + rest["d"], apart], [apart.T, v @ follow["v"].T + rest["v"]]])
    across = np.vstack([d, v])
    whole = np.block([[both, across], [across.T, shared]])
    scale = np.sqrt(np.diag(whole))
    whole = whole / np.outer(scale, scale)
    names = [models[s].terms[local].name for s in STRUCTURES for local in own[s]]
    names += [models["d"].terms[local].name for local in SHARED]
    lower = tuple(tuple(round(float(r), 3) for r in whole[i, : i + 1]) for i in range(len(names)))
    return Tie(tuple(names), lower)


def _correlation(model: OutcomeFit, chains: Chains, locals_: list[str]) -> np.ndarray:
    places = [list(model.terms).index(local) for local in locals_]
    return np.asarray(np.corrcoef(chains.points[:, places], rowvar=False))


def _mixing(model: OutcomeFit, fit: Fit, chains: Chains) -> Mapping[str, float]:
    """Largest R-hat, smallest effective sample size, how far the halves of the chains and the normal at the mode lie from the
    whole, in its sd, and what is left of the prior sd of each term."""
    points, steps = chains.points, len(chains.samples)
    mean, sd = points.mean(axis=0), points.std(axis=0)
    halves = [chains.samples[part].reshape(-1, mean.size).mean(axis=0) for part in (slice(steps // 2), slice(steps // 2, None))]
    found = {
        "rhat": float(chains.rhat.max()),
        "effective": float(chains.ess.min()),
        "taken": chains.taken,
        "halves": float(np.max(np.abs(halves[0] - halves[1]) / sd)),
        "mode": float(np.max(np.abs(fit.mode - mean) / sd)),
    }
    left = {f"of prior: {local}": float(s / one.sd) for (local, one), s in zip(model.terms.items(), sd, strict=True)}
    return found | left
