"""One spot of skin heated until it boils, dries, chars and leaves: the heat solver behind plasma, needles and all lasers.

    c(w) dT/dt = div(k(w) grad T) + S;   at 100 degC the water boils off (w falls for good);   dry tissue heats on
    an exposed cell leaves once dry and at the ablation temperature, or once the ejection share of its water is steam
    energy in = stored in tissue + carried off by steam + removed debris + left in the steam store + lost on the way
                + lost through the surface,  q = h (T_surface - T_outside)

Axisymmetric finite volumes on a graded grid (one column where the irradiation is uniform), conduction by explicit steps where
few are enough and implicit ones else, deposition and boiling cell by cell in closed form. Epidermis, dermis and fat by depth.
The skin loses heat where its own surface is left, to the air or to what cools it; the walls of a hole lose none. In room air
blood and core make up for the loss at rest, so that only the excess over the start temperature leaves. Under a cooler the
first pulse meets the skin as that left it. Blood flow is left out else. Valid from microseconds to seconds. The useful share
applies to the surface beam and the arc root. Scattered light and electrodes heat closed tissue: all their energy is useful,
nothing is removed. Steam of an electrode leaves along its needle and does not come back; where all that a volume source
reaches has dried, the rest of its energy counts as lost. Sealed tissue loses no water: what boils condenses close by, where
it is cooler, and gives its latent heat back there, so that heat is kept and spreads by conduction; temperatures above boiling
stand for heat content.

References: lesion trial of rederm; `rederm sources posterior/lesion`, `tissue/thermal`, `tissue/damage`.
"""

import math

import numpy as np
from numpy.typing import NDArray

from rederm.injury.damage import rate_table
from rederm.injury.heat_grid import centres, column
from rederm.injury.heat_kernel import Train, Watch, rest, run
from rederm.injury.heat_kernel_cells import Cells, Grid, Layers, Rules
from rederm.injury.heat_kernel_conduct import fresh_scratch
from rederm.injury.heat_kernel_deposit import Source
from rederm.injury.heat_plan import plan_grid
from rederm.injury.heat_shape import shape
from rederm.injury.heat_sources import deposition
from rederm.injury.heat_tissue import layers
from rederm.injury.heat_types import Closure, HeatLesion, HeatSource, Surface
from rederm.injury.numerics_heat import FIRST_STEP, TIME_LIMIT
from rederm.skin import Skin
from rederm.sources import load_table


def solve_heat(source: HeatSource, skin: Skin, closure: Closure, refine: float = 1.0) -> HeatLesion:
    """The lesion that one source leaves in a skin, under one draw of the closure. `refine` 2 halves every cell. Thread-safe."""
    buried = source.field is not None
    rules = model_rules(closure, source, skin, buried)
    grid = plan_grid(source, rules, refine)
    tissue = layers(centres(grid.depth), skin, closure.dry_conductivity)
    cells = fresh_cells(grid, tissue, rules)
    if source.surface is not None:
        cells.temperature[:] = np.repeat(precooled(source.surface.before, grid, tissue, rules), grid.width.size)
    before = stored_heat(cells, rules)
    given = source.given
    power = source.energy / source.pulse if given > 0 else 0.0
    step = first_step(grid, tissue)
    train = Train(power, source.pulse, source.pulses, source.period, TIME_LIMIT, step, source.later_share)
    nerve = load_table("tissue/thermal").number("nerve.depth", "um") * 1e-6
    watch = follow(train, deposition(source, grid), cells, grid, tissue, rules, nerve)
    error = abs(given + before - stored_heat(cells, rules) - float(cells.account[1:].sum())) / given if given > 0 else 0.0
    return shape(cells, grid, watch, closure.collagen_shift, given, error)


