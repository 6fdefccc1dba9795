"""How strong a setting is beside the cap of a site.

    share = product over the energy-like dials of  value / highest  /  cap

`highest` is the most that was published on this site group, else on the face; the cap is 1 where a dial was published on the
site group itself, else the site's `damage_cap` (neck and chest about half of the face). Only dials that plans turn and that
rise with the injury count: not pH, and not passes, which were published for few sites.
"""

from rederm.devices import Dial, Setting
from rederm.skin import Site

_STRENGTH = ("energy", "fluence", "power", "density", "concentration", "minutes", "depth_mm", "needle_mm")


def share_of_cap(setting: Setting, site: Site) -> float | None:
    """The setting's dose relative to the site's cap (1: at the cap); None where no dial has a published range."""
    share, own = None, False
    for name in setting.device.search:
        dial, value = setting.device.dials[name], setting.values[name]
        if not name.startswith(_STRENGTH) or not isinstance(value, int | float) or isinstance(value, bool):
            continue
        here = _highest(dial, site.group)
        highest = here or _highest(dial, "face")
        if highest:
            share = (1.0 if share is None else share) * value / highest
            own = own or here is not None
    if share is None:
        return None
    return round(share if own else share / site.number("damage_cap", "1"), 2)


def _highest(dial: Dial, group: str) -> float | None:
    ends = [v for r in dial.studied if r.site == group for v in r.values if isinstance(v, int | float)]
    return max(ends) if ends else None
