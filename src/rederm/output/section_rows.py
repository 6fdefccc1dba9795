"""The key of a drawn lesion: its zones by the colour they have in the section, with medians and 90 % bands.

What a zone is called depends on what made it: acids leave a dead layer in place, tools wear one off, needles pierce, heat
removes, denatures and kills.
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import band
from rederm.injury import Injury, LesionReport
from rederm.output.language import tr
from rederm.output.section_zones import boundaries
from rederm.output.words import number

_CHEMICAL = "chemical"
_LONG_UM = 1e4  # from here on in mm


@dataclass(frozen=True)
class Row:
    """One line of the key: zone (None: no colour), words, value and its band as text."""

    zone: str | None
    words: str
    value: str
    span: str


def rows(report: LesionReport) -> list[Row]:
    """The key of a report; empty where nothing is hurt."""
    injury = report.injury
    if injury.layer:
        found = _peel(report) if report.setting.device.family == _CHEMICAL else _layer(injury)
    elif injury.cold:
        found = _needle(injury)
    else:
        found = _heat(injury)
    shown = [row for row in found if row is not None]
    return shown if any(row.zone for row in shown) else []


def _peel(report: LesionReport) -> list[Row | None]:
    injury = report.injury
    loose = np.median(injury.necrosis_depth_um) <= report.skin.stratum_corneum_um
    return [
        _row("dead", tr("corneum loosened, shed") if loose else tr("dead in place, shed"), injury.necrosis_depth_um),
        *_bared(injury),
    ]


def _layer(injury: Injury) -> list[Row | None]:
    heated, gone = not np.isnan(injury.energy_balance_error).all(), _any(injury.ablation_depth_um)
    return [
        _row("void", tr("removed") if heated else tr("worn off"), injury.ablation_depth_um),
        _row("collagen", tr("collagen denatured below") if gone else tr("collagen denatured to"), injury.collagen_below_um)
        if heated
        else None,
        _row("dead", tr("cells dead below") if gone else tr("cells dead to"), injury.coagulation_below_um),
        _warm(injury) if heated else None,
        _row(None, tr("deepest dead cell"), injury.necrosis_depth_um) if gone and heated else None,
        _row(None, tr("gone once wiped or shed"), injury.removed_depth_um) if heated else None,
        *_bared(injury),
    ]


def _bared(injury: Injury) -> list[Row | None]:
    return [
        _row(None, tr("basal layer bared"), 100 * injury.open_share, "%"),
        _row(None, tr("papillary dermis replaced"), 100 * injury.replaced_papillary, "%"),
    ]


def _needle(injury: Injury) -> list[Row | None]:
    return [
        _row("void", tr("channel, depth"), injury.ablation_depth_um),
        _row(None, tr("channel, width half-way"), injury.ablation_diameter_um),
        _row(None, tr("channels"), injury.lesions_per_cm2, tr("per cm²")),
        _row(None, tr("junction pierced"), 100 * injury.coverage, "%"),
    ]


def _heat(injury: Injury) -> list[Row | None]:
    hole, channel = _any(injury.ablation_depth_um), _channel(injury)
    return [
        _row("void", tr("hole, depth"), injury.ablation_depth_um) if hole else channel,
        _row(None, tr("hole, width half-way"), injury.ablation_diameter_um) if hole else None,
        _dried(injury),
        _row("collagen", tr("collagen denatured below") if hole else tr("collagen denatured to"), injury.collagen_below_um),
        _row("dead", tr("cells dead below") if hole else tr("cells dead to"), injury.coagulation_below_um),
        _row(None, tr("cells dead beside") if hole else tr("half width of dead zone"), injury.coagulation_beside_um),
        _warm(injury),
        _row(None, tr("lesions"), injury.lesions_per_cm2, tr("per cm²")),
        _row(None, tr("junction pierced or dead") if channel else tr("junction ablated or dead"), 100 * injury.coverage, "%"),
    ]


def _channel(injury: Injury) -> Row | None:
    """The channel of a hot needle, which ablates nothing; None where there is none."""
    outline = injury.outline
    if outline is None or _any(injury.ablation_depth_um) or not _any(outline.ablated_um):
        return None
    depth = number(float(outline.depth_um[outline.ablated_um > 0].max()))
    return Row("void", tr("channel of the needle, to"), f"{depth} µm", "")


def _dried(injury: Injury) -> Row | None:
    """Tissue that lost half of its water, below the hole of the median lesion."""
    outline = injury.outline
    if outline is None or "dry" not in boundaries(outline):
        return None
    words = tr("dried below") if _any(injury.ablation_depth_um) else tr("dried to")
    return Row("dry", words, f"{number(outline.dry_below_um)} µm", "")


def _warm(injury: Injury) -> Row | None:
    outline = injury.outline
    warmed = outline is not None and bool((outline.warm_um > outline.dead_um).any())
    return Row("warm", tr("heated, alive"), "", "") if warmed else None


def _any(values: np.ndarray) -> bool:
    return bool(np.nanmax(values, initial=0.0) > 0.0)


def _row(zone: str | None, words: str, values: np.ndarray, unit: str = "µm") -> Row | None:
    """None where there is nothing in any draw."""
    if not _any(values):
        return None
    if unit == "µm" and np.nanmax(values) > _LONG_UM:
        values, unit = values / 1000, "mm"
    found = band(values)
    low, high = number(found["low"]), number(found["high"])
    return Row(
        zone, words, f"{number(found['median'])} {unit}", tr("{low} to {high}", low=low, high=high) if low != high else ""
    )