def follow(
    train: Train,
    source: Source,
    cells: Cells,
    grid: Grid,
    tissue: Layers,
    rules: Rules,
    watched: float = 0.0,
    clocks: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None,
) -> Watch:
    """Run the time loop on `cells` in place, from any state; `watched` [m] is the depth whose peak is noted.

    clocks: table of the two damage rates in place of the skin's (`damage.tabulate`).
    """
    rows, columns = grid.height.size, grid.width.size
    watch = Watch(peak=np.full(columns, rules.start), front=np.zeros(columns))
    scratch = fresh_scratch(rows, columns)
    logs, rates = clocks or rate_table()
    watched_row = min(int(np.searchsorted(grid.depth, watched, side="right")) - 1, rows - 1)
    decay = np.exp(-grid.depth / rules.channel_length)
    away = cells.temperature.max() > rules.start or rules.surface_loss * abs(rules.outside - rules.start) > 0.0
    if train.power > 0 or away:
        run(train, source, cells, grid, tissue, rules, decay, logs, rates, watched_row, watch, scratch)
    return watch


def precooled(seconds: float, grid: Grid, tissue: Layers, rules: Rules) -> NDArray[np.float64]:
    """Temperature [degC] of each row (rows,) once the surface has cooled resting skin for so long."""
    alone = column(grid.depth)
    cells = fresh_cells(alone, tissue, rules)
    if seconds > 0.0:
        rest(seconds, first_step(alone, tissue), cells, alone, tissue, rules, fresh_scratch(grid.height.size, 1))
    return cells.temperature


def first_step(grid: Grid, tissue: Layers) -> float:
    """Seconds in which heat crosses a share of the smallest cell."""
    sides = [grid.height.min(), *([grid.width.min()] if grid.width.size > 1 else [])]
    fastest = max(tissue.dry_conductivity.max(), tissue.wet_conductivity.max()) / tissue.dry_capacity.min()
    return float(FIRST_STEP * min(sides) ** 2 / fastest)


def model_rules(closure: Closure, source: HeatSource, skin: Skin, buried: bool) -> Rules:
    """The closure as the kernel takes it; buried sources neither remove tissue nor get steam heat back."""
    width = 2 * source.root_radius if source.root_radius > 0 else source.diameter
    surface = source.surface or Surface(load_table("tissue/cooling").number("air.loss", "W/m^2/K"), skin.temperature_C)
    return Rules(
        start=skin.temperature_C,
        boiling=math.inf if source.sealed else load_table("tissue/thermal").number("water.boiling", "degC"),
        ablation=math.inf if buried else closure.ablation_temperature,
        ejection=1.0 if buried else closure.ejection_share,
        useful_share=closure.useful_share,
        channel_length=closure.aspect * width,
        wall_share=0.0 if math.isinf(width) else closure.wall_share,
        returned_share=0.0 if buried else closure.returned_share,
        returned_length=closure.returned_length,
        returned_time=closure.returned_time,
        surface_loss=surface.loss,
        outside=surface.outside,
        rewetted_share=closure.rewetted_share,
    )


def fresh_cells(grid: Grid, tissue: Layers, rules: Rules) -> Cells:
    """Untouched tissue on a grid."""
    size = grid.width.size * grid.height.size
    columns = grid.width.size
    volume = np.outer(grid.height, grid.area).ravel()
    return Cells(
        temperature=np.full(size, float(rules.start)),
        water=np.ones(size),
        alive=np.ones(size, np.uint8),
        capacity=volume * np.repeat(tissue.wet_capacity, columns),
        resistance=np.zeros(size),
        east=np.zeros(size),
        south=np.zeros(size),
        north=np.zeros(columns),
        sensible=np.zeros(size),
        omega_cell=np.zeros(size),
        omega_collagen=np.zeros(size),
        exposed_heat=np.zeros(columns),
        first=np.zeros(grid.height.size, np.int64),
        last=np.zeros(grid.height.size, np.int64),
        hot=np.full(grid.height.size, float(rules.start)),
        rate=np.zeros(1),
        account=np.zeros(6),
    )


def stored_heat(cells: Cells, rules: Rules) -> float:
    """Heat content [J] of the tissue above its start."""
    return float((cells.capacity * (cells.temperature - rules.start) * cells.alive).sum())
