"""The words beside a drawn lesion: title, setting, names of the layers, and what the drawing does not show."""

from rederm.devices import DialValue
from rederm.injury import LesionReport
from rederm.output.dials import dial
from rederm.output.language import tr
from rederm.output.section_zones import boundaries
from rederm.output.site_words import site_words
from rederm.output.words import capital
from rederm.sources import mark

LAYERS = {
    "corneum": mark("stratum corneum"),
    "epidermis": mark("living epidermis"),
    "papillary": mark("papillary dermis"),
    "reticular": mark("reticular dermis"),
    "fat": mark("fat"),
}
_UNITS = {
    "mJ": "mJ", "J": "J", "W": "W", "um": "µm", "mm": "mm", "ms": "ms", "us": "µs", "nm": "nm", "pct": "%", "Hz": "Hz",
    "kPa": "kPa",
}  # fmt: skip
_LONG_UNITS = {"_J_cm2": "J/cm²", "_mm_s": "mm/s", "_per_cm2": mark("per cm²")}
_COUNTED = ("passes", "coats", "jessner_coats", "pulses", "minutes")
_DIALS = {  # what stands before the unit in a dial's name
    "energy": mark("energy"),
    "energy per lesion": mark("energy per lesion"),
    "power": mark("power"),
    "fluence": mark("fluence"),
    "speed": mark("speed"),
    "rate": mark("rate"),
    "tip": mark("tip"),
    "spot": mark("spot"),
    "profile": mark("profile"),
    "density": mark("density"),
    "stack": mark("stack"),
    "wavelength": mark("wavelength"),
    "depth": mark("depth"),
    "pulse": mark("pulse"),
    "needle": mark("needle"),
    "needles": mark("needles"),
    "electrode": mark("electrode"),
    "concentration": mark("concentration"),
    "phenol": mark("phenol"),
    "croton": mark("croton"),
    "occlusion": mark("occlusion"),
    "pressure": mark("pressure"),
    "depth endpoint": mark("depth endpoint"),
    "tool": mark("tool"),
}


def heading(report: LesionReport) -> str:
    """Fractional CO2 laser: cheek, 45 years."""
    site = site_words(report.skin.site.name)
    age = f"{report.skin.age_years:g}"
    return tr("{device}: {site}, {age} years", device=report.setting.device.title, site=site, age=age)


def setting_words(report: LesionReport) -> str:
    """energy 20 mJ, spot 120 µm, 1 pass, .. : every dial that is set, named."""
    return ", ".join(_dial(name, value) for name, value in report.setting.values.items() if value is not None)


def small_print(report: LesionReport) -> str:
    """What stands under every drawing: that it is simulated, what is decoration, the notes and the warnings."""
    run = {"draws": report.draws, "seed": report.seed}
    said = [
        tr("Simulation, {draws} draws, seed {seed}: the median layer with 90 % bands; to scale.", **run)
        if report.injury.layer
        else tr("Simulation, {draws} draws, seed {seed}: the median lesion with 90 % bands; to scale.", **run),
        tr("Waves of the junction, cells, fibres and fat are drawn for orientation, not simulated."),
    ]
    outline = report.injury.outline
    if outline is not None and "dry" in boundaries(outline):
        said.append(tr("How far tissue dries is known below the hole; beside it that is interpolated."))
    said += [f"{capital(tr(note)).rstrip('.')}." for note in report.injury.notes]
    return " ".join((*said, *(f"{tr(warning).rstrip('.')}." for warning in report.warnings)))


def _dial(name: str, value: DialValue) -> str:
    if isinstance(value, str):
        return f"{_plain(name)} {dial(name, value)}"
    if name in _COUNTED:
        return dial(name, value)
    for ending, unit in _LONG_UNITS.items():
        if name.endswith(ending):
            return f"{_plain(name.removesuffix(ending))} {value:g} {tr(unit)}"
    stem, _, unit = name.rpartition("_")
    if stem and unit in _UNITS:
        return f"{_plain(stem)} {value:g} {_UNITS[unit]}"
    return f"{_plain(name)} {value:g}"


def _plain(name: str) -> str:
    words = name.replace("_", " ")
    return tr(_DIALS.get(words, words))
