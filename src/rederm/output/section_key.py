"""The words beside a drawn lesion: title, setting, names of the layers, and what the drawing does not show."""

from rederm.devices import DialValue
from rederm.injury import LesionReport
from rederm.output.section_zones import boundaries

LAYERS = {
    "corneum": "stratum corneum",
    "epidermis": "living epidermis",
    "papillary": "papillary dermis",
    "reticular": "reticular dermis",
    "fat": "fat",
}
_UNITS = {
    "mJ": "mJ", "J": "J", "W": "W", "um": "µm", "mm": "mm", "ms": "ms", "us": "µs", "nm": "nm", "pct": "%", "Hz": "Hz",
    "kPa": "kPa",
}  # fmt: skip
_LONG_UNITS = {"_J_cm2": "J/cm²", "_mm_s": "mm/s", "_per_cm2": "per cm²"}
_COUNTED = {
    "passes": ("pass", "passes"),
    "coats": ("coat", "coats"),
    "jessner_coats": ("coat of Jessner's solution", "coats of Jessner's solution"),
    "pulses": ("pulse", "pulses"),
    "minutes": ("minute", "minutes"),
}


def heading(report: LesionReport) -> str:
    """Fractional CO2 laser: cheek, 45 years."""
    site = report.skin.site.name.replace("-", " ")
    return f"{report.setting.device.title}: {site}, {report.skin.age_years:g} years"


def setting_words(report: LesionReport) -> str:
    """energy 20 mJ, spot 120 µm, 1 pass, .. : every dial that is set, named."""
    return ", ".join(_dial(name, value) for name, value in report.setting.values.items() if value is not None)


def small_print(report: LesionReport) -> str:
    """What stands under every drawing: that it is simulated, what is decoration, the notes and the warnings."""
    shape = "layer" if report.injury.layer else "lesion"
    head = (
        f"Simulation, {report.draws} draws, seed {report.seed}: the median {shape} with 90 % bands; to scale. "
        "Waves of the junction, cells, fibres and fat are drawn for orientation, not simulated."
    )
    outline = report.injury.outline
    if outline is not None and "dry" in boundaries(outline):
        head += " How far tissue dries is known below the hole; beside it that is interpolated."
    notes = (f"{note[0].upper()}{note[1:].rstrip('.')}." for note in report.injury.notes)
    return " ".join((head, *notes, *(f"{warning.rstrip('.')}." for warning in report.warnings)))


def _dial(name: str, value: DialValue) -> str:
    if isinstance(value, str):
        return f"{_plain(name)} {value}"
    if name in _COUNTED:
        return f"{value:g} {_COUNTED[name][value != 1]}"
    for ending, unit in _LONG_UNITS.items():
        if name.endswith(ending):
            return f"{_plain(name.removesuffix(ending))} {value:g} {unit}"
    stem, _, unit = name.rpartition("_")
    if stem and unit in _UNITS:
        return f"{_plain(stem)} {value:g} {_UNITS[unit]}"
    return f"{_plain(name)} {value:g}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
