"""What a session feels like: pain while treated, heat afterwards, words.

    pain = level reach cold cream(m) / cream(60 min),      cream(m) = 1 - e (1 - exp(-m / tau))
    cold = relief of the nerve plane where the device heats (`injury/cooling.py`), else a factor of trials
    reach = max(x^p / (x^p + x0^p), heated, s coverage),   x = depth of death or hole / depth of the junction
    heated = 1 - (1 - nerve_heat)^(1 / relief)             share of the nerve plane without cooling, which `cold` then takes off

A pain level cannot be predicted from the injury: left out, the heat of an injury predicts it worse than the mean of all
trials does. So one wide level serves every device; `reach` only says whether living, innervated tissue is met at all, and is
assumed. The level is that of trials as they were done, mostly with cream and without cold air. What cooling takes off is not
fitted: two split-face trials of cold air (0.57 of the pain) are a check of it.

References: `rederm sources posterior/comfort`.
"""

from dataclasses import dataclass

import numpy as np

from rederm.course import Aftercare
from rederm.devices import Device
from rederm.draws import Draws, Samples
from rederm.injury import Injury
from rederm.injury.cooling import nerve_relief
from rederm.injury.dispatch import HEATING
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Comfort:
    """pain 0..10 and hours of heat, (n,); feel in words."""

    pain: Samples
    heat_hours: Samples
    feel: str


def comfort(injury: Injury, device: Device, care: Aftercare, skin: Skin, draws: Draws) -> Comfort:
    """Comfort of one session with its resolved aftercare."""
    heating = device.model in HEATING
    relief = nerve_relief(care.skin_cooling if heating else "none", skin, draws)
    reached = reach(injury, skin, relief, draws)
    pain = pain_felt(reached, care, relief if heating else borrowed_relief(care, draws), draws)
    return Comfort(pain, heat_hours(injury, reached, care, draws), feel_words(device.feel, pain))


def reach(injury: Injury, skin: Skin, relief: Samples, draws: Draws) -> Samples:
    """Whether the injury meets living, innervated tissue, 0..1 (n,), before cooled nerves have their relief (n,) of it."""
    power = load_table("posterior/comfort").number("pain.reach_power", "1")
    deepest = np.maximum(np.nan_to_num(injury.necrosis_depth_um), np.nan_to_num(injury.ablation_depth_um))
    depth = (deepest / skin.junction_um) ** power
    heated = 1 - (1 - np.nan_to_num(injury.nerve_heat)) ** (1 / relief)
    living = np.maximum(depth / (depth + draws["comfort.pain.reach_depth"] ** power), heated)
    pierced = (injury.column_mm > 0).astype(float)  # a needle in the dermis meets nerves whatever it heats
    return np.maximum(np.maximum(living, pierced), draws["comfort.pain.surface"] * np.clip(injury.coverage, 0.0, 1.0))


def borrowed_relief(care: Aftercare, draws: Draws) -> Samples:
    """What cold takes off a pain that is not of heat, (n,): borrowed from trials of heat."""
    return np.ones(draws.n) if care.skin_cooling == "none" else draws["comfort.pain.cold"]


def pain_felt(reached: Samples, care: Aftercare, relief: Samples, draws: Draws) -> Samples:
    """Mean pain while treated, 0..10 (n,); `relief` (n,) is what cooling leaves of it."""
    table = load_table("posterior/comfort")
    taken, tau = draws["comfort.pain.cream"], draws["comfort.pain.cream_minutes"]

    def left(minutes: float) -> Samples:
        return 1 - taken * -np.expm1(-minutes / tau)

    pain = draws["comfort.pain.level"] * reached * relief * left(care.numbing_minutes or 0.0)
    pain = pain / left(table.number("pain.reference_minutes", "min"))
    if care.anaesthesia not in (None, "none"):
        pain = pain * draws[f"comfort.pain.{care.anaesthesia.replace(' ', '_')}"]
    return np.clip(pain, 0.0, table.number("pain.worst", "1"))


def heat_hours(injury: Injury, reached: Samples, care: Aftercare, draws: Draws) -> Samples:
    """Hours for which the skin feels hot afterwards, (n,): assumed."""
    share = np.clip(injury.open_share, 0.0, 1.0) / load_table("posterior/comfort").number("heat.open", "1")
    hours = draws["comfort.heat.hours"] * reached * share ** draws["comfort.heat.power"]
    return hours * draws["comfort.heat.mask"] if care.cool_mask else hours


def feel_words(usual: str, pain: Samples) -> str:
    """The device's own words with the level of pain, for example "tingling and warmth, moderate pain"."""
    table, typical = load_table("posterior/comfort"), float(np.median(pain))
    levels = [word for word in ("mild", "moderate", "strong") if typical >= table.number(f"words.{word}", "1")]
    level = f"{levels[-1]} pain" if levels else "hardly any pain"
    return f"{usual.rstrip('. ')}; {level}" if usual else level
