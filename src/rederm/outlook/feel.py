"""What a session feels like, in words, and how long the skin feels hot afterwards.

    hours = h (V / V0)^q mask        V: volume of skin that was stirred (`outlook/pain.py`);   h: one clinic's figure, at V0

Words follow what was done to the nerves (heat, pricks, burning of a sheet that dies, tingling of a surface), its level, and the
device's own description, which is put right where it speaks of tingling and the level is more than that.

References: `rederm sources posterior/comfort`.
"""

import numpy as np

from rederm.draws import Draws, Samples
from rederm.injury import Injury
from rederm.outlook.pain import heats
from rederm.sources import load_table

_HOUR = 60.0


def heat_hours(volume: Samples, cool_mask: bool, draws: Draws) -> Samples:
    """Hours for which the skin feels hot afterwards, (n,), from the stirred volume [mm]: one clinic's figure."""
    ratio = volume / load_table("posterior/comfort").number("heat.volume", "mm")
    hours = draws["comfort.heat.hours"] * ratio ** draws["comfort.heat.power"]
    return hours * draws["comfort.heat.mask"] if cool_mask else hours


def sensations(injury: Injury) -> str:
    """What is felt, from what the injury does to nerves."""
    heated = float(np.median(np.nan_to_num(injury.nerve_heat)))
    pierced = bool((injury.column_mm > 0).any())
    if heats(injury):
        wide = injury.layer or heated >= load_table("posterior/comfort").number("words.heated", "1")
        return "pricking and heat" if pierced or not wide else "heat"
    if pierced:
        return "pricking and scratching"
    dead = float(np.median(np.fmax(np.nan_to_num(injury.necrosis_depth_um), np.nan_to_num(injury.ablation_depth_um))))
    return "burning or rawness" if dead > 0 and float(np.median(injury.epidermal_loss)) >= 1 / 2 else "tingling or scratching"


def level_words(pain: Samples) -> str:
    """The level of pain, for example "moderate pain"."""
    table, typical = load_table("posterior/comfort"), float(np.median(pain))
    levels = [word for word in ("mild", "moderate", "strong") if typical >= table.number(f"words.{word}", "1")]
    return f"{levels[-1]} pain" if levels else "hardly any pain"


def after_words(hours: Samples, numb_minutes: float) -> str:
    """How the skin feels afterwards, for example "hot like a sunburn for about 2 hours"."""
    table, typical = load_table("posterior/comfort"), float(np.median(hours))
    if typical < table.number("words.warm", "h"):
        said = "hardly warm"
    else:
        how = "hot like a sunburn" if typical >= table.number("words.hot", "h") else "warm"
        said = f"{how} for about {_told(typical)}"
    return f"{said}, while the cream wears off over about {_told(numb_minutes / _HOUR)}" if numb_minutes else said


def feel_words(usual: str, pain: Samples, felt: str, after: str, numbing: str = "") -> str:
    """One text for the client: during, afterwards, and how the device is described in general."""
    level = level_words(pain)
    told = f"{felt[0].upper()}{felt[1:]}, {level}; afterwards {after}"
    strong = float(np.median(pain)) >= load_table("posterior/comfort").number("words.moderate", "1")
    usual = usual.rstrip(". ")
    if usual and strong and "tingling" in usual.lower():
        usual = f"{usual}; for this setting more than tingling is to be expected"
    return ". ".join(part for part in (told, f"{numbing[0].upper()}{numbing[1:]}" if numbing else "", usual) if part)


def _told(hours: float) -> str:
    """Hours as people say them."""
    if hours < 3 / 2:
        return "an hour"
    return f"{round(hours)} hours"
