"""The heat model once more, as plainly as it can be written: uniform cells, the whole grid, explicit steps of one length.

It shares the tables and the dataclasses with the product and no line of its solver. Equations: docs/methods/heat.md.

    step: absorb, conduct, boil and remove, return steam heat, add damage;   a cell holds T and the water left w
    step length: a share of the explicit limit of dry tissue, and of the time in which the beam removes a cell
    front of a column = (N + f - 1/2) cells: N removed, f progress of the next one towards removal (an energy balance)

About first order in the cell, so several sizes give a figure without them (`extrapolated`).
"""

import math
from dataclasses import asdict, dataclass

import numpy as np

from oracles.brute_kernel import Numbers, march
from rederm.injury.heat_types import Closure, HeatSource, Surface
from rederm.skin import Skin
from rederm.sources import load_table

FRONT_SHARE = 0.1  # of a cell that the beam removes in one step
EXPLICIT_SHARE = 0.15  # h^2 / diffusivity of dry tissue
FAR, FAR_CELLS = 12e-3, 600  # m, what counts as endless tissue around a volume source


@dataclass(frozen=True)
class Measured:
    """Of one lesion, um: hole, its width at half depth; dead and denatured below its floor, and beside it at half its depth.

    Without a hole: depth of what is dead or denatured, and its radius at half that of the dead. A rod: from its middle.
    """

    depth: float
    width: float
    dead_below: float
    collagen_below: float
    dead_beside: float
    collagen_beside: float
    balance: float


def extrapolated(sizes: list[float], runs: list[Measured]) -> Measured:
    """Figures at cells of no size: the straight line through all sizes, since single runs scatter by a share of a cell."""
    line = {name: np.polyfit(sizes, [getattr(run, name) for run in runs], 1)[1] for name in asdict(runs[0])}
    return Measured(
        **{name: max(float(value), 0.0) for name, value in line.items()} | {"balance": max(r.balance for r in runs)}
    )


def brute_force(source: HeatSource, skin: Skin, closure: Closure, dr: float, dz: float, wide: float, deep: float) -> Measured:
    """The lesion on cells of dr x dz [m] to the radius `wide` and depth `deep` [m]; one column if the diameter is infinite."""
    layer = math.isinf(source.diameter)
    nr, nz = (1 if layer else round(wide / dr)), round(deep / dz)
    buried = source.field is not None
    table = load_table("tissue/thermal")
    z, r = (np.arange(nz) + 0.5) * dz, (np.arange(nr) + 0.5) * dr
    edge = np.arange(nr + 1) * dr
    area = np.ones(1) if layer else math.pi * np.diff(edge**2)
    names = [
        "epidermis" if depth < skin.junction_um / 1e6 else "dermis" if depth < skin.thickness_um / 1e6 else "fat" for depth in z
    ]
    units = {"heat_capacity": "J/m^3/K", "dry_heat_capacity": "J/m^3/K", "conductivity": "W/m/K", "latent_heat": "J/m^3"}
    wet_c, dry_c, wet_k, latent = (np.array([table.number(f"{n}.{key}", unit) for n in names]) for key, unit in units.items())
    dry_k = np.minimum(wet_k, closure.dry_conductivity)
    beam = irradiance(source, edge, area, layer)
    volume, elsewhere = np.zeros((nz, nr)), 0.0
    if buried or source.joule_share > 0:
        volume, elsewhere = shares(source, nr, nz, dr, dz)
    power = source.energy / source.pulse
    in_volume = 1.0 if buried else source.joule_share
    eta = closure.useful_share
    smallest = min(dz, math.inf if layer else dr)
    dt = EXPLICIT_SHARE * smallest**2 * float((dry_c / dry_k).min()) * (2 if layer else 1)
    boiling = math.inf if source.sealed else table.number("water.boiling", "degC")
    need = float((wet_c * (table.number("water.boiling", "degC") - skin.temperature_C) + closure.ejection_share * latent).min())
    peak = power * (1 - in_volume) * eta * beam.max()
    on = math.ceil(source.pulse / min(dt, FRONT_SHARE * dz * need / peak if peak > 0 else math.inf))
    width = 2 * source.root_radius if source.root_radius > 0 else source.diameter
    surface = source.surface or Surface(load_table("tissue/cooling").number("air.loss", "W/m^2/K"), skin.temperature_C)
    p = Numbers(
        start=skin.temperature_C,
        boiling=boiling,
        ablation=math.inf if buried else closure.ablation_temperature,
        ejection=1.0 if buried else closure.ejection_share,
        wall_share=0.0 if layer else closure.wall_share,
        returned=0.0 if buried else closure.returned_share,
        length=closure.returned_length,
        time=closure.returned_time,
        mu_wet=source.absorption_wet,
        mu_dry=source.absorption_dry,
        bleaching=source.bleaching,
        floor=source.absorption_floor,
        elsewhere=elsewhere,
        surface=surface.loss,
        outside=surface.outside,
        rewetted=closure.rewetted_share,
    )
    damage = load_table("tissue/damage")
    rates = np.array(
        [
            [damage.number(f"{name}.log_frequency", "1"), damage.number(f"{name}.activation_energy", "J/mol")]
            for name in ("cell_death", "burn", "collagen")
        ]
    )
    rates[:, 1] /= damage.number("gas_constant", "J/mol/K")
    decay = np.exp(-np.arange(nz + 1) * dz / (closure.aspect * width))
    tissue = np.stack([wet_c, dry_c, wet_k, dry_k, latent])
    field = march(
        p,
        precooled(surface, skin, tissue, dz),
        tissue,
        beam * eta,
        volume,
        power,
        in_volume,
        source.pulse,
        on,
        source.pulses,
        source.period,
        dt,
        decay,
        rates,
        area,
        dr,
        dz,
    )
    given = source.energy * source.pulses
    return measure(source, closure, *field[1:4], r, z, layer, abs(given - field[4]) / given)


