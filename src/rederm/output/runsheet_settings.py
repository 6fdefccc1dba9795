"""The settings of a session on its run sheet: every dial with its unit, and the areas in order with boxes to tick by pen."""

from collections.abc import Mapping
from typing import Any

from rederm.course import site_area_cm2
from rederm.devices import load_device, show
from rederm.output.language import tr
from rederm.output.site_words import site_words
from rederm.output.words import capital, number
from rederm.safety import parts
from rederm.sources import mark

_UNITS = {"um": mark("µm"), "us": mark("µs"), "1/cm^2": mark("per cm²"), "J/cm^2": mark("J/cm²"), "1": ""}
_WORDS = {
    "power_W": mark("Power"),
    "passes": mark("Passes"),
    "speed_mm_s": mark("Speed"),
    "tip": mark("Tip"),
    "energy_per_lesion_mJ": mark("Energy per lesion"),
    "energy_mJ": mark("Energy"),
    "energy_J": mark("Energy"),
    "spot_mm": mark("Spot"),
    "spot_um": mark("Spot"),
    "rate_Hz": mark("Rate"),
    "fluence_J_cm2": mark("Fluence"),
    "depth_mm": mark("Depth"),
    "pulse_us": mark("Pulse"),
    "pulse_ms": mark("Pulse"),
    "needles_per_cm2": mark("Needles"),
    "electrode": mark("Electrode"),
    "profile": mark("Beam"),
    "density_pct": mark("Density, each pass"),
    "stack": mark("Pulses on one spot"),
    "pulses": mark("Pulses"),
    "wavelength_nm": mark("Wavelength"),
    "concentration_pct": mark("Concentration"),
    "coats": mark("Coats"),
    "pH": mark("pH"),
    "minutes": mark("Time on skin"),
    "jessner_coats": mark("Jessner coats"),
    "phenol_pct": mark("Phenol"),
    "croton_pct": mark("Croton"),
    "occlusion": mark("Occlusion"),
    "pressure_kPa": mark("Pressure"),
    "depth_endpoint": mark("Depth to stop at"),
    "tool": mark("Tool"),
    "needle_mm": mark("Needle"),
}
_CHOICES = {
    "roller": mark("roller"),
    "single-spark": mark("single-spark"),
    "bare": mark("bare"),
    "insulated": mark("insulated"),
    "gaussian": mark("gaussian"),
    "tophat": mark("tophat"),
    "none": mark("none"),
    "taped": mark("taped"),
    "papillary": mark("papillary"),
    "upper-reticular": mark("upper-reticular"),
    "diamond": mark("diamond"),
    "wire": mark("wire"),
}
_REPEATS = {"passes": mark("passes"), "coats": mark("coats")}


def session_view(session: Mapping[str, Any]) -> dict[str, Any]:
    """A session of an outlook: device, dials in the order of its file, and areas."""
    device = load_device(session["device"])
    setting = session["setting"]
    dials = [
        {"name": dial_words(name), "value": _value(setting[name]), "unit": unit_words(dial.unit)}
        for name, dial in device.dials.items()
        if setting.get(name) is not None
    ]
    repeats = next((name for name in _REPEATS if setting.get(name)), None)
    sites = parts(session["sites"])
    whole = site_area_cm2(sites)
    return {
        "device": tr(device.title),
        "dials": dials,
        "minutes": _minutes(session["treatment_minutes"], 1.0),
        "repeats": tr(_REPEATS[repeats]) if repeats else tr("done"),
        "areas": [
            {
                "site": capital(site_words(site)),
                "cm2": number(site_area_cm2((site,))),
                "minutes": _minutes(session["treatment_minutes"], site_area_cm2((site,)) / whole),
                "boxes": int(setting[repeats]) if repeats else 1,
            }
            for site in sites
        ],
    }


def dial_words(name: str) -> str:
    """Energy for energy_mJ: what a dial is called where its unit stands beside it."""
    return tr(_WORDS[name])


def unit_words(unit: str) -> str:
    return tr(_UNITS[unit]) if unit in _UNITS else unit


def _value(value: Any) -> str:
    """60, or insulated: a number, or a choice in words."""
    return tr(_CHOICES[value]) if isinstance(value, str) else show(value)


def _minutes(band: Mapping[str, Any], share: float) -> str:
    """Whole minutes, one at the least."""
    median, low, high = (max(round(share * float(band[end] or 0)), 1) for end in ("median", "low", "high"))
    return tr("{median} ({low} to {high})", median=median, low=low, high=high) if low != high else f"{median}"
