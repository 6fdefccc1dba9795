"""Small invented sweeps for tests: a cheap peel, few draws."""

from typing import Any

from rederm.outlook.sweep.spec import SweepSpec

CLIENT: dict[str, Any] = {
    "age": 50,
    "sex": "female",
    "fitzpatrick": 3,
    "concerns": [{"kind": "wrinkles", "site": "face", "severity": 2}, {"kind": "texture", "site": "cheek"}],
}
DESIGN: dict[str, Any] = {
    "name": "Invented peels",
    "client": CLIENT,
    "course": "2 sessions of glycolic-peel on face, 3 weeks apart",
    "outcomes": ["gain.wrinkles.90", "downtime_days", "pih", "price"],
    "draws": 4,
    "seed": 3,
    "dials": {"concentration_pct": [30, 50, 70], "sessions": [1, 2]},
}
ANALYSIS: dict[str, Any] = {
    "name": "Invented doubts",
    "kind": "sensitivity",
    "client": CLIENT,
    "course": "1 session of glycolic-peel on face",
    "outcomes": ["gain.wrinkles.90", "necrosis_depth_um"],
    "samples": 8,
    "seed": 3,
    "groups": ["person", "agents", "look"],
    "dials": {"concentration_pct": [30, 70]},
}


def small_design(**changes: Any) -> SweepSpec:
    return SweepSpec.of(DESIGN | changes)


def small_analysis(**changes: Any) -> SweepSpec:
    return SweepSpec.of(ANALYSIS | changes)
