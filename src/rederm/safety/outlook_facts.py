"""Facts that only a simulation knows. Absent before it, so that rules on them stay silent.

Days are taken at the median and, as `_late`, at the quantile that the client's confidence names.
"""

from typing import Any

from rederm.safety.facts import Place

_DAYS = {
    "closure": ("closure_hours_per_session", 24.0),
    "crust": ("crust_days_per_session", 1.0),
    "erythema": ("erythema_days_per_session", 1.0),
}


def outlook_facts(client: Any, place: Place, outlook: Any) -> dict[str, Any]:
    """outlook.closure_days, crust_days, erythema_days and each with `_late`, of the worst session."""
    if outlook is None:
        return {}
    import numpy as np

    facts: dict[str, Any] = {}
    for name, (quantity, per_day) in _DAYS.items():
        days = np.asarray(outlook.samples(quantity), float) / per_day
        if np.isnan(days).all():
            continue
        facts[f"outlook.{name}_days"] = round(float(np.nanmedian(days)), 1)
        facts[f"outlook.{name}_days_late"] = round(float(np.nanquantile(days, client.limits.confidence)), 1)
    return facts
