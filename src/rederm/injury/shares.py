"""From the shape of lesions to the one description that healing and look take: volumes, shares and edges per unit area.

    share(z) = 1 - exp(-N pi r(z)^2)        columns of radius r(z), N per area, that fall at random: passes overlap
    share(z) = reach Phi(ln(d / z) / s)     a layer of median depth d, with sd s of ln d over the field (s = 0: a step)

The lesion wall is the boundary of cell death, not of collagen denaturation: what is dead is replaced, and what lies within
the halo length of the wall answers. Shares never fall when density, radius, depth or reach rise.
Valid where lesions fall independently of each other; a regular grid that never overlaps covers more (20 % of nominal
density instead of 18 %).

References: outcome model of rederm (`rederm sources posterior/halo`); coverage by a Poisson process of discs.
"""

import math

import numpy as np

from rederm.draws import Samples
from rederm.injury.bands import Bands
from rederm.injury.depth_notes import notes_on_columns, notes_on_layer
from rederm.injury.halo import grown, vigour
from rederm.injury.numerics_depth import STEP_UM, TINY_UM
from rederm.injury.profile import beside, deepest, median_outline, radius_at, shallowest
from rederm.injury.result import Injury
from rederm.injury.totals import totals
from rederm.skin import Skin
from rederm.sources import load_table


def describe_columns(
    *,
    device: str,
    site: str,
    skin: Skin,
    depth_um: np.ndarray,
    ablated_um: np.ndarray,
    dead_um: np.ndarray,
    collagen_um: np.ndarray,
    warm_um: np.ndarray,
    lesions_per_mm2: Samples,
    halo_mm: Samples,
    halo_size_um: Samples | float = 0.0,
    pierced_um: np.ndarray | None = None,
    cold: bool = False,
    nerve_area_mm2: Samples | None = None,
    ablation_depth_um: Samples | None = None,
    dead_depth_um: Samples | None = None,
    collagen_depth_um: Samples | None = None,
    dry_depth_um: Samples | None = None,
    energy_balance_error: Samples | None = None,
    pitch_um: float | None = None,
    notes: tuple[str, ...] = (),
) -> Injury:
    """Injury of many columns. `depth_um` (nz,) increasing; boundary radii (n, nz), 0 where a boundary does not reach.

    pierced_um: radius of the hole of a needle, which pushes tissue aside and kills none. It is drawn and counted in any case;
    where `cold` it is also the hole that is described, nothing is removed, and the depth of necrosis is that of `dead_um`.
    Depths on the axis (n,) are read from the radii, to half a step of `depth_um`, unless given. nerve_area_mm2: area of the
    nerve plane that one lesion heats beyond the pain threshold. pitch_um, dry_depth_um: distance of lesions, and depth of
    tissue without half of its water, for drawings.
    """
    bands, depth = Bands.of(skin), np.asarray(depth_um, float)
    density = np.asarray(lesions_per_mm2, float)
    n = len(density)
    hit = np.maximum(dead_um, ablated_um)
    ablated, dead = bands.sampled(depth, ablated_um), bands.sampled(depth, hit)
    warm = bands.sampled(depth, np.maximum(warm_um, hit))
    pierced = np.zeros_like(dead) if pierced_um is None else bands.sampled(depth, pierced_um)

    def cover(radius: np.ndarray) -> np.ndarray:
        return -np.expm1(-density[:, None] * math.pi * (radius / 1000) ** 2)

    drawn = ablated_um if pierced_um is None else np.maximum(ablated_um, pierced_um)
    described = drawn if cold else ablated_um
    ablation = deepest(depth, described) if ablation_depth_um is None else ablation_depth_um
    death = deepest(depth, hit) if dead_depth_um is None else dead_depth_um
    collagen = deepest(depth, collagen_um) if collagen_depth_um is None else collagen_depth_um
    wall = np.maximum(dead, pierced)
    present = (wall > 0.0) & (density > 0.0)[:, None]
    halo = cover(grown(bands, wall, halo_mm * 1000, halo_size_um)) * vigour(bands, present)[:, None]
    junction = np.full(n, bands.junction_um)
    edge = radius_at(bands.depth, wall, junction)
    open_share = cover(edge[:, None])[:, 0]
    middle = ablation / 2
    hole = np.where(ablation > 0.0, radius_at(depth, described, middle), 0.0)
    pain = np.zeros(n)
    if nerve_area_mm2 is not None:
        np.multiply(density, nerve_area_mm2, out=pain, where=density > 0.0)
    dry_um = 0.0 if dry_depth_um is None else float(np.median(np.clip(dry_depth_um - ablation, 0.0, None)))
    spacing = 1000 / math.sqrt(float(np.median(density))) if np.median(density) > 0.0 else math.inf
    return Injury(
        device=device,
        site=site,
        layer=False,
        cold=cold,
        ablation_depth_um=ablation,
        ablation_diameter_um=2 * hole,
        coagulation_below_um=np.clip(death - ablation, 0.0, None),
        coagulation_beside_um=beside(depth, hit, middle, hole),
        collagen_below_um=np.clip(collagen - ablation, 0.0, None),
        collagen_beside_um=beside(depth, collagen_um, middle, hole),
        necrosis_depth_um=death,
        removed_depth_um=np.zeros(n) if cold else np.maximum(ablation, _shed(bands, depth, hit, death)),
        lesions_per_cm2=density * 100,
        coverage=open_share,
        open_share=open_share,
        perimeter_mm=density * 2 * math.pi * edge / 1000 * (1 - open_share),
        lesion_width_mm=2 * edge / 1000,
        duct_depth_mm=np.where(radius_at(bands.depth, dead, junction) > 0.0, _below_junction(bands, death), 0.0),
        nerve_heat=-np.expm1(-pain),
        energy_balance_error=np.full(n, np.nan) if energy_balance_error is None else energy_balance_error,
        notes=(*notes, *notes_on_columns(skin, shallowest(depth, hit), death)),
        outline=median_outline(depth, (drawn, dead_um, collagen_um, warm_um), pitch_um or spacing, dry_um),
        **totals(bands, ablated=cover(ablated), dead=cover(dead), warm=cover(warm), pierced=cover(pierced), halo=halo),
    )


