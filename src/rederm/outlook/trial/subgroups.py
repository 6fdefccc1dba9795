"""Kinds of clients in whom an effect is told apart: skin type, band of age, severity of the concern at the start."""

from collections.abc import Mapping

import numpy as np

from rederm.outlook.trial.sums import Numbers
from rederm.sources import sentence

AGES = (40.0, 55.0)
"""Bounds of the bands of age [y]."""
SEVERITIES = (1.5, 2.5)
"""Bounds of mild, moderate and severe on the scale of 0 to 4: what rounds to 1, 2 and more."""

GROUPS = (
    ("all", "all"),
    *(("fitzpatrick", str(kind)) for kind in range(1, 7)),
    ("age", "under 40"),
    ("age", "40 to 54"),
    ("age", "55 and over"),
    ("severity", "mild"),
    ("severity", "moderate"),
    ("severity", "severe"),
)
"""Factor and level of every group; all clients first."""

MANY = sentence(
    "Subgroups are told to see where an effect may differ, without tests: among so many groups some differ by chance alone."
)


def places(columns: Mapping[str, Numbers], concern: str | None) -> Numbers:
    """The groups of every row, (factors, rows): places in GROUPS, -1 where the columns do not tell.

    concern: whose severity; that of the first concern where None or not among the columns."""
    rows = len(columns["client"])
    found = [np.zeros(rows, np.int64)]
    if "fitzpatrick" in columns:
        found.append(_start("fitzpatrick") - 1 + np.asarray(columns["fitzpatrick"]).astype(np.int64))
    if "age" in columns:
        found.append(_start("age") + np.digitize(np.asarray(columns["age"], float), AGES))
    severities = [name for name in columns if name.startswith("severity.")]
    own = f"severity.{concern}"
    if severities:
        grade = np.asarray(columns[own if own in columns else severities[0]], float)
        found.append(np.where(np.isfinite(grade), _start("severity") + np.digitize(grade, SEVERITIES), -1))
    return np.stack(found)


def _start(factor: str) -> int:
    return [name for name, _ in GROUPS].index(factor)
