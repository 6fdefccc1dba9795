"""What goes with a session once nothing is left open: the usual of device and client stands in for what was not said."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from rederm.course.model import Aftercare
from rederm.devices import Device
from rederm.skin import load_site
from rederm.sources import load_table

Answer = TypeVar("Answer")

if TYPE_CHECKING:
    from rederm.skin.habits import Habits

_DEEP = ("nerve block", "sedation")


def resolve(aftercare: Aftercare, device: Device, habits: "Habits", sites: Sequence[str] = ("face",)) -> Aftercare:
    """The same aftercare with no None left.

    Numbing and cooling are the device's usual, cream for as long as the slowest of the sites needs; moist care and sunscreen
    are the client's habits. Where cream was spoken of at all ("no numbing" too), anaesthesia beyond it needs its own word.
    """
    silent = aftercare.numbing_minutes is None
    deep = device.numbing if silent and device.numbing in _DEEP else "none"
    cream = usual_numbing_minutes(sites) if device.numbing == "cream" else 0.0
    return replace(
        aftercare,
        numbing_minutes=_said(aftercare.numbing_minutes, cream),
        anaesthesia=_said(aftercare.anaesthesia, deep),
        cold_air=_said(aftercare.cold_air, device.cooling == "cold air"),
        contact_cooling=_said(aftercare.contact_cooling, device.cooling == "contact cooling"),
        cool_mask=_said(aftercare.cool_mask, device.cooling == "cool mask"),
        moist=_said(aftercare.moist, habits.moisturise),
        sunscreen=_said(aftercare.sunscreen, habits.sunscreen),
    )


def usual_numbing_minutes(sites: Sequence[str]) -> float:
    """Minutes of cream that the slowest of these sites needs."""
    table = load_table("posterior/time")
    return max(table.number(f"numbing.{load_site(site).group}", "min") for site in sites or ("face",))


def _said(given: Answer | None, usual: Answer) -> Answer:
    return usual if given is None else given
