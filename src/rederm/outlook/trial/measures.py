"""What a trial compares: one figure a client, of one endpoint at one visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rederm.outlook.trial.sums import Numbers

if TYPE_CHECKING:
    from rederm.outlook.trial.spec import TrialSpec

BY_VISIT = ("gain", "score", "responder")


@dataclass(frozen=True)
class Measure:
    """key: of the endpoint (gain.wrinkles); kind: gain, score, responder, event, downtime, pain; day: of the visit,
    after the last session, None where the endpoint is not told by visit.

    column: of the trial's columns; threshold: the least gain of a responder, None where the figure is taken as it is."""

    key: str
    kind: str
    concern: str | None
    day: int | None
    column: str
    threshold: float | None = None

    @property
    def binary(self) -> bool:
        """Whether the figure is yes (1) or no (0)."""
        return self.kind in ("responder", "event")

    def values(self, columns: Mapping[str, Numbers]) -> Numbers:
        """The figure of every row, (rows,); NaN where the client was not seen: gone before the visit, or not to be told."""
        values = np.asarray(columns[self.column], float)
        if self.threshold is not None:
            values = np.where(np.isfinite(values), values >= self.threshold, np.nan)
        if self.day is None or "dropped_after" not in columns:
            return values
        return np.where(np.asarray(columns["dropped_after"], float) < self.day, np.nan, values)


def measures(spec: "TrialSpec") -> tuple[Measure, ...]:
    """Every figure of a trial, in the order of its endpoints and visits."""
    found: list[Measure] = []
    for endpoint in spec.endpoints:
        kind, concern = endpoint.kind, endpoint.concern
        if kind in BY_VISIT:
            read, threshold = ("gain", endpoint.threshold) if kind == "responder" else (kind, None)
            found += [Measure(endpoint.key, kind, concern, day, f"{read}.{concern}.{day}", threshold) for day in spec.visits]
        elif kind == "event":
            found.append(Measure(endpoint.key, kind, None, None, f"event.{endpoint.risk}"))
        else:
            found.append(Measure(endpoint.key, kind, None, None, "downtime_days" if kind == "downtime" else kind))
    return tuple(found)
