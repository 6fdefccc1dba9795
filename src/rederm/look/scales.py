"""A relative score on the scales that clinics use.

    severity scales      y = clip(none + b x0 s, least, most)      x0: the client's severity 0..4, b per grade, s score as read
    improvement scales   y = levels passed by 1 - s, the share of today's severity that is gone

s is the score as the scale's rater reads it (`look.raters`), 1 on day 0, so that y is then the client's baseline whoever
rates. A scale told in whole grades moves by one where a fall of d grades meets a boundary between them; baselines lie anywhere
within a grade, so that the chance of that is min(d, 1), d with the noise of rating: skin left alone gains a grade now and then
as well. Which scale speaks to which concern, and where, is data.

Assumes that a scale is straight in severity: the outcome law was fitted on changes told as shares of the score, and this is
what that means. Severities of trial patients that anchor a scale are taken as 2 of 4.

References: `rederm sources tissue/scales`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np

from rederm.draws import Draws, Samples
from rederm.look.numerics_people import normal_nodes
from rederm.skin import Site
from rederm.sources import DATA, Value, collect, read_toml, worded


@dataclass(frozen=True)
class Scale:
    """One clinical scale. reads: how its readings are compressed (`look.raters.rated`); whole: told in whole grades."""

    name: str
    title: str
    form: Literal["severity", "improvement"]
    reads: str
    raters: tuple[str, ...]
    concerns: tuple[str, ...]
    groups: tuple[str, ...]
    unit: str
    better: Literal["lower", "higher"]
    values: Mapping[str, Value]

    @property
    def levels(self) -> list[str]:
        return [f"level.{k}" for k in range(1, 1 + sum(name.startswith("level.") for name in self.values))]

    @property
    def whole(self) -> bool:
        return self.form == "improvement" or "step" in self.values

    @property
    def range(self) -> tuple[float, float]:
        """The ends of the scale."""
        if self.form == "improvement":
            return (-1.0 if "worse" in self.values else 0.0, float(len(self.levels)))
        return self.values["least"].value, self.values["most"].value

    def speaks_to(self, concern: Any, site: Site) -> bool:
        """Whether this scale is used for a concern at its site."""
        named = concern.kind in self.concerns or f"{concern.kind}/{concern.subtype}" in self.concerns
        return named and (not self.groups or site.group in self.groups)

    def at(self, severity: float | Samples, score: Samples, draws: Draws) -> Samples:
        """The scale at a score as read, (n, days): what the rater writes down, before it is rounded to a grade.

        severity: of the client, or (n, 1) of as many people.
        """
        if self.form == "improvement":
            return self._improved(1 - score, draws)
        none, slope = (self._drawn(name, draws)[:, None] for name in ("none", "per_grade"))
        return np.asarray(np.clip(none + slope * severity * score, *self.range))

    def severity_of(self, value: float) -> float:
        """The client's severity at a value of a severity scale, 0 to 4."""
        none, slope = self.values["none"].value, self.values["per_grade"].value
        return float(np.clip((value - none) / slope, 0.0, SEVEREST))

    def one_grade(self, severity: float | Samples, score: Samples, noise: Samples, draws: Draws) -> Samples:
        """Chance in each draw that a gain of at least one grade is written down, shaped as `score`.

        score: as read, (n, days); noise (n,): `look.raters.rating_noise`, taken over its quadrature.
        """
        before = self.at(severity, np.ones_like(score), draws)
        later = self.at(severity, score + np.array([z * noise for z, _ in normal_nodes()])[:, :, None], draws)
        chance = np.zeros_like(score)
        for (_, weight), graded in zip(normal_nodes(), self._grades(before, later, draws), strict=True):
            chance = chance + weight * graded
        return np.asarray(chance)

    def _grades(self, before: Samples, later: Samples, draws: Draws) -> Samples:
        if self.form == "improvement":
            return np.asarray(later >= 1, float)
        gained = before - later if self.better == "lower" else later - before
        return np.asarray(np.clip(gained / self._drawn("step", draws)[:, None], 0.0, 1.0))

    def _improved(self, gone: Samples, draws: Draws) -> Samples:
        passed = sum((gone > self._drawn(level, draws)[:, None] for level in self.levels), np.zeros_like(gone))
        if "worse" in self.values:
            passed = passed - (gone < -self._drawn("worse", draws)[:, None])
        return np.asarray(passed, float)

    def _drawn(self, name: str, draws: Draws) -> Samples:
        return draws.of(f"scales.{self.name}.{name}", self.values[name])


SEVEREST = 4
"""The client file's severest grade."""


@cache
def load_scales() -> Mapping[str, Scale]:
    """Every scale of data/tissue/scales.toml by name."""
    return {name: _scale(name, entry) for name, entry in read_toml(DATA / "tissue" / "scales.toml").items()}


def scales_for(concern: Any, site: Site) -> list[Scale]:
    """The scales used for a concern at its site, in the order of the table."""
    return [scale for scale in load_scales().values() if scale.speaks_to(concern, site)]


def _scale(name: str, entry: Mapping[str, Any]) -> Scale:
    return Scale(
        name=name,
        title=worded(entry["title"]),
        form=entry["form"],
        reads=entry["reads"],
        raters=tuple(entry["raters"]),
        concerns=tuple(entry["concerns"]),
        groups=tuple(entry.get("groups", ())),
        unit=entry["unit"],
        better=entry["better"],
        values=collect("", entry, f"scales.toml: {name}"),
    )
