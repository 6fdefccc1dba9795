"""What the fit of pain reads: injuries of the rated settings, trials of creams, and a share of people above a rating.

cream_left        ln (S cream / S placebo) ~ N(ln(1 - e onset), 2 omega^2 / n + sigma^2)
cream_difference  points between two creams on a stimulus of the full level
pain_above        events of n persons, a binomial in P(S person > S of that rating), over clinics by quadrature
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from rederm.draws import Draws
from rederm.evidence.observations import Observation
from rederm.evidence.treated import Treated
from rederm.outlook.numbing import AGENTS, USUAL, Agent, onset
from rederm.outlook.pain import Stirred, score, stirred
from rederm.sources import DATA, load_table, read_toml

NODES = 9  # of the quadrature over clinics
PEEL = next(agent for agent in AGENTS if agent.key == "lidocaine_tetracaine")
_DETAIL = ("study", "device", "dials", "events", "rows")


@dataclass(frozen=True)
class Rated:
    """What the nerves meet and the onset of the cream, arrays (rows, draws)."""

    stirred: Stirred
    onset: np.ndarray

    def median(self) -> "Rated":
        """One draw: the median of each."""
        return self._each(lambda v: np.median(v, axis=1, keepdims=True))

    def rows(self, keep: np.ndarray) -> "Rated":
        """Some of the rows."""
        return self._each(lambda v: v[keep])

    def _each(self, change: Callable[[np.ndarray], np.ndarray]) -> "Rated":
        names = [f.name for f in fields(Stirred)]
        changed = {name: change(getattr(self.stirred, name)) for name in names}
        return Rated(Stirred(**changed), change(self.onset))


def rated(rows: Sequence[Observation], draws: int) -> Rated:
    """Injure every setting once (lesions are kept by content, so that equal settings cost nothing)."""
    met, begun = [], []
    for row in rows:
        course = Treated(row, Draws(draws))
        care = course.sessions[0].aftercare
        met.append(stirred(course.injuries[0], care.skin_cooling, course.skin, course.draws))
        begun.append(onset(USUAL, care.numbing_minutes or 0.0, course.skin.site.name, course.draws))
    names = [f.name for f in fields(Stirred)]
    return Rated(Stirred(**{name: np.stack([getattr(m, name) for m in met]) for name in names}), np.stack(begun))


@dataclass(frozen=True)
class Creams:
    """Trials of creams, as records of data/evidence/pain.toml."""

    left: Sequence[Mapping[str, Any]]
    differences: Sequence[Mapping[str, Any]]

    def loss(self, usual: float, peel: float, level: float, person: float, arm: float) -> float:
        """Minus log likelihood where the usual cream and the peel take these shares of the stimulus."""
        worst = load_table("posterior/comfort").number("pain.worst", "1")
        loss = 0.0
        for record in self.left:
            under, bare = (-np.log1p(-record[key] / worst) for key in ("observed", "placebo"))
            sd = np.sqrt(2 * person**2 / record["n"] + arm**2)
            z = (np.log(under / bare) - np.log(1 - peel * _onset(PEEL, record))) / sd
            loss += float(z**2 / 2 + np.log(sd))
        for record in self.differences:
            weaker, better = (level * (1 - e * _onset(a, record)) for e, a in ((peel, PEEL), (usual, USUAL)))
            sd = float(np.hypot(record["sd"], arm * worst * weaker * np.exp(-weaker)))
            z = (float(score(weaker)) - float(score(better)) - record["observed"]) / sd
            loss += z**2 / 2 + float(np.log(sd))
        return loss


@dataclass(frozen=True)
class Above:
    """How many of n persons had a mean pain above a rating, under this injury and cream (1, 1)."""

    events: int
    n: int
    ln_threshold: float
    given: Rated

    def loss(self, ln_stimulus: float, clinics: float, person: float) -> float:
        """Minus log likelihood, with sds of ln S between clinics and between persons."""
        from scipy.special import ndtr

        nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
        chance = ndtr((ln_stimulus + clinics * nodes - self.ln_threshold) / person)
        told = chance**self.events * (1 - chance) ** (self.n - self.events)
        return -float(np.log(np.dot(weights, told) / weights.sum()))


def creams() -> Creams:
    """The trials of creams that ship."""
    held = read_toml(DATA / "evidence" / "pain.toml")
    return Creams(held["cream_left"], held["cream_difference"])


def shares_above(draws: int) -> list[Above]:
    """The shares of people above a rating that ship."""
    worst, found = load_table("posterior/comfort").number("pain.worst", "1"), []
    for record in read_toml(DATA / "evidence" / "pain.toml")["pain_above"]:
        detail = {name: value for name, value in record.items() if name not in _DETAIL}
        row = Observation("pain", record["study"], record["device"], record["dials"], record["above"], detail)
        threshold = float(np.log(-np.log1p(-record["above"] / worst)))
        found.append(Above(record["events"], record["n"], threshold, rated([row], draws).median()))
    return found


def _onset(agent: Agent, record: Mapping[str, Any]) -> float:
    return float(onset(agent, float(record["minutes"]), "face", Draws.at_median())[0])
