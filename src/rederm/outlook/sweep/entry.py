"""The file of a sweep as TOML lays it out; what its tables of axes hold is read by `outlook/sweep/axis.py`."""

from typing import Any, Literal

from pydantic import Field

from rederm.skin.entry import Entry, Whole

MOST_POINTS = 2048
"""Points of a design: about half an hour of heat lesions on one core."""
MOST_SAMPLES = 16384


class SweepEntry(Entry):
    """The whole file. points: of a space-filling sample in place of the full grid (design); samples: rows of the base sample,
    or trajectories (sensitivity); draws: of the uncertain parameters behind a band (design)."""

    name: str = Field(min_length=1, max_length=120, examples=["Which dial of the roller matters"])
    kind: Literal["design", "sensitivity"] = Field(default="design", examples=["design"])
    client: str | dict[str, Any] = Field(examples=["../maria.toml"])
    course: str = Field(examples=["3 sessions of opus-plasma on face, 4 weeks apart"])
    outcomes: tuple[str, ...] = Field(strict=False, min_length=1, examples=[["gain.wrinkles.180", "downtime_days"]])
    aims: dict[str, Literal["more", "less"]] = Field(default={}, examples=[{"ablation_depth_um": "more"}])
    dials: dict[str, Any] = Field(default={}, examples=[{"power_W": [40, 60, 80]}])
    tips: dict[str, Any] = Field(default={}, examples=[{"physics.pins_per_pass": [50, 100]}])
    points: Whole | None = Field(default=None, ge=2, le=MOST_POINTS, examples=[128])
    covariates: dict[str, Any] = Field(default={}, examples=[{"age": {"low": 40, "high": 60}}])
    groups: tuple[str, ...] | None = Field(default=None, strict=False, examples=[["healing", "person"]])
    method: Literal["sobol", "morris"] = Field(default="sobol", examples=["sobol"])
    samples: Whole = Field(default=128, ge=4, le=MOST_SAMPLES, examples=[128])
    draws: Whole = Field(default=100, ge=2, le=10_000, examples=[100])
    seed: Whole = Field(default=1, ge=0, le=2**32 - 1, examples=[1])
