"""Facts that only a simulation knows. Absent before it, so that rules on them stay silent.

For closing, crusts and redness: of all pairs of sessions that follow each other on the site, the one whose wait is shortest
beside the days that the earlier session takes. For pigment, barrier and swelling: the worst state on the day of a later
session, beside the same skin left alone. Figures stand at their median and, as `_late`, at the client's confidence.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.safety.places import Place

_DAYS = {"closure": ("closure_hours", 24.0), "crust": ("crust_days", 1.0), "erythema": ("erythema_days", 1.0)}
OUTLOOK = (
    *(f"outlook.{name}_{what}" for name in _DAYS for what in ("days", "days_late", "wait_days")),
    *(f"outlook.{name}{late}" for name in ("pigment_rise_pct", "barrier_lack_pct", "swelling_pct") for late in ("", "_late")),
    "outlook.state_wait_days",  # from the session before to the session that meets the worst pigment
    "outlook.layer_depth_share",  # depth of a sheet wound as a share of the skin
)


class OutlookFacts:
    """Reads each region of one outlook once for the sessions of a place; the parts of a face share theirs."""

    def __init__(self, client: Any, outlook: Any) -> None:
        self._confidence = client.limits.confidence
        self._regions = {} if outlook is None else outlook.regions
        self._read: dict[tuple[Any, ...], dict[str, Any]] = {}

    def at(self, place: Place, site: str) -> dict[str, Any]:
        """The facts at one site of a place; none before simulation."""
        region = self._regions.get(site) or self._regions.get("face")
        if region is None:
            return {}
        here = frozenset(session.day for session in place.sessions)
        key = id(region), here
        if key not in self._read:
            self._read[key] = self._facts(region, here)
        return self._read[key]

    def _facts(self, region: Any, here: frozenset[float]) -> dict[str, Any]:
        followed = [
            (k, later.day - earlier.day)
            for k, (earlier, later) in enumerate(zip(region.sessions, region.sessions[1:], strict=False))
            if later.day in here
        ]
        facts: dict[str, Any] = {}
        if followed:
            for name, (quantity, per_day) in _DAYS.items():
                days = np.asarray(getattr(region.healing, quantity), float)[:, [k for k, _ in followed]] / per_day
                facts |= self._tightest(name, days, [wait for _, wait in followed])
            facts |= self._states(region, followed)
        shares = [np.median(i.necrosis_depth_um) / region.skin.thickness_um for i in region.injuries if i.layer]
        return facts | ({"outlook.layer_depth_share": round(float(max(shares)), 2)} if shares else {})

    def _tightest(self, name: str, days: np.ndarray, waits: Sequence[float]) -> dict[str, Any]:
        """Of the days that sessions take (n, sessions), those which leave least of the wait that follows."""
        asked = [k for k in range(len(waits)) if not np.isnan(days[:, k]).all()]
        if not asked:
            return {}
        middle, late = self._quantiles(days[:, asked])
        k = int(np.argmin([waits[place] - m for place, m in zip(asked, middle, strict=True)]))
        return {
            f"outlook.{name}_wait_days": waits[asked[k]],
            f"outlook.{name}_days": round(float(middle[k]), 1),
            f"outlook.{name}_days_late": round(float(late[k]), 1),
        }

    def _states(self, region: Any, followed: Sequence[tuple[int, float]]) -> dict[str, Any]:
        """Rise of melanin, lack of barrier and swelling on the day of a session, before it, in percent; the worst of them."""
        healing, found = region.healing, dict[str, Any]()
        at = [int(np.searchsorted(healing.days, region.sessions[k + 1].day, side="right")) - 1 for k, _ in followed]
        treated, alone = ({name: side[name][:, at] for name in _STATES} for side in (healing.states, healing.untreated))
        read = {
            "pigment_rise_pct": treated["melanin"] / alone["melanin"] - 1,
            "barrier_lack_pct": 1 - treated["barrier"],
            "swelling_pct": treated["swelling"] - alone["swelling"],
        }
        for name, share in read.items():
            middle, late = (np.round(100 * quantile) for quantile in self._quantiles(share))
            if name == "pigment_rise_pct":
                latest = np.flatnonzero(late == late.max())[-1]
                found["outlook.state_wait_days"] = followed[int(latest)][1]
            found |= {f"outlook.{name}": int(middle.max()), f"outlook.{name}_late": int(late.max())}
        return found

    def _quantiles(self, samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Median and quantile at the client's confidence of each column, what does not apply left out."""
        if np.isnan(samples).any():
            return np.nanmedian(samples, axis=0), np.nanquantile(samples, self._confidence, axis=0)
        ordered = np.sort(samples, axis=0)
        place = np.array([0.5, self._confidence]) * (len(ordered) - 1)
        below = place.astype(int)
        above = np.minimum(below + 1, len(ordered) - 1)
        middle, late = ordered[below] + (place - below)[:, None] * (ordered[above] - ordered[below])
        return middle, late


_STATES = ("melanin", "barrier", "swelling")
