"""The clients of a cohort as columns, and the strata of those who are alike in what a run reads once for all its draws."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rederm.skin.client import Client
from rederm.sources import load_table

if TYPE_CHECKING:
    from rederm.skin.cohort import Cohort

Numbers = NDArray[np.float64]
AGE_STEP = 5.0
"""Years: ages are rounded to this within a stratum."""
_YOUNGEST, _OLDEST = 18.0, 120.0
_STEEPEST = 90.0  # degrees of ITA
_MOST = 2**62  # kinds that one number tells apart


@dataclass(frozen=True)
class Stratum:
    """Clients who are alike: one of them with rounded covariates, and their rows in the columns, ascending."""

    client: Client
    rows: NDArray[np.int64]


@dataclass(frozen=True)
class Clients:
    """n sampled clients. coded: by covariate, each (n,); the names are those of `Cohort.names`; words by their places in
    `cohort.WORDS`, since a million words are large."""

    cohort: "Cohort"
    coded: dict[str, NDArray[Any]]

    @property
    def n(self) -> int:
        """How many clients."""
        return len(self.coded["age"])

    @property
    def columns(self) -> dict[str, NDArray[Any]]:
        """The covariates as a client file says them."""
        from rederm.skin.cohort import WORDS

        return {name: np.array(WORDS[name])[column] if name in WORDS else column for name, column in self.coded.items()}

    def strata(self, age_step: float = AGE_STEP) -> list[Stratum]:
        """Every row in exactly one stratum, in the order of the covariates.

        The representative has the age rounded to `age_step` [a] and the mean ITA of its type; all else is that of each row.
        """
        alike = {name: column for name, column in self.coded.items() if name != "ita"}
        alike["age"] = rounded_age(alike["age"], age_step)
        code = _one_number([np.unique(column, return_inverse=True) for column in alike.values()])
        order = np.argsort(code, kind="stable")
        breaks = np.flatnonzero(np.diff(code[order])) + 1
        groups: Iterator[NDArray[np.int64]] = iter(np.split(order, breaks)) if self.n else iter(())
        return [Stratum(_client(self.cohort, alike, int(rows[0])), rows) for rows in groups]


def rounded_age(age: Numbers, step: float) -> Numbers:
    """Ages [a] to the nearest multiple of `step`, kept those of an adult whom a client file can hold."""
    return np.clip(np.round(age / step) * step, _YOUNGEST, _OLDEST)


def _one_number(levels: Iterable[tuple[NDArray[Any], NDArray[np.int64]]]) -> NDArray[np.int64]:
    """One number a row that stands for its levels of all covariates, ordered by the first, then the second and so on."""
    code, most = np.zeros(1, np.int64), 1
    for values, places in levels:
        if most > _MOST // max(len(values), 1):
            code = np.unique(code, return_inverse=True)[1]
            most = int(code.max(initial=0)) + 1
        code, most = code * len(values) + places, most * max(len(values), 1)
    return code


def drawn(cohort: "Cohort", uniforms: Iterable[dict[str, Numbers]]) -> Clients:
    """The clients at these places in 0..1 of each covariate's distribution, some at a time."""
    parts = [_coded(cohort, uniform) for uniform in uniforms]
    return Clients(cohort, {name: np.concatenate([part.pop(name) for part in parts]) for name in list(parts[0])})


def _coded(cohort: "Cohort", uniform: dict[str, Numbers]) -> dict[str, NDArray[Any]]:
    from scipy.special import ndtri

    from rederm.skin.cohort import GRADES, TYPES

    types = _chosen(cohort.fitzpatrick, uniform["fitzpatrick"]) + np.uint8(1)
    middles = np.array([type_angle(int(kind)) for kind in TYPES])
    columns: dict[str, NDArray[Any]] = {
        "age": _ages(cohort, uniform["age"]),
        "sex": (uniform["sex"] >= cohort.female).astype(np.uint8),
        "fitzpatrick": types,
        "ita": np.clip(middles[types - 1] + cohort.ita_sd * ndtri(uniform["ita"]), -_STEEPEST, _STEEPEST),
        "smoker": uniform["smoker"] >= 1 - cohort.smoker,
        "sunscreen": _chosen(cohort.sunscreen, uniform["sunscreen"]),
        "sun": _chosen(cohort.sun, uniform["sun"]),
        "ageing_in_family": _chosen(cohort.ageing_in_family, uniform["ageing_in_family"]),
        "moisturise": uniform["moisturise"] >= 1 - cohort.moisturise,
    }
    grades = np.array(GRADES).astype(float)
    for key, concern in zip(cohort.keys, cohort.concerns, strict=True):
        columns[f"severity.{key}"] = grades[_chosen(concern.severity, uniform[f"severity.{key}"])]
    return columns


def type_angle(fitzpatrick: int) -> float:
    """ITA [deg] of the middle of a Fitzpatrick type."""
    return load_table("tissue/instruments").number(f"ita.type_{fitzpatrick}", "deg")


def _ages(cohort: "Cohort", uniform: Numbers) -> Numbers:
    from scipy.special import ndtr, ndtri

    age = cohort.age
    if age.mean is None or age.sd is None:
        return age.low + (age.high - age.low) * uniform
    low, high = ndtr((age.low - age.mean) / age.sd), ndtr((age.high - age.mean) / age.sd)
    return np.clip(age.mean + age.sd * ndtri(low + (high - low) * uniform), age.low, age.high)


def _chosen(shares: Sequence[float], uniform: Numbers) -> NDArray[np.uint8]:
    """Place of the share into which each uniform number falls, never one whose share is 0."""
    edges = np.cumsum(shares)
    last = max(place for place, share in enumerate(shares) if share)
    return np.minimum(np.searchsorted(edges, uniform, side="right"), last).astype(np.uint8)


def _client(cohort: "Cohort", columns: dict[str, NDArray[Any]], row: int) -> Client:
    """The client of a row, as a client file would hold it."""
    from rederm.skin.cohort import WORDS

    found = {name: column[row].item() for name, column in columns.items()}
    at = {name: WORDS[name][value] if name in WORDS else value for name, value in found.items()}
    severities = [at[f"severity.{key}"] for key in cohort.keys]
    habits = ("smoker", "sunscreen", "sun", "moisturise")
    return Client.parse(
        {
            "age": at["age"],
            "sex": at["sex"],
            "fitzpatrick": at["fitzpatrick"],
            "ita": type_angle(at["fitzpatrick"]),
            "ageing_in_family": at["ageing_in_family"],
            "concerns": [
                concern.graded(severity).model_dump(exclude_none=True)
                for concern, severity in zip(cohort.concerns, severities, strict=True)
            ],
            "habits": {habit: at[habit] for habit in habits},
        },
        "cohort",
    )
