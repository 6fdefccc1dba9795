"""The settings of a session on its run sheet: every dial with its unit, and the areas in order with boxes to tick by pen."""

from collections.abc import Mapping
from typing import Any

from rederm.course import site_area_cm2
from rederm.devices import load_device, show
from rederm.output.words import capital, number
from rederm.safety import parts

_UNITS = {"um": "µm", "us": "µs", "1/cm^2": "per cm²", "J/cm^2": "J/cm²", "1": ""}
_WORDS = {
    "density_pct": "Density",
    "stack": "Pulses on one spot",
    "profile": "Beam",
    "minutes": "Time on skin",
    "pH": "pH",
    "depth_endpoint": "Depth to stop at",
    "needles_per_cm2": "Needles",
    "speed_mm_s": "Speed",
    "fluence_J_cm2": "Fluence",
}
_REPEATS = ("passes", "coats")
_UNNAMED = ("W", "J", "mJ", "mm", "um", "ms", "us", "Hz", "nm", "kPa", "pct")


def session_view(session: Mapping[str, Any]) -> dict[str, Any]:
    """A session of an outlook: device, dials in the order of its file, and areas."""
    device = load_device(session["device"])
    setting = session["setting"]
    dials = [
        {"name": dial_words(name), "value": show(setting[name]), "unit": unit_words(dial.unit)}
        for name, dial in device.dials.items()
        if setting.get(name) is not None
    ]
    repeats = next((name for name in _REPEATS if setting.get(name)), None)
    sites = parts(session["sites"])
    whole = site_area_cm2(sites)
    return {
        "device": device.title,
        "dials": dials,
        "minutes": _minutes(session["treatment_minutes"], 1.0),
        "repeats": repeats or "done",
        "areas": [
            {
                "site": capital(site.replace("-", " ")),
                "cm2": number(site_area_cm2((site,))),
                "minutes": _minutes(session["treatment_minutes"], site_area_cm2((site,)) / whole),
                "boxes": int(setting[repeats]) if repeats else 1,
            }
            for site in sites
        ],
    }


def dial_words(name: str) -> str:
    """Energy for energy_mJ: what a dial is called where its unit stands beside it."""
    if name in _WORDS:
        return _WORDS[name]
    word, _, unit = name.rpartition("_")
    return capital((word if unit in _UNNAMED else name).replace("_", " "))


def unit_words(unit: str) -> str:
    return _UNITS.get(unit, unit)


def _minutes(band: Mapping[str, Any], share: float) -> str:
    """Whole minutes, one at the least."""
    median, low, high = (max(round(share * float(band[end] or 0)), 1) for end in ("median", "low", "high"))
    return f"{median} ({low} to {high})" if low != high else f"{median}"
