"""Time of a visit: how long the device is on the skin, and from door to door.

    treatment = full_face (area / face area) ((1 - r) + r k) + contact,      k = repeats / usual repeats
    chair     = welcome + cream + cream removal + anaesthesia + setup + treatment + cool mask + leaving

full_face and setup are the device's own (its file); repeats are its passes or coats; r is the share of the time that grows with
them; contact is the peel's own time beyond its usual. Areas scale the time in proportion: small areas come out a little short.
Valid for the settings that trials used; no time study was found, most of these minutes are assumed and their bands wide.

References: `rederm sources posterior/time`, `rederm sources devices`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rederm.course.model import Session
from rederm.devices import Setting
from rederm.skin import load_site

if TYPE_CHECKING:
    from rederm.draws import Draws, Samples

_REPEATS = ("passes", "coats", "jessner_coats")


def site_area_cm2(sites: Sequence[str]) -> float:
    """Area of these sites together. Raises ValueError where none is named: fill them first (`Course.at_sites`)."""
    if not sites:
        raise ValueError("the course names no site: call course.at_sites(...) first")
    return sum(load_site(site).number("area", "cm^2") for site in dict.fromkeys(sites))


def treatment_minutes(session: Session, draws: "Draws") -> "Samples":
    """Minutes with the device on the skin of the session's sites, shape (n,)."""
    setting = session.setting
    device, share = setting.device, draws["time.repeat_share"]
    face = _positive(device.name, "full_face", setting, draws) * (site_area_cm2(session.sites) / site_area_cm2(("face",)))
    return face * (1 - share + share * _repeats(setting)) + _contact(setting)


def chair_minutes(session: Session, draws: "Draws") -> "Samples":
    """Minutes from door to door for a session with resolved aftercare, shape (n,)."""
    care, device = session.aftercare, session.setting.device
    if care.numbing_minutes is None:
        raise ValueError("chair_minutes needs resolved aftercare: call resolve(aftercare, device, habits) first")
    minutes = draws["time.welcome"] + draws["time.leaving"] + treatment_minutes(session, draws)
    minutes = minutes + _positive(device.name, "setup", session.setting, draws)
    if care.numbing_minutes:
        minutes = minutes + care.numbing_minutes + draws["time.cream_removal"]
    if care.anaesthesia not in (None, "none"):
        minutes = minutes + draws[f"time.anaesthesia.{care.anaesthesia.replace(' ', '_')}"]
    return minutes + draws["time.cool_mask"] if care.cool_mask else minutes


def _positive(name: str, key: str, setting: Setting, draws: "Draws") -> "Samples":
    """Draws of a device's time, which never fall below half its lower bound."""
    import numpy as np

    value = setting.device.values[f"time.{key}"]
    return np.maximum(draws.of(f"device.{name}.time.{key}", value), (value.low or value.value) / 2)


def _repeats(setting: Setting) -> float:
    """Passes and coats together, relative to the device's usual."""
    named = [name for name in _REPEATS if name in setting.values]
    usual = sum(float(setting.device.dials[name].default or 0) for name in named)
    return sum(float(setting[name] or 0) for name in named) / usual if usual else 1.0


def _contact(setting: Setting) -> float:
    """Minutes that a peel is left on beyond its usual; 0 where the device has no such dial."""
    if "minutes" not in setting.values:
        return 0.0
    return max(float(setting["minutes"]) - float(setting.device.dials["minutes"].default or 0), 0.0)
