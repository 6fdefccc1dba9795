"""The words beside a drawn lesion: title, setting, names of the layers, and what the drawing does not show."""

from rederm.devices import DialValue
from rederm.injury import LesionReport
from rederm.output.language import tr, trn
from rederm.output.section_zones import boundaries
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
_LONG_UNITS = {"_J_cm2": "J/cm²", "_mm_s": "mm/s", "_per_cm2": "per cm²"}
_DIALS = (  # words of dials and their choices
    *(mark("energy"), mark("power"), mark("speed"), mark("tip"), mark("energy per lesion"), mark("spot"), mark("rate")),
    *(mark("fluence"), mark("depth"), mark("pulse"), mark("needles"), mark("needle"), mark("electrode"), mark("density")),
    *(mark("stack"), mark("profile"), mark("wavelength"), mark("concentration"), mark("phenol"), mark("croton")),
    *(mark("occlusion"), mark("pressure"), mark("depth endpoint"), mark("tool"), mark("per cm²")),
    *(mark("roller"), mark("single-spark"), mark("insulated"), mark("bare"), mark("gaussian"), mark("tophat")),
    *(mark("none"), mark("taped"), mark("papillary"), mark("upper-reticular"), mark("diamond"), mark("wire")),
)


def heading(report: LesionReport) -> str:
    """Fractional CO2 laser: cheek, 45 years."""
    site = report.skin.site.name.replace("-", " ")
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
        return f"{_plain(name)} {tr(value)}"
    counts = _counts(value)
    if name in counts:
        return counts[name]
    for ending, unit in _LONG_UNITS.items():
        if name.endswith(ending):
            return f"{_plain(name.removesuffix(ending))} {value:g} {tr(unit)}"
    stem, _, unit = name.rpartition("_")
    if stem and unit in _UNITS:
        return f"{_plain(stem)} {value:g} {_UNITS[unit]}"
    return f"{_plain(name)} {value:g}"


def _counts(value: float) -> dict[str, str]:
    """Dials that count something, as they are said for this number of it."""
    form, number = (1 if value == 1 else 2), f"{value:g}"
    return {
        "passes": trn("{number} pass", "{number} passes", form, number=number),
        "coats": trn("{number} coat", "{number} coats", form, number=number),
        "jessner_coats": trn(
            "{number} coat of Jessner's solution", "{number} coats of Jessner's solution", form, number=number
        ),
        "pulses": trn("{number} pulse", "{number} pulses", form, number=number),
        "minutes": trn("{number} minute", "{number} minutes", form, number=number),
    }


def _plain(name: str) -> str:
    return tr(name.replace("_", " "))
