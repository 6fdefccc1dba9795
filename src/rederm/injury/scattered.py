"""Non-ablative fractional lasers (1540, 1550, 1927 nm): light scatters in closed skin and leaves a column of dead tissue.

    D = sqrt(spot^2 + blur^2)                1/e^2 diameter of the Gaussian beam; blur is a property of the device
    absorbed energy by layer and ring        photons at random in layered skin, widened to D (`photons.py`)
    mu(T) = mu (1 + s rise)                  rise: what the tissue that absorbs is heated by, on average over pulse and energy
        rise = sum share_i m(D_i),  m = D / 2 to boiling, C - C^2 / (2 D) beyond;   D heating without conduction, C to boiling
    N = passes * density / (pi/4 spot^2)     density is set by the device from its nominal spot; passes fall at random places

The corneum stays and nothing is ablated: where the light could boil all water of the epidermis, that is told. Melanin plays no
part at these wavelengths. One response of the skin serves every energy and spot, so that a dial moves the lesion smoothly; at
1927 nm absorption and rise are found in turn, since each needs the other.

References: MCML and the injury rows of lasers (`rederm sources posterior/light`, `tissue/water`).
"""

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np

from rederm.devices import Setting
from rederm.draws import Arrays, Draws, kept, model_version, remembered
from rederm.injury.closures import closures
from rederm.injury.cooling import cooled
from rederm.injury.full_field import pulse_s
from rederm.injury.heat_types import Field, HeatSource
from rederm.injury.light import describe_scanned
from rederm.injury.numerics_photons import HEATINGS, REACH_DEPTHS
from rederm.injury.optics import depth_of, layered_skin, warming_slope
from rederm.injury.photons import Medium, Response, trace, widen
from rederm.injury.result import Injury
from rederm.injury.thermal import physics, solve_lesions, solved_draws
from rederm.injury.thermal_error import error_factor, stretch_bodies
from rederm.skin import Skin
from rederm.sources import load_table


def injure_scattered(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> Injury:
    """Columns of dead tissue below an intact corneum."""
    few = solved_draws(draws)
    closed = [replace(closure, useful_share=1.0, returned_share=0.0) for closure in closures(few)]
    sources = light_sources(setting, skin, few, cooling)
    lesions = solve_lesions(cooled(sources, cooling, few), closed, skin, draws)
    along = np.exp(load_table("posterior/light").number("column_error", "1") * draws.normal("lesion.depth_error"))
    lesions = stretch_bodies(lesions, along, error_factor(draws, "width"))
    lesions = replace(lesions, ablated=np.zeros_like(lesions.ablated), ablation_depth=np.zeros(draws.n))
    return describe_scanned(setting, skin, draws, lesions, tear_notes(sources, skin))


@remembered
def light_sources(setting: Setting, skin: Skin, draws: Draws, cooling: str = "none") -> list[HeatSource]:
    """The light that each draw's skin absorbs from one beam, out of air or out of the window that cools it."""
    wavelength = setting["wavelength_nm"] / 1000
    diameter = np.hypot(setting["spot_um"], physics(setting, draws, "blur", "um")) * 1e-6
    energy = setting["energy_mJ"] / 1e3
    window = load_table("posterior/light").number("window_index", "1")
    outside = window if cooling == "contact cooling" else 1.0
    slope = warming_slope(wavelength, draws)
    rise = np.zeros(draws.n)
    for _ in range(HEATINGS + 1 if slope.any() else 1):
        media = layered_skin(wavelength, skin, draws, outside, 1 + slope * rise)
        beams = [widen(response, float(wide)) for response, wide in zip(responses(media), diameter, strict=True)]
        rise = np.array([mean_rise(field, energy * share, skin) for field, share in beams])
    return [
        HeatSource(energy=energy * share, pulse=pulse_s(setting), diameter=float(wide), field=field, sealed=True)
        for (field, share), wide in zip(beams, diameter, strict=True)
    ]


def responses(media: Sequence[Medium]) -> list[Response]:
    """Responses of the skin to a pencil of light, kept by what the skin is."""
    depths = [depth_of(REACH_DEPTHS, medium) for medium in media]
    reach = [(depth, depth) for depth in depths]
    names = ("radius", "depth", "absorbed", "tally")

    def answer() -> Arrays:
        found = trace(media, reach)
        tally = [(r.specular, r.diffuse, r.transmitted, r.gained, r.events) for r in found]
        columns = ([r.radius for r in found], [r.depth for r in found], [r.absorbed for r in found], tally)
        return {name: np.array(values) for name, values in zip(names, columns, strict=True)}

    question = {"media": [asdict(medium) for medium in media], "reach": reach}
    got = kept(question, model_version("injury"), answer)
    return [Response(*(got[name][k] for name in names[:3]), *map(float, got["tally"][k])) for k in range(len(media))]


def tear_notes(sources: Sequence[HeatSource], skin: Skin) -> tuple[str, ...]:
    """What to tell where the middle of the beam could boil all water of the epidermis, in the median of the draws."""
    load = float(np.median([surface_load(source, skin) for source in sources]))
    if load <= 1:
        return ()
    wide = float(np.median([source.diameter for source in sources])) * np.sqrt(load) * 1e3
    boils = f"the middle of the beam has {load:.1f} times the heat that boils all water of the epidermis: the surface may tear"
    return (f"{boils}, which is not described, and the figures are then upper ones; a spot of about {wide:.2g} mm would not",)


def surface_load(source: HeatSource, skin: Skin) -> float:
    """Heat that the epidermis absorbs on the axis over what it takes to boil all its water."""
    field, table = source.field, load_table("tissue/thermal")
    assert field is not None
    rows = field.depth[:-1] < skin.junction_um * 1e-6
    heat = source.energy * field.share[rows, 0].sum() / (np.pi * field.radius[1] ** 2 * field.depth[1:][rows].max())
    warm = table.number("epidermis.heat_capacity", "J/m^3/K") * (table.number("water.boiling", "degC") - skin.temperature_C)
    return float(heat / (warm + table.number("epidermis.latent_heat", "J/m^3")))


def mean_rise(field: Field, energy: float, skin: Skin) -> float:
    """Kelvin above the start, at the time and place of absorption, averaged over what is absorbed of `energy` [J]."""
    table = load_table("tissue/thermal")
    volume = np.outer(np.diff(field.depth), np.pi * np.diff(field.radius**2))
    final = energy * field.share / volume / table.number("dermis.heat_capacity", "J/m^3/K")
    boil = table.number("water.boiling", "degC") - skin.temperature_C
    mean = np.where(final < boil, final / 2, boil - boil**2 / (2 * np.maximum(final, boil)))
    return float((field.share * mean).sum())