def irradiance(source: HeatSource, edge: np.ndarray, area: np.ndarray, layer: bool) -> np.ndarray:
    """W/m^2 of one watt by ring (of 1 W/m^2 in a layer)."""
    if layer:
        return np.ones(1)
    if source.field is not None:
        return np.zeros(area.size)
    if source.root_radius > 0:
        inside = 1 - np.exp(-((edge / source.root_radius) ** 2))
    elif source.profile == "tophat":
        inside = np.minimum((2 * edge / source.diameter) ** 2, 1)
    else:
        inside = 1 - np.exp(-8 * (edge / source.diameter) ** 2)
    return np.diff(inside) / inside[-1] / area


def shares(source: HeatSource, nr: int, nz: int, dr: float, dz: float) -> tuple[np.ndarray, float]:
    """Shares of a volume source by cell (rows, columns), and its share in endless tissue beyond the grid."""
    near = volume_shape(source, nr, nz, dr, dz) * (np.arange(nr) + 0.5) * dr**2 * dz
    cell = FAR / FAR_CELLS
    far = volume_shape(source, FAR_CELLS, FAR_CELLS, cell, cell, points=2) * (np.arange(FAR_CELLS) + 0.5) * cell**3
    middle = (np.arange(FAR_CELLS) + 0.5) * cell
    beyond = far[(middle[:, None] > nz * dz) | (middle[None, :] > nr * dr)].sum()
    return near / (near.sum() + beyond), float(beyond / (near.sum() + beyond))


def volume_shape(source: HeatSource, nr: int, nz: int, dr: float, dz: float, points: int = 8) -> np.ndarray:
    """Heat per volume by cell, not normalised: mean over points in each cell, weighted with the radius."""
    r = ((np.arange(nr * points) + 0.5) * dr / points)[None, :]
    z = ((np.arange(nz * points) + 0.5) * dz / points)[:, None]
    if source.field is not None:
        ring, layer = (np.searchsorted(e, x.ravel()) - 1 for e, x in ((source.field.radius, r), (source.field.depth, z)))
        dense = source.field.share / np.outer(np.diff(source.field.depth), np.diff(source.field.radius**2))
        dense = np.pad(dense, ((0, 1), (0, 1)))  # nothing beyond the last edges
        heat = dense[np.ix_(np.minimum(layer, dense.shape[0] - 1), np.minimum(ring, dense.shape[1] - 1))]
    else:
        square = r**2 + z**2
        heat = np.where(square > source.root_radius**2, 1 / square**2, 0.0)
    weighted: np.ndarray = (heat * r).reshape(nz, points, nr, points).mean(axis=(1, 3))
    return weighted / r.reshape(nr, points).mean(axis=1)


def precooled(surface: Surface, skin: Skin, tissue: np.ndarray, dz: float) -> np.ndarray:
    """Temperature by row once the surface has cooled resting skin for the time before the first pulse."""
    t = np.full(tissue.shape[1], float(skin.temperature_C))
    if surface.before <= 0:
        return t
    c, k = tissue[0], tissue[2]
    dt = EXPLICIT_SHARE * dz**2 * float((c / k).min())
    between = 2 * k[1:] * k[:-1] / (k[1:] + k[:-1]) / dz
    top = 1 / (1 / surface.loss + dz / 2 / k[0])
    for _ in range(math.ceil(surface.before / dt)):
        flow = np.concatenate([[top * (surface.outside - t[0])], between * np.diff(t) * -1, [0.0]])
        t = t + dt * (flow[:-1] - flow[1:]) / c / dz
    return t


def measure(
    source: HeatSource,
    closure: Closure,
    alive: np.ndarray,
    omega: np.ndarray,
    front: np.ndarray,
    r: np.ndarray,
    z: np.ndarray,
    layer: bool,
    balance: float,
) -> Measured:
    """Depths on the axis and radii at one depth, between cells."""
    logs = np.log(np.maximum(omega, 1e-30)) - np.array([0.0, closure.collagen_shift])[:, None, None]
    logs = np.where(alive[None], logs, 60.0)
    depth = float(front[0])
    dead, collagen = (max(crossing(z, log[:, 0]), depth) for log in logs)
    middle = depth / 2 if depth > 0 else dead / 2
    floor = np.maximum.accumulate(front[::-1])[::-1]
    radius = 0.0 if layer or depth <= 0 else crossing(r, floor - depth / 2)
    beside = [0.0, 0.0]
    if not layer:
        row = [np.array([np.interp(middle, z, log[:, i]) for i in range(r.size)]) for log in logs]
        beside = [max(crossing(r, line) - radius, 0.0) for line in row]
    return Measured(
        *(1e6 * x for x in (depth, 2 * radius, dead - depth, collagen - depth, beside[0], beside[1])), balance=balance
    )


def crossing(place: np.ndarray, level: np.ndarray) -> float:
    """Last place where `level` falls through zero, linear between places; 0 where it is never above."""
    above = np.flatnonzero(level > 0)
    if above.size == 0:
        return 0.0
    k = int(above[-1])
    if k == place.size - 1:
        return float(place[-1])
    return float(place[k] + (place[k + 1] - place[k]) * level[k] / (level[k] - level[k + 1]))