def describe_layer(
    *,
    device: str,
    site: str,
    skin: Skin,
    ablated_um: Samples,
    dead_um: Samples,
    collagen_um: Samples,
    warm_um: Samples,
    lifted_um: Samples | float = 0.0,
    halo_mm: Samples,
    reach: Samples | float = 1.0,
    spread: Samples | float = 0.0,
    corneum_stimulus: Samples | float = 0.0,
    nerve_share: Samples | None = None,
    energy_balance_error: Samples | None = None,
    notes: tuple[str, ...] = (),
) -> Injury:
    """Injury of a sheet. Depths (n,) [um] from the original surface: ablated, of death, of denatured collagen, of warmth.

    lifted_um: what is wiped, or shed as a sheet, beyond what is ablated and beyond the dead epidermis. reach: share of the area
    met. spread: sd of ln depth across the field, so that a depth near the junction bares the basal layer in patches.
    corneum_stimulus: strength of the halo where the corneum alone is gone, relative to a lesion through the living epidermis.
    nerve_share: share of the nerve plane beyond the pain threshold where the sheet was met.
    """
    bands, n = Bands.of(skin), len(dead_um)
    area = np.broadcast_to(np.asarray(reach, float), (n,))[:, None]
    scatter = np.broadcast_to(np.asarray(spread, float), (n,))[:, None]
    dead = np.maximum(dead_um, ablated_um)
    warm = np.maximum(warm_um, dead)
    ablated, died, warmed = (_sheet(d, scatter, bands.depth) for d in (ablated_um, dead, warm))
    stripped = np.asarray(corneum_stimulus, float)
    strength = stripped * bands.mean(died, bands.corneum) + (1 - stripped) * bands.mean(died, bands.living)
    halo = strength[:, None] * _sheet(dead, scatter, bands.depth - halo_mm[:, None] * 1000)
    open_share = (area * _sheet(dead, scatter, np.array([bands.junction_um])))[:, 0]
    removed = np.maximum(np.maximum(ablated_um, lifted_um), np.minimum(dead, bands.junction_um))
    none = np.full(n, np.nan)
    drawn = tuple(np.where(bands.depth < d[:, None], np.inf, 0.0) for d in (ablated_um, dead, collagen_um, warm))
    return Injury(
        device=device,
        site=site,
        layer=True,
        cold=False,
        ablation_depth_um=ablated_um,
        ablation_diameter_um=none,
        coagulation_below_um=dead - ablated_um,
        coagulation_beside_um=none,
        collagen_below_um=np.clip(collagen_um - ablated_um, 0.0, None),
        collagen_beside_um=none,
        necrosis_depth_um=dead,
        removed_depth_um=removed,
        lesions_per_cm2=none,
        coverage=np.where(np.maximum(dead, removed) > 0.0, area[:, 0], 0.0),
        open_share=open_share,
        perimeter_mm=load_table("tissue/bands").number("layer.edge", "1/mm") * open_share,
        lesion_width_mm=none,
        duct_depth_mm=_below_junction(bands, dead),
        nerve_heat=np.zeros(n) if nerve_share is None else area[:, 0] * nerve_share,
        energy_balance_error=none if energy_balance_error is None else energy_balance_error,
        notes=(*notes, *notes_on_layer(skin, dead)),
        outline=median_outline(bands.depth, drawn, math.inf),
        **totals(
            bands, ablated=area * ablated, dead=area * died, warm=area * warmed, pierced=np.zeros_like(died), halo=area * halo
        ),
    )


def _below_junction(bands: Bands, depth_um: Samples) -> Samples:
    return np.clip(depth_um - bands.junction_um, 0.0, None) / 1000


def _shed(bands: Bands, depth: np.ndarray, dead: np.ndarray, death: Samples) -> Samples:
    """Depth (n,) to which dead epidermis is shed: all where the basal layer is dead, none above a dermal lesion."""
    above = deepest(depth, np.where(depth <= bands.junction_um, dead, 0.0))
    basal = radius_at(depth, dead, np.full(len(dead), bands.junction_um)) > 0.0
    return np.minimum(np.where(basal, bands.junction_um, above), death)


def _sheet(depth: Samples, scatter: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Share (n, m) of a layer of median depth (n,) that reaches below `at`, (m,) or (n, m); scatter (n, 1): sd of ln depth.

    Without scatter: the share of a cell of the depth grid around `at`. A depth of 0 reaches nowhere.
    """
    reached = depth[:, None]
    step = np.clip((reached - at) / STEP_UM + 1 / 2, 0.0, 1.0)
    if not scatter.any():
        return np.where(reached > 0.0, step, 0.0)
    from scipy.special import ndtr

    safe = np.where((reached > 0.0) & (at > 0.0), np.maximum(reached, TINY_UM) / np.maximum(at, TINY_UM), np.inf)
    smooth = ndtr(np.log(safe) / np.where(scatter > 0.0, scatter, 1.0))
    return np.where(reached > 0.0, np.where(scatter > 0.0, smooth, step), 0.0)
