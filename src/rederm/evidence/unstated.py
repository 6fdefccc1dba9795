"""Dials that a paper does not state, drawn from published use: what is not known of a setting is a doubt of its dose.

    ln dial ~ uniform(lowest, highest studied value)        and the default; of a choice, any word alike

Use on the same kind of site where there is any, else on any site. A dial that no study states keeps its default.
"""

import math
from collections.abc import Sequence

from rederm.devices import Dial, DialValue, published_device
from rederm.draws import Draws
from rederm.evidence.observations import Observation
from rederm.skin import Site

SETTINGS = 8  # settings that one vague setting stands for


def settings_of(observation: Observation, site: Site) -> list[dict[str, DialValue]]:
    """Dials of the settings that an observation at this site may have had; one where all that is studied is stated."""
    drawn: dict[str, list[DialValue]] = {}
    for name, dial in published_device(observation.device).dials.items():
        if name in observation.dials or dial.default is None:
            continue
        ranges = [r for r in dial.studied if r.site == site.group] or list(dial.studied)
        values = sorted({dial.default, *(value for r in ranges for value in r.values)}, key=str)
        if len(values) > 1:
            drawn[name] = _spread(dial, values)
    if not drawn:
        return [dict(observation.dials)]
    return [observation.dials | {name: values[place] for name, values in drawn.items()} for place in range(SETTINGS)]


def _spread(dial: Dial, values: Sequence[DialValue]) -> list[DialValue]:
    """One value of the dial for each of SETTINGS."""
    from scipy.special import ndtr

    places = ndtr(Draws(SETTINGS).normal(f"unstated.{dial.name}"))
    if dial.limits is None:
        return [values[int(place * len(values))] for place in places]
    low, high = (math.log(float(end)) for end in (min(values, key=float), max(values, key=float)))
    found = [math.exp(low + place * (high - low)) for place in places]
    return [round(value) if dial.whole else value for value in found]
