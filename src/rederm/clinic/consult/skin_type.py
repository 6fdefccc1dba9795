"""Skin type by questionnaire, and by what an instrument read: the two are kept side by side, and the clinician decides.

ITA = atan2(L* - 50, b*) in degrees; several readings are averaged as angles.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rederm.skin.names import ROMAN
from rederm.sources import read_toml

APART = 2  # types; neighbours overlap in every study, so one apart is only told, two are warned of (assumed)


@cache
def questionnaire() -> dict[str, Any]:
    """The questions with their answers, worth 0 to 4 points in order, the cuts, and the source."""
    return read_toml(Path(__file__).with_name("skin_type.toml"))


def suggested(points: Mapping[str, int | None]) -> int | None:
    """The type 1..6 that the answers make, None while one of them is missing."""
    asked = questionnaire()["question"]
    given = [points.get(key) for key in asked]
    if any(value is None for value in given):
        return None
    return bisect_right(questionnaire()["from_points"], sum(value for value in given if value is not None))


def mean_angle(readings: Sequence[Mapping[str, float]]) -> float | None:
    """Mean typology angle [deg] of readings, each {"ita"} or {"L", "b"}; None of none."""
    import numpy as np

    from rederm.look.colour import ita

    if not readings:
        return None
    angles = [r["ita"] if "ita" in r else float(ita(np.array([r["L"], 0.0, r["b"]]))) for r in readings]
    return round(sum(angles) / len(angles), 1)


@dataclass(frozen=True)
class Measured:
    """An angle with its class and the type that stands beside it."""

    angle: float
    name: str
    type: int

    @property
    def roman(self) -> str:
        return ROMAN[self.type - 1]


def measured(angle: float | None) -> Measured | None:
    """The class of an angle by the cuts of Chardon and Del Bino, and the type at its place: very light I ... dark VI."""
    if angle is None:
        return None
    from rederm.look.colour import ita_class
    from rederm.look.colour.spaces import CLASSES

    name = ita_class(angle)
    return Measured(angle, name, len(CLASSES) - CLASSES.index(name))


def disagreement(chosen: int, found: Measured | None) -> str:
    """What to look at where type and angle differ, "" where they agree or nothing was measured."""
    if found is None or chosen == found.type:
        return ""
    both = f"Type {ROMAN[chosen - 1]} and an angle of {found.angle:g} degrees ({found.name}: type {found.roman})"
    if abs(chosen - found.type) < APART:
        return f"{both} are neighbours, as is common."
    return (
        f"{both} disagree. Look again: a tan, make-up or redness where it was measured, or answers that tell how somebody else "
        "sees this skin. Both are kept."
    )
