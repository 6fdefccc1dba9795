"""Where the published figures lie, and so where a prediction is inside or outside of what it was compared with.

Counted are figures and studies by skin type, site and device, and the devices, types and sites that no figure speaks to.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rederm.devices import device_names, published_device
from rederm.evidence.observations import Observation, observations
from rederm.skin import load_site

TYPES = ("I-II", "III-IV", "V-VI")
UNSTATED = "not stated"


def applicability() -> dict[str, Any]:
    """{"types", "sites", "devices"}: name -> {"figures", "studies", "kinds": {kind: figures}}; and what has none."""
    rows = observations()
    found: dict[str, Any] = {
        "types": _count(rows, skin_type, (*TYPES, UNSTATED)),
        "sites": _count(rows, lambda o: load_site(o.site).group, ()),
        "devices": _count(rows, lambda o: o.device, tuple(device_names())),
        "modalities": _count(rows, lambda o: published_device(o.device).family, ()),
    }
    found["no_gain"] = [name for name, of in found["devices"].items() if "outcome" not in of["kinds"]]
    return found


def skin_type(observation: Observation) -> str:
    """The pair of Fitzpatrick types of a study's people, by their mean where it is known."""
    stated = observation.detail.get("mean_type", observation.detail.get("fitzpatrick"))
    return UNSTATED if stated is None else TYPES[min((max(round(float(stated)), 1) - 1) // 2, len(TYPES) - 1)]


def _count(
    rows: Sequence[Observation], key: Callable[[Observation], str], names: Iterable[str]
) -> Mapping[str, Mapping[str, Any]]:
    groups: dict[str, list[Observation]] = {name: [] for name in names}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {
        name: {
            "figures": len(own),
            "studies": len({row.study for row in own}),
            "kinds": {kind: sum(row.kind == kind for row in own) for kind in dict.fromkeys(row.kind for row in own)},
        }
        for name, own in groups.items()
    }
