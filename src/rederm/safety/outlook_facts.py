"""Facts that only a simulation knows. Absent before it, so that rules on them stay silent.

For closing, crusts and redness: of all pairs of sessions that follow each other on the site, the one whose wait is shortest
beside the days that the earlier session takes. Days stand at their median and, as `_late`, at the client's confidence.
"""

from typing import Any

import numpy as np

from rederm.safety.facts import Place

_HEALING = {"closure": ("closure_hours", 24.0), "crust": ("crust_days", 1.0), "erythema": ("erythema_days", 1.0)}


def outlook_facts(client: Any, place: Place, outlook: Any) -> dict[str, Any]:
    """outlook.crust_days, crust_days_late, crust_wait_days (and so for closure, erythema); outlook.layer_depth_share."""
    region = None if outlook is None else outlook.regions.get(place.site, outlook.regions.get("face"))
    if region is None:
        return {}
    facts: dict[str, Any] = {}
    for name, (quantity, per_day) in _HEALING.items():
        facts |= _tightest(name, np.asarray(getattr(region.healing, quantity), float) / per_day, region, place, client)
    shares = [np.median(i.necrosis_depth_um) / region.skin.thickness_um for i in region.injuries if i.layer]
    return facts | ({"outlook.layer_depth_share": round(float(max(shares)), 2)} if shares else {})


def _tightest(name: str, days: Any, region: Any, place: Place, client: Any) -> dict[str, Any]:
    here = {session.day for session in place.sessions}
    found: dict[str, Any] = {}
    least = np.inf
    for k, (earlier, later) in enumerate(zip(region.sessions, region.sessions[1:], strict=False)):
        taken = days[:, k]
        if later.day not in here or np.isnan(taken).all():
            continue
        middle, wait = float(np.nanmedian(taken)), later.day - earlier.day
        if wait - middle < least:
            least = wait - middle
            late = float(np.nanquantile(taken, client.limits.confidence))
            found = {
                f"outlook.{name}_wait_days": wait,
                f"outlook.{name}_days": round(middle, 1),
                f"outlook.{name}_days_late": round(late, 1),
            }
    return found
